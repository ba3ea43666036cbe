import type { JsonSchema } from '../../contract/api-types.ts';
import { describe, shapeAt, shapeOfType } from './read-shape.ts';

type Shape = Readonly<Record<string, unknown>>;

const DECLARATION =
  /\b(?:export\s+)?(?:interface|type|class)\s+([A-Z]\w*)\s*(?:\([^()\n]*\)|extends\s+[\w, ]+)?\s*(=?\s*\{|:|=)/g;
const MEMBER = /^\s+([A-Za-z_]\w*)\s*:\s*([^=#\n]+?)\s*(?:=\s*([^#\n]*?))?\s*(?:#\s*(.*))?$/;
const FIELD_TEXT = /(?:description|desc|title)\s*=\s*["']([^"'\n]*)["']/;

/** Members of a Python class: the indented lines behind its head. */
function classShape(text: string, from: number, named: ReadonlyMap<string, Shape>): Shape | undefined {
  const properties: Record<string, Shape> = {};
  const required: string[] = [];
  for (const line of text.slice(from).split('\n').slice(1)) {
    if (line.trim() === '' || /^\s+(?:"""|'''|#|@)/.test(line)) continue;
    const match = MEMBER.exec(line);
    if (match === null) break;
    const shape = shapeOfType(match[2] ?? '', named) ?? { type: 'string' };
    properties[match[1] ?? ''] = describe(
      shape,
      FIELD_TEXT.exec(match[3] ?? '')?.[1] ?? match[4] ?? '',
      match[1] ?? '',
    );
    required.push(match[1] ?? '');
  }
  return required.length === 0 ? undefined : { type: 'object', properties, required, additionalProperties: false };
}

function unionShape(text: string, from: number): Shape | undefined {
  const body = /^([^;\n{]+)/.exec(text.slice(from))?.[1];
  return body === undefined ? undefined : shapeOfType(body, new Map());
}

/** The types that a text declares, by name, in order: TypeScript interfaces and types, Python classes. */
export function declaredTypes(text: string): ReadonlyMap<string, Shape> {
  const named = new Map<string, Shape>();
  const declarations = [...text.matchAll(DECLARATION)].slice(0, 40);
  // Later types may be spoken of by earlier ones: two passes see both.
  for (let pass = 0; pass < 2; pass++) {
    for (const match of declarations) {
      const end = match.index + match[0].length;
      const shape = match[0].endsWith('{')
        ? shapeAt(text, end - 1, named)?.shape
        : match[0].endsWith(':')
          ? classShape(text, end, named)
          : unionShape(text, end);
      if (typeof shape === 'object') named.set(match[1] ?? '', shape);
    }
  }
  return named;
}

/** The type that the answer is to have: the one that the words name, else the one that no other speaks of, else the last. */
export function rootType(text: string): JsonSchema | undefined {
  const named = declaredTypes(text);
  const names = [...named.keys()];
  const wanted = names.find((name) => new RegExp(`(?:type|into|as|an?)\\s+["'\`]?${name}\\b(?!\\s*[=:({])`).test(text));
  const free = names.filter(
    (name) => (text.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length === 1 || name === names.at(-1),
  );
  return named.get(wanted ?? free.at(-1) ?? names.at(-1) ?? '') as JsonSchema | undefined;
}
