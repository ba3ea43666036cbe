import type { Diagnostic } from './diagnostic.ts';
import { isTooDeep, TOO_DEEP } from './nesting.ts';
import type { ValuePath } from './source.ts';
import type { Place, Source } from './source.ts';

/** What its exceptions tell; lines and columns from 0. */
interface YamlFault {
  readonly reason: string;
  readonly mark?: { readonly line: number; readonly column: number };
}

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

/** What `JSON.parse` has against a text; nothing for JSON. */
function jsonError(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Whether a text is JSON as far as it goes: then all that is wrong with it is its end. */
function endsTooEarly(text: string): boolean {
  const words = jsonError(text);
  if (words === undefined || /end of JSON input|Unterminated/.test(words)) return true;
  return Number(/position (\d+)/.exec(words)?.[1] ?? -1) >= text.length;
}

/** Length of the longest beginning that could still become JSON. Messages do not always name the position. */
function faultOffset(text: string): number {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (endsTooEarly(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function jsonFault(file: string, text: string): Diagnostic {
  const words = jsonError(text) ?? '';
  const cause = words.replace(/ in JSON at position.*$/s, '').replace(/, (?:\.\.\.)?".*$/s, '');
  return { file, ...placeOf(text, faultOffset(text)), path: '', message: `not JSON: ${cause}` };
}

function yamlFault(file: string, error: unknown): Diagnostic {
  const { reason, mark } = error as YamlFault;
  // Whatever is not about the text, such as a missing module, is not the file's fault.
  if (typeof reason !== 'string') throw error;
  const place = mark && { line: mark.line + 1, column: mark.column + 1 };
  return { file, ...place, path: '', message: `not YAML: ${reason}` };
}

/** Finds values in a text. The parser that knows positions takes ten times as long, and is needed for problems only. */
async function locator(text: string): Promise<(path: ValuePath, at: 'key' | 'value') => Place> {
  const { LineCounter, isAlias, isMap, isNode, isPair, isSeq, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const place = (node: unknown): Place | undefined => {
    const offset = isNode(node) ? node.range?.[0] : undefined;
    if (offset === undefined) return undefined;
    const { line, col } = lineCounter.linePos(offset);
    return { line, column: col };
  };
  return (path, at) => {
    let node: unknown = document.contents;
    let best = place(node);
    for (const [depth, step] of path.entries()) {
      if (isAlias(node)) node = node.resolve(document);
      if (isSeq(node)) {
        node = node.items[Number(step)];
      } else if (isMap(node)) {
        const pair = node.items.find((item) => isPair(item) && String(item.key) === String(step));
        node = pair?.value;
        // A key without a value has no place but that of the key.
        if ((at === 'key' && depth === path.length - 1) || !isNode(node)) best = place(pair?.key) ?? best;
        if (at === 'key' && depth === path.length - 1) break;
      } else break;
      best = place(node) ?? best;
    }
    return best ?? { line: 1, column: 1 };
  };
}

function located(file: string, text: string, value: unknown): Source {
  let find: ReturnType<typeof locator> | undefined;
  return {
    file,
    value,
    locate: async (path, at) => {
      find ??= locator(text);
      return (await find)(path, at);
    },
  };
}

/** Values that aliases may stand for in all: many times what people write, and far below what fills memory. */
const MAX_ALIASED = 100_000;

/**
 * An alias makes one value stand at several places, and aliases of aliases at billions, for code that walks or writes them.
 *
 * @throws YamlFault
 */
function checkAliases(value: unknown, text: string): void {
  const alias = text.search(/[*]\w/);
  if (alias < 0) return;
  const sizes = new Map<object, number>();
  const sizeOf = (node: unknown): number => {
    if (typeof node !== 'object' || node === null) return 1;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    // One that holds itself is met again before its size is known.
    sizes.set(node, Infinity);
    const size = Object.values(node).reduce<number>((sum, child) => sum + sizeOf(child), 1);
    sizes.set(node, size);
    return size;
  };
  if (sizeOf(value) - sizes.size > Math.max(MAX_ALIASED, text.length)) {
    const { line, column } = placeOf(text, alias);
    const mark = { line: line - 1, column: column - 1 };
    const fault: YamlFault = { mark, reason: `its aliases stand for more than ${MAX_ALIASED} values; write them out` };
    throw fault;
  }
}

async function parseYaml(text: string): Promise<unknown> {
  const { CORE_SCHEMA, load } = await import('js-yaml');
  // The core schema of YAML 1.2: no dates, no merge keys, and `no` is a text.
  const value: unknown = load(text, { schema: CORE_SCHEMA });
  checkAliases(value, text);
  return value;
}

/**
 * Reads the text of a scenario file: JSON by its ending, YAML otherwise.
 *
 * @returns the source, or what is wrong with the text
 * @example await parseFile('a.yaml', 'scenarios: [{ reply: Hello }]')
 */
export async function parseFile(file: string, text: string): Promise<Source | { readonly fault: Diagnostic }> {
  if (file.endsWith('.json')) {
    try {
      const value: unknown = JSON.parse(text);
      return isTooDeep(value) ? { fault: { file, path: '', ...TOO_DEEP } } : located(file, text, value);
    } catch {
      return { fault: jsonFault(file, text) };
    }
  }
  try {
    return located(file, text, await parseYaml(text));
  } catch (error) {
    return { fault: yamlFault(file, error) };
  }
}
