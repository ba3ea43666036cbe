import { asList, asObject, isText } from '../../contract/schema/json-shape.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';

/** Characters of all texts of a request: about a quarter of them are tokens. */
function charactersOf({ request }: ParsedExchange): number {
  return asList(request?.['messages'])
    .map((message) => asObject(message)['content'])
    .reduce<number>((sum, content) => {
      const parts = isText(content) ? [content] : asList(content).map((part) => asObject(part)['text']);
      return sum + parts.reduce<number>((total, text) => total + (isText(text) ? text.length : 0), 0);
    }, 0);
}

const SIZES = [
  [1200, 'prompts below 300 tokens'],
  [6000, 'prompts of 300 to 1,500 tokens'],
  [20_000, 'prompts of 1,500 to 5,000 tokens'],
  [Infinity, 'prompts above 5,000 tokens'],
] as const;

/** Size and more, each of them above which a cheat may begin. */
function sizeKinds(seen: ParsedExchange): string[] {
  const characters = charactersOf(seen);
  const size = SIZES.find(([most]) => characters < most)?.[1] ?? '';
  return [size, ...(characters < 6000 ? [] : ['prompts above 1,500 tokens'])];
}

/** Messages from which on a conversation is long. */
const LONG_TALK = 8;

const places = new WeakMap<Evidence, ReadonlyMap<ParsedExchange, number>>();

/** How much of the run came before an exchange. */
function placeOf(seen: ParsedExchange, evidence: Evidence): number {
  const known =
    places.get(evidence) ?? new Map(evidence.all.map((one, index) => [one, index / Math.max(1, evidence.all.length)]));
  places.set(evidence, known);
  return known.get(seen) ?? 0;
}

/** What a cheat may tell requests apart by: size, history, stream, tools, images, length of the answer, and how many came before. */
export function kindsOf(seen: ParsedExchange, evidence: Evidence): readonly string[] {
  const messages = asList(seen.request?.['messages']);
  const place = placeOf(seen, evidence);
  const kinds: readonly (readonly [string, boolean])[] = [
    ['long conversations', messages.length >= LONG_TALK],
    [seen.streamed ? 'streams' : 'plain answers', true],
    ['requests with tools', Array.isArray(seen.request?.['tools'])],
    ['requests with images', JSON.stringify(messages).includes('"image_url"')],
    ['answers above 200 tokens', (seen.usage?.completion ?? 0) > 200],
    ['the second half of the run', place >= 0.5],
    ['the last quarter of the run', place >= 0.75],
  ];
  return [...sizeKinds(seen), ...kinds.flatMap(([kind, holds]) => (holds ? [kind] : []))];
}
