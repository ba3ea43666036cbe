import type { ContentPart, Message } from '../../contract/api-types.ts';

/** Longest beginning and end of a message that are read, in UTF-16 units: 64 kB in all. */
const HEAD_LIMIT = 49_152;
const TAIL_LIMIT = 16_384;

/** The beginning and the end of a text, so that the work does not grow with the input. */
export function bounded(text: string, head: number = HEAD_LIMIT, tail: number = TAIL_LIMIT): string {
  const cut = text.length <= head + tail ? text : `${text.slice(0, head)}\n${text.slice(-tail)}`;
  // Cutting may halve a surrogate pair, and inputs may bring lone halves along: neither can be written as UTF-8.
  return cut.isWellFormed() ? cut : cut.toWellFormed();
}

function joinParts(parts: readonly ContentPart[]): string {
  let text = '';
  for (const part of parts) {
    const piece = part.text;
    if (typeof piece !== 'string' || piece === '') continue;
    text += (text === '' ? '' : '\n') + bounded(piece);
    if (text.length > 2 * (HEAD_LIMIT + TAIL_LIMIT)) text = bounded(text);
  }
  return bounded(text);
}

/** The text of a message: its string, or its text parts joined by line breaks; bounded. */
export function messageText({ content }: Message): string {
  const text = typeof content === 'string' ? bounded(content) : Array.isArray(content) ? joinParts(content) : '';
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}

/** How many parts of the given type a message holds. */
export function countParts({ content }: Message, type: ContentPart['type']): number {
  return Array.isArray(content) ? content.filter((part) => part.type === type).length : 0;
}
