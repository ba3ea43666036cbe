const ITEM_LIMIT = 40;
const WORDS = 6;
const TEXT_LIMIT = 3000;
/** Where the last thing of a list ends. */
const END = /\s(?:on|onto|to|in|into|for|from|at|by|as|please|using|via|under|tomorrow|today|tonight)\b|[.!?;\n]/i;
const LEAD =
  /^.*\b(?:put|add|buy|order|get|send|include|invite|list|book|remove|save|create|tag|with|need|want|have|are|is|these|following|items?|like)\b\s*:?\s*(?:me |us |some |the )?/i;

interface Piece {
  readonly text: string;
  readonly joint: string;
}

/** Pieces between commas and the last "and". */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(/\s{0,64},\s*(?:and |or |plus )?|\s{1,64}(?:and|plus|&)\s+|、/gi)) {
    pieces.push({ text: text.slice(from, match.index), joint: match[0] });
    from = match.index + match[0].length;
  }
  pieces.push({ text: text.slice(from), joint: '' });
  return pieces;
}

const isItem = (text: string): boolean =>
  text !== '' && text.split(/\s+/).length <= WORDS && !/[?!]|^(?:who|what|when|where|why|how|which)\b/i.test(text);

/** Where several of the first things are counted, what is not belongs to the next clause: "2 pens and 3 cups, deliver to …". */
function whileCounted(items: readonly string[]): readonly string[] {
  const end = items.findIndex((item) => !COUNT.test(item));
  return end > 1 ? items.slice(0, end) : items;
}

/**
 * The things that a sentence lists: "put milk, rye bread and 6 eggs on the list" → milk, rye bread, 6 eggs. Empty where it lists
 * nothing.
 */
export function findEnumeration(text: string): readonly string[] {
  const sentences = text.slice(0, TEXT_LIMIT).split(/(?<=[.!?])\s+|\n{2,}/);
  for (const sentence of sentences) {
    const pieces = piecesOf(sentence.replaceAll(/\n\s{0,64}(?:[-*•]|\d+[.)])\s*/g, ', ').replace(/:\s*,/, ':'));
    if (pieces.length < 2) continue;
    const items = pieces.map(({ text: piece }, at) => {
      const led = piece.replace(LEAD, '');
      const opened =
        at === 0
          ? piece.includes(':')
            ? piece.slice(piece.lastIndexOf(':') + 1)
            : COUNT.test(led)
              ? led
              : led.replace(/^.*\bof\b\s*/i, '')
          : piece;
      const end = opened.trim().search(END);
      return (end < 0 ? opened.trim() : opened.trim().slice(0, end)).replace(/^(?:an?|the|some) /i, '').trim();
    });
    const counted = whileCounted(items);
    if (counted.every(isItem)) return counted.slice(0, ITEM_LIMIT);
  }
  return [];
}

const COUNT = /^(?:(\d{1,6})\s*(?:x|×)?|(an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve))\s+(?=\S)/i;
const NUMBER_WORDS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', '', 'twelve'];

/** An item of a list with how many of it are meant: "2 margherita pizzas". */
export function splitCount(whole: string): { readonly whole: string; readonly thing: string; readonly count: number } {
  const match = COUNT.exec(whole);
  if (match === null) return { whole, thing: whole, count: 1 };
  const word = match[2]?.toLowerCase() ?? '';
  const count = match[1] === undefined ? Math.max(1, NUMBER_WORDS.indexOf(word)) : Number(match[1]);
  return { whole, thing: whole.slice(match[0].length), count };
}
