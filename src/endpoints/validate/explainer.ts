import type { ValidationError } from './validation-error.ts';
import type { SchemaNode, SchemaSource } from './schema-node.ts';

/** What the parts of the explanation share. */
export interface Explainer {
  readonly resolve: SchemaSource['resolve'];
  readonly explain: (schema: SchemaNode, value: unknown) => ValidationError | undefined;
  /** True for a error that the service reports later, in the words of its conversation rules. */
  readonly isLate: (object: SchemaNode, key: string) => boolean;
}
