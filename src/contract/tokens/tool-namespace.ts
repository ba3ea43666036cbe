import type { FunctionDefinition, Tool } from '../api-types.ts';

/** Deeper schemas are shown as `any`, which also bounds the work on hostile ones. */
const MAX_DEPTH = 16;

type Schema = { readonly [key: string]: unknown };

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The declaration text that a model is shown for its tools, which is what they cost. The service does not publish it; this is
 * the TypeScript-like namespace that its counts agree with.
 *
 * @example
 * renderToolNamespace([{ type: 'function', function: { name: 'now' } }]);
 * // namespace functions {
 * //
 * // type now = () => any;
 * //
 * // } // namespace functions
 */
export function renderToolNamespace(tools: readonly Tool[]): string {
  return `namespace functions {\n\n${tools.map(renderTool).join('')}} // namespace functions`;
}

function renderTool(tool: Tool): string {
  if (tool.type === 'function') return tool.function ? renderFunction(tool.function) : '';
  return tool.custom ? `${comment(tool.custom.description)}type ${tool.custom.name} = (FREEFORM) => any;\n\n` : '';
}

function renderFunction({ name, description, parameters }: FunctionDefinition): string {
  const type = hasProperties(parameters) ? `(_: {\n${renderProperties(parameters, 0)}\n}) => any` : '() => any';
  return `${comment(description)}type ${name} = ${type};\n\n`;
}

const comment = (text: unknown): string => (typeof text === 'string' && text !== '' ? `// ${text}\n` : '');

/** Whether a schema names any property, so that it is shown with a body. */
export function hasProperties(schema: unknown): schema is Schema & { readonly properties: Schema } {
  return isSchema(schema) && isSchema(schema.properties) && Object.keys(schema.properties).length > 0;
}

/** The schema of a function tool's arguments, if it has one. */
export const parametersOf = (tool: Tool): unknown => (tool.type === 'function' ? tool.function?.parameters : undefined);

/** How many of a schema's own properties have a description. */
export function describedProperties(schema: unknown): number {
  if (!hasProperties(schema)) return 0;
  return Object.values(schema.properties).filter((one) => isSchema(one) && comment(one.description) !== '').length;
}

function renderProperties(schema: Schema, depth: number): string {
  if (!isSchema(schema.properties)) return '';
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const indent = ' '.repeat(2 * depth);
  const lines: string[] = [];
  for (const [name, property] of Object.entries(schema.properties)) {
    // Descriptions below the second level are not shown.
    if (depth < 1 && isSchema(property)) {
      const line = comment(property.description);
      if (line) lines.push(indent + line.trimEnd());
    }
    lines.push(`${indent}${name}${required.has(name) ? '' : '?'}: ${renderType(property, depth)},`);
  }
  return lines.join('\n');
}

function renderType(schema: unknown, depth: number): string {
  if (!isSchema(schema) || depth > MAX_DEPTH) return 'any';
  const { type, anyOf } = schema;
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(anyOf)) return anyOf.map((one) => renderType(one, depth + 1)).join(' | ');
  // As a set: a type named twice would render everything below it twice, and so on down.
  if (Array.isArray(type))
    return [...new Set(type)].map((one) => renderType({ ...schema, type: one }, depth + 1)).join(' | ');
  switch (type) {
    case 'string':
    case 'boolean':
    case 'null':
      return type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `${schema.items === undefined ? 'any' : renderType(schema.items, depth + 1)}[]`;
    case 'object':
      return `{\n${renderProperties(schema, depth + 1)}\n${' '.repeat(2 * depth)}}`;
    default:
      return 'any';
  }
}
