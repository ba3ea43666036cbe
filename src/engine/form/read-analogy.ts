import type { Brief } from '../read/brief.ts';
import type { Form } from './form.ts';

interface Pair {
  readonly input: string;
  readonly output: string;
}

const SIGN = /\s{0,64}(?:-{1,400}>|={1,400}>|→|⇒|↦|\bA:)\s*/;
const TOKEN = /[\p{L}\p{N}]+(?:[.@'_-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]|\s+/gu;
/** Longest message in which pairs are looked for. */
const LONGEST = 4000;

/** Lines that each give an input and what becomes of it: `order 17 -> {"order": 17}`; the last one waits. */
function pairsOfLines(text: string): { readonly pairs: readonly Pair[]; readonly asked: string } | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const parts = lines.slice(-12).map((line) =>
    line
      .replace(/^\s*(?:Q|Input|In)\s*:\s*/i, '')
      .split(SIGN)
      .filter((part, at) => part !== '' || at > 0),
  );
  const last = parts.at(-1);
  if (last === undefined || last.length < 2 || last.slice(1).some((part) => part !== '')) return undefined;
  const pairs = parts
    .slice(0, -1)
    .map((one) => one.filter((part) => part !== ''))
    .filter((one) => one.length === 2)
    .map(([input = '', output = '']) => ({ input: input.trim(), output: output.trim() }));
  return { pairs, asked: (last[0] ?? '').trim() };
}

const tokens = (text: string): readonly string[] => text.match(TOKEN) ?? [];

const CHANGES: ReadonlyArray<(text: string) => string> = [
  (text) => text,
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
  (text) => text.charAt(0).toUpperCase(),
];

/** What becomes of an input where another became `pair.output`: its parts stand where those of the other stood. */
function carried(pair: Pair, input: string): string | undefined {
  const [old, fresh] = [tokens(pair.input), tokens(input)];
  if (old.length !== fresh.length || fresh.length === 0) return undefined;
  let moved = 0;
  const output = tokens(pair.output).map((token) => {
    for (const change of CHANGES) {
      const at = old.findIndex((one) => /[\p{L}\p{N}]/u.test(one) && change(one) === token);
      if (at < 0) continue;
      if (old[at] !== fresh[at]) moved++;
      return change(fresh[at] ?? '');
    }
    return token;
  });
  return moved === 0 ? undefined : output.join('');
}

const JOINS = ['-', '_', '', ' ', '.', '/', ', '];

/** What becomes of an input whose words, in another case and joined anew, give every output: titles and their slugs. */
function rejoined(pairs: readonly Pair[], asked: string): string | undefined {
  for (const change of CHANGES)
    for (const sign of JOINS) {
      const joined = (text: string): string => (text.match(/[\p{L}\p{N}]+/gu) ?? []).map(change).join(sign);
      if (pairs.every(({ input, output }) => joined(input) === output)) return joined(asked);
    }
  return undefined;
}

/** The answer that pairs of examples show by what they do with the parts of their inputs. */
export function readAnalogy(brief: Brief): Form | undefined {
  const own = brief.asked.text.length > LONGEST ? undefined : pairsOfLines(brief.asked.text);
  const pairs = own === undefined || own.pairs.length === 0 ? brief.shots : own.pairs;
  const asked = own === undefined || own.pairs.length === 0 ? brief.input : own.asked;
  const last = pairs.at(-1);
  if (pairs.length < 2 || last === undefined || asked.length > 400) return undefined;
  const holds = pairs.slice(0, -1).every((pair) => carried(last, pair.input) === pair.output);
  const text = (holds ? carried(last, asked) : undefined) ?? rejoined(pairs, asked);
  return text === undefined ? undefined : { kind: 'exact', text };
}
