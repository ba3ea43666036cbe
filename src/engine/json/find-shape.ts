import type { JsonSchema, JsonValue } from '../../contract/api-types.ts';
import { readShape, type Shape } from './read-shape.ts';

/** Braces tried at most: prompts hold a few, attacks a million. */
const TRIES = 12;
const TEXT_LIMIT = 20_000;

const isRecord = (value: unknown): value is Record<string, JsonValue> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The end of the bracket that opens at `start`, strings skipped. */
function closingAt(text: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') depth++;
    else if ((c === '}' || c === ']') && --depth === 0) return i + 1;
  }
  return -1;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const looksLikeSchema = (value: unknown): value is Record<string, JsonValue> =>
  isRecord(value) &&
  (isRecord(value['properties']) ||
    isRecord(value['$defs']) ||
    (typeof value['$ref'] === 'string' && value['$ref'] !== ''));

/** A shape shown in a text, and the text without it, so that its samples are not taken for facts. */
export interface ShownShape {
  readonly schema: JsonSchema;
  readonly rest: string;
}

/**
 * What the answer has to look like, where the prompt shows it: a JSON Schema written out, an example object, a skeleton or a
 * TypeScript-like type. The last one wins, since instructions end with the format.
 */
export function findShape(text: string): ShownShape | undefined {
  const clipped = text.slice(-TEXT_LIMIT);
  let found: ShownShape | undefined;
  let at = clipped.search(/[{[]/);
  for (let tries = 0; at >= 0 && tries < TRIES; tries++) {
    const end = closingAt(clipped, at);
    const source = end < 0 ? '' : clipped.slice(at, end);
    const shape = source.length > 2 ? shapeOf(source) : undefined;
    if (shape !== undefined) found = { schema: shape, rest: `${clipped.slice(0, at)} ${clipped.slice(end)}` };
    const from = shape === undefined ? at + 1 : end;
    const next = clipped.slice(from).search(/[{[]/);
    at = next < 0 ? -1 : from + next;
  }
  return found;
}

function shapeOf(source: string): JsonSchema | undefined {
  const value = parse(source);
  if (looksLikeSchema(value)) return value;
  const shape: Shape | undefined = readShape(source);
  if (shape === undefined) return undefined;
  if (shape['type'] === 'object') return shape;
  const items = shape['items'];
  return shape['type'] === 'array' && isRecord(items) && items['type'] === 'object' ? shape : undefined;
}
