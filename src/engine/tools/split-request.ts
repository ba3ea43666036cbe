const QUOTED = /"[^"\n]{1,400}"|“[^”]{1,400}”/g;
/** A text without what it quotes for somebody to read. */
export const withoutQuotes = (text: string): string => text.replaceAll(QUOTED, ' ');

const SEPARATOR =
  /([.?!;]\s+|[。？！；]\s*|\s{0,64}\n+\s*|,?\s{1,64}(?:and then|and also|as well as|then|also|and|plus|but)\s+|,\s+(?:and|then|also)\s+|,\s+|，\s*|、|(?:并且|然后|还有|以及|另外|顺便|和|并))/i;
/** More parts than anybody asks for in one go are not told apart. */
const PART_LIMIT = 24;
const TEXT_LIMIT = 1500;

/**
 * Cuts a request at sentence ends and conjunctions. Quoted text, URLs and fenced code stay whole. The parts, joined,
 * are the text again, each with the separator before it.
 */
export function splitRequest(text: string): readonly { readonly text: string; readonly before: string }[] {
  if (text.length > TEXT_LIMIT) return [{ text, before: '' }];
  const hidden: string[] = [];
  const masked = text.replaceAll(
    /```[^`]{0,1400}```|"[^"\n]{1,400}"|“[^”]{1,400}”|`[^`\n]{1,200}`|https?:\/\/\S+[^\s,.;:!?]/g,
    (part) => {
      hidden.push(part);
      return `\uE000${hidden.length - 1}\uE000`;
    },
  );
  const unmask = (part: string): string =>
    part.replaceAll(/\uE000(\d{1,3})\uE000/g, (_, index: string) => hidden[Number(index)] ?? '');
  const pieces = masked.split(SEPARATOR);
  const parts: { text: string; before: string }[] = [];
  for (let i = 0; i < pieces.length; i += 2) {
    const part = unmask(pieces[i] ?? '');
    const before = i === 0 ? '' : (pieces[i - 1] ?? '');
    const last = parts.at(-1);
    if (parts.length >= PART_LIMIT && last !== undefined) last.text += before + part;
    else if (part.trim() !== '') parts.push({ text: part, before });
  }
  return parts;
}
