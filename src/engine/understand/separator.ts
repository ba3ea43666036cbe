const KINDS: ReadonlyArray<readonly [RegExp, string]> = [
  [/^(?:single |one )?(?:blank ?)?(?:spaces?|blanks?)\b|^空格/, ' '],
  [/^commas? (?:without|and no|with no) (?:any )?(?:spaces?|blanks?)/, ','],
  [/^(?:single )?commas?\b|^逗号/, ', '],
  [/^(?:new ?-?lines?|line ?-?breaks?)\b|^换行/, '\n'],
  [/^(?:dash(?:es)?|hyphens?)\b/, '-'],
  [/^semi-?colons?\b|^分号/, '; '],
  [/^tabs?\b/, '\t'],
  [/^(?:pipes?|vertical bars?)\b/, ' | '],
  [/^slash(?:es)?\b/, '/'],
  [/^顿号/, '、'],
];
const SEPARATED =
  /\b(?:separat(?:ed?|ing)|divided?|delimited|joined|split)(?: (?:them|the numbers|it|each|all))?(?: (?:only|each))? (?:by|with|using) (?:an? |the )?/i;
const QUOTED = /^(?:["“`']([^"”`'\n]{1,8})["”`'])/;
const LINES =
  /\bone (?:number |item |word )?(?:per|a|on each) line\b|\b(?:each|every)(?: \w+)? on (?:its own|a new|a separate) line\b|\bon separate lines\b|每行一个|一行一个/i;
const CHINESE = /用([^\n]{1,4}?)(?:来)?(?:分隔|隔开|分开)/;

/**
 * What the user wants between the parts of a row; `undefined` where that is left open.
 *
 * @example readSeparator('Count to 3, separated by spaces') // ' '
 */
export function readSeparator(text: string): string | undefined {
  const slice = text.slice(0, 600);
  if (LINES.test(slice)) return '\n';
  const found = SEPARATED.exec(slice);
  const named = found === null ? CHINESE.exec(slice)?.[1] : slice.slice(found.index + found[0].length);
  if (named === undefined) return undefined;
  const lower = named.toLowerCase();
  return QUOTED.exec(named)?.[1] ?? KINDS.find(([kind]) => kind.test(lower))?.[1];
}
