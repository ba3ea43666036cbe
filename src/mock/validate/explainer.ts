import type { Fault } from './fault.ts';
import type { SchemaNode, SchemaSource } from './schema-node.ts';

/** What the parts of the explanation share. */
export interface Explainer {
  readonly resolve: SchemaSource['resolve'];
  readonly explain: (schema: SchemaNode, value: unknown) => Fault | undefined;
  /** True for a fault that the service reports later, in the words of its conversation rules. */
  readonly isLate: (object: SchemaNode, key: string) => boolean;
}
