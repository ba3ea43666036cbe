/**
 * Quotes and joins values the way the API's messages do: Oxford comma, single quotes.
 *
 * @example
 * list(['low', 'medium', 'high'], 'and'); // "'low', 'medium', and 'high'"
 */
export function list(values: readonly unknown[], conjunction: 'and' | 'or'): string {
  const quoted = values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value)));
  const last = quoted.pop() ?? '';
  if (quoted.length === 0) return last;
  if (quoted.length === 1) return `${quoted[0]} ${conjunction} ${last}`;
  return `${quoted.join(', ')}, ${conjunction} ${last}`;
}

/**
 * What kind of value came, with its article: the second half of an `invalid_type` message.
 *
 * @example
 * describeValue(1.5); // 'a decimal number'
 */
export function describeValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal number';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Characters as JSON Schema counts them: code points, without building an array of them. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0xd800 || code > 0xdbff) continue;
    const next = text.charCodeAt(i + 1);
    if (next < 0xdc00 || next > 0xdfff) continue;
    count--;
    i++;
  }
  return count;
}
