/** A call that stands in the assistant's words, as frameworks replay them that have no messages for tools. */
export interface WrittenCall {
  readonly name: string;
  /** Arguments as JSON text. */
  readonly args: string;
}

const CALL =
  /['"](?:name|tool|action)['"]\s*:\s*['"]([\w.-]{1,64})['"]\s*,\s*['"](?:arguments|args|input|parameters|action_input)['"]\s*:\s*(?=\{)/g;
const LIMIT = 8000;

/** The object that opens at a place, with brackets in balance. */
function objectAt(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const c = text.charAt(at);
    if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return text.slice(start, at + 1);
  }
  return '';
}

/** Python prints quotes, truth and nothing in its own way. */
const asJson = (text: string): string =>
  text.includes('"')
    ? text
    : text
        .replaceAll("'", '"')
        .replaceAll(/\bTrue\b/g, 'true')
        .replaceAll(/\bFalse\b/g, 'false')
        .replaceAll(/\bNone\b/g, 'null');

/** The calls written out in a text: `{'name': 'get_weather', 'arguments': {'location': 'Paris'}}`. */
export function writtenCalls(text: string): readonly WrittenCall[] {
  const clipped = text.slice(0, LIMIT);
  return Array.from(clipped.matchAll(CALL), (match) => ({
    name: match[1] ?? '',
    args: asJson(objectAt(clipped, match.index + match[0].length)),
  })).slice(0, 20);
}
