import type { JsonSchema, Tool } from '../../contract/api-types.ts';
import { describeField } from '../values/field.ts';
import type { Field } from '../values/making.ts';
import { isRecord, recordIn, schemaAt, stringsIn, type SchemaObject } from '../values/schema.ts';

/** A declared tool in one shape, whatever its kind. */
export interface ToolSpec {
  readonly kind: 'function' | 'custom';
  readonly name: string;
  readonly description: string;
  /** JSON Schema of a function's arguments; absent when it takes none. */
  readonly parameters: JsonSchema | undefined;
  /** Properties of the arguments, and the names of those that are required. */
  readonly properties: SchemaObject;
  readonly required: readonly string[];
  /** Grammar of a custom tool's input. */
  readonly grammar: { readonly syntax: string; readonly definition: string } | undefined;
}

/** Both spellings occur: `format.grammar.{syntax,definition}` here, flat in the sister API. */
function grammarOf(format: { [key: string]: unknown } | undefined): ToolSpec['grammar'] {
  if (format?.['type'] !== 'grammar') return undefined;
  const grammar = isRecord(format['grammar']) ? format['grammar'] : format;
  const { syntax, definition } = grammar;
  return typeof syntax === 'string' && typeof definition === 'string' ? { syntax, definition } : undefined;
}

/** `undefined` for a tool without a usable definition. */
export function readTool(tool: Tool): ToolSpec | undefined {
  if (tool.function !== undefined) {
    const { name, description, parameters } = tool.function;
    const schema = isRecord(parameters) ? parameters : {};
    const properties = recordIn(schema, 'properties') ?? {};
    const required = stringsIn(schema, 'required');
    const about = { name, description: description ?? '', parameters, properties, required };
    return { kind: 'function', ...about, grammar: undefined };
  }
  if (tool.custom === undefined) return undefined;
  const { name, description, format } = tool.custom;
  const about = { name, description: description ?? '', parameters: undefined, properties: {}, required: [] };
  return { kind: 'custom', ...about, grammar: grammarOf(format) };
}

/** What is known about an argument of a tool. */
export const argumentOf = ({ name: tool, properties }: ToolSpec, name: string): Field =>
  describeField(schemaAt(properties, name) ?? true, name, { path: [tool], required: true });
