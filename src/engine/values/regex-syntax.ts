/** One character out of ranges `[low, high, low, high, …]` of code points or Unicode properties. */
export interface CharSet {
  readonly kind: 'set';
  readonly ranges: readonly number[];
  readonly properties: readonly RegExp[];
  readonly negated: boolean;
}

/** A pattern as a tree. `min` and `max` are lengths in code points of what the node matches. */
export type Pattern = { readonly min: number; readonly max: number } & (
  | CharSet
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly item: Pattern; readonly from: number; readonly to: number }
  | { readonly kind: 'group'; readonly item: Pattern; readonly index: number; readonly name: string | undefined }
  | { readonly kind: 'back'; readonly to: number | string }
  | { readonly kind: 'look'; readonly item: Pattern; readonly behind: boolean; readonly negated: boolean }
  | { readonly kind: 'edge'; readonly at: '^' | '$' | 'b' | 'B' }
);

/** Repetitions beyond this are not told apart: no generated text comes near. */
const MANY = 1e9;

export function sequence(items: readonly Pattern[]): Pattern {
  const only = items[0];
  if (items.length === 1 && only !== undefined) return only;
  let min = 0;
  let max = 0;
  for (const item of items) {
    min += item.min;
    max += item.max;
  }
  return { kind: 'sequence', items, min, max: Math.min(max, MANY) };
}

export function choice(items: readonly Pattern[]): Pattern {
  const only = items[0];
  if (items.length === 1 && only !== undefined) return only;
  let min = MANY;
  let max = 0;
  for (const item of items) {
    min = Math.min(min, item.min);
    max = Math.max(max, item.max);
  }
  return { kind: 'choice', items, min, max };
}

export const repeat = (item: Pattern, from: number, to: number): Pattern => ({
  kind: 'repeat',
  item,
  from,
  to,
  min: Math.min(item.min * from, MANY),
  max: item.max === 0 || to === 0 ? 0 : Math.min(item.max * Math.min(to, MANY), MANY),
});

export const charSet = (ranges: readonly number[], properties: readonly RegExp[] = [], negated = false): Pattern => ({
  kind: 'set',
  ranges,
  properties,
  negated,
  min: 1,
  max: 1,
});

/** Code points whose answer is remembered for a set; a hostile one has thousands of ranges, and texts have few characters. */
const MAX_KNOWN = 1000;
const known = new WeakMap<CharSet, Map<number, boolean>>();

/** Whether a code point is in the set. The properties are ours or the engine's own `\p{…}`, tried on one character. */
export function inSet(set: CharSet, point: number): boolean {
  const [low, high] = set.ranges;
  if (set.ranges.length === 2 && set.properties.length === 0)
    return (point >= (low ?? 0) && point <= (high ?? 0)) !== set.negated;
  const answers = known.get(set) ?? new Map<number, boolean>();
  const told = answers.get(point);
  if (told !== undefined) return told;
  if (answers.size === 0) known.set(set, answers);
  else if (answers.size >= MAX_KNOWN) answers.clear();
  const answer = lookUp(set, point);
  answers.set(point, answer);
  return answer;
}

function lookUp(set: CharSet, point: number): boolean {
  let inside = false;
  for (let i = 0; i + 1 < set.ranges.length && !inside; i += 2) {
    inside = point >= (set.ranges[i] ?? 0) && point <= (set.ranges[i + 1] ?? 0);
  }
  if (!inside && set.properties.length > 0) {
    const character = String.fromCodePoint(point);
    inside = set.properties.some((property) => property.test(character));
  }
  return inside !== set.negated;
}
