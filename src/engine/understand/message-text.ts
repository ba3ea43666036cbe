import type { ContentPart, Message } from '../../contract/api-types.ts';

/** Longest beginning of a text that is read, in UTF-16 units. */
export const HEAD_LIMIT = 4096;
/** Longest end of a text that is read, in UTF-16 units. */
export const TAIL_LIMIT = 2048;

/**
 * The beginning and the end of a text. Reading only these keeps the work independent of the length of the input.
 * @example bounded('a'.repeat(1e6)).length // HEAD_LIMIT + TAIL_LIMIT + 1
 */
export function bounded(text: string, head: number = HEAD_LIMIT, tail: number = TAIL_LIMIT): string {
  const cut = text.length <= head + tail ? text : text.slice(0, head) + (tail > 0 ? `\n${text.slice(-tail)}` : '');
  // Cutting may halve a surrogate pair, and inputs may bring lone halves along: neither can be written as UTF-8.
  return cut.isWellFormed() ? cut : cut.toWellFormed();
}

function joinParts(parts: readonly ContentPart[], head: number, tail: number): string {
  let text = '';
  for (const part of parts) {
    const piece = part.text;
    if (typeof piece !== 'string' || piece === '') continue;
    text += (text === '' ? '' : '\n') + bounded(piece, head, tail);
    if (text.length > 2 * (head + tail)) text = bounded(text, head, tail);
  }
  return bounded(text, head, tail);
}

/** The text of a message: its string, or its text parts joined by line breaks; bounded. */
export function messageText(message: Message, head: number = HEAD_LIMIT, tail: number = TAIL_LIMIT): string {
  const { content } = message;
  if (typeof content === 'string') return bounded(content, head, tail);
  return Array.isArray(content) ? joinParts(content, head, tail) : '';
}

/** How many parts of the given type a message holds. */
export function countParts(message: Message, type: ContentPart['type']): number {
  if (!Array.isArray(message.content)) return 0;
  let count = 0;
  for (const part of message.content) if (part.type === type) count++;
  return count;
}
