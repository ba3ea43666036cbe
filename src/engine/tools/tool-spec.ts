import type { JsonSchema, Tool } from '../../contract/api-types.ts';
import { isRecord } from '../values/schema.ts';

/** A declared tool in one shape, whatever its kind. */
export interface ToolSpec {
  readonly kind: 'function' | 'custom';
  readonly name: string;
  readonly description: string;
  /** JSON Schema of a function's arguments; absent when it takes none. */
  readonly parameters: JsonSchema | undefined;
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
    return { kind: 'function', name, description: description ?? '', parameters, grammar: undefined };
  }
  if (tool.custom === undefined) return undefined;
  const { name, description, format } = tool.custom;
  return { kind: 'custom', name, description: description ?? '', parameters: undefined, grammar: grammarOf(format) };
}
