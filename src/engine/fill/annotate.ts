import type { Brief } from '../read/brief.ts';
import { createFacts } from '../values/facts.ts';
import { anyOf, keyedBy, keyIn } from '../has-words.ts';
import { WORDS } from '../words.ts';

const KINDS = keyedBy(WORDS.fill.namedKinds);
const WEEKDAY =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:january|february|march|april|may|june|july|august|september|october|november|december|yesterday|today|tomorrow)$/i;
/** A name behind a word of place. */
const BEHIND = /(?<!\p{L})(?:in|to|from|at|via|near|through|towards?)\s+(\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)?)/gu;
const PAIR =
  /(<(\w+)[^<>]{0,400}>)\s*(?:\.{3}|…|\w{1,12})?\s{0,64}(<\/\2>)|(\*\*|__|==|@@)\s?(?:\.{3}|…|\w{1,12})\s?\4|(\[\[)\s?(?:\.{3}|…|\w{1,12})\s?(\]\])/;
const WORKS = anyOf('mark wrap tag highlight enclose surround annotate put');

/** What a text has of the kind that the orders name: people, places, dates. */
export function namedIn(text: string, orders: string): readonly string[] {
  const kind = keyIn(KINDS, orders);
  const facts = createFacts(text);
  const places = facts.places().all;
  switch (kind) {
    case 'people': {
      const runs = facts.names().map((one) =>
        one.text
          .split(/\s+/)
          .filter((word) => !WEEKDAY.test(word))
          .join(' '),
      );
      return [...new Set([...facts.people(), ...runs.filter((one) => one !== '' && !places.includes(one))])];
    }
    case 'places': {
      const behind = [...text.matchAll(BEHIND)].map((match) => match[1] ?? '').filter((one) => !WEEKDAY.test(one));
      return [...new Set([...places, ...behind])].toSorted((a, b) => text.indexOf(a) - text.indexOf(b));
    }
    case 'dates':
      return facts.dates();
    case 'emails':
      return facts.emails();
    case 'numbers':
      return text.match(/\d+(?:[.,]\d+)*/g) ?? [];
    default:
      return [];
  }
}

/** A text in which every part that the orders name stands between the signs that they show: `<p>Ruth</p> met <p>Conrad</p>`. */
export function annotate({ orders, input }: Brief): string | undefined {
  const match = WORKS.test(orders) ? PAIR.exec(orders) : null;
  if (match === null) return undefined;
  const [open, close] = [match[1] ?? match[4] ?? match[5] ?? '', match[3] ?? match[4] ?? match[6] ?? ''];
  const parts = namedIn(input, orders.replace(match[0], ' ')).toSorted((a, b) => b.length - a.length);
  if (parts.length === 0) return undefined;
  const pattern = new RegExp(parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  return input.replace(pattern, (part) => `${open}${part}${close}`);
}
