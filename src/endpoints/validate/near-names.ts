/** Names longer than this are not compared: no parameter is, and a hostile key may be. */
const LONGEST = 40;

/**
 * Known names that one inserted, dropped or changed letter away from `name` (observed: `stor` is answered with
 * "Did you mean 'stop' or 'store'?").
 */
export function nearNames(name: string, known: readonly string[]): string[] {
  return name.length > LONGEST ? [] : known.filter((other) => differsByOne(name, other));
}

function differsByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let i = 0;
  while (i < short.length && short[i] === long[i]) i++;
  const rest = short.length === long.length ? short.slice(i + 1) : short.slice(i);
  return rest === long.slice(i + 1);
}
