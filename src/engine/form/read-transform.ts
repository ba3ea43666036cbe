import type { Brief } from '../read/brief.ts';
import { sentencesOf, wordsOf } from '../read/text.ts';
import { hasAny, hasPhrase } from '../has-words.ts';
import { phraseList, WORDS, wordSet } from '../words.ts';
import type { Form, Operation } from './form.ts';

const OPERATIONS: ReadonlyArray<readonly [Operation, readonly string[]]> = (
  ['join', 'sort', 'reverse', 'upper', 'lower', 'unique'] as const
).map((name) => [name, phraseList(WORDS.transforms[name])]);
const POINTING = wordSet(WORDS.transforms.given);
const WORKING = wordSet(WORDS.transforms.working);
/** Longest order that says what to do with a text, in words. */
const LONGEST = 40;

/** The separator that a text names: "separated by semicolons", "one per line"; `undefined` where it names none. */
export function separatorOf(orders: string): string | undefined {
  const lower = orders.toLowerCase();
  for (const [separator, phrases] of SEPARATORS)
    if (phrases.some((phrase) => hasPhrase(lower, phrase)))
      return /no spaces|without spaces/.test(lower) ? separator.trim() : separator;
  return undefined;
}

const SEPARATORS: ReadonlyArray<readonly [string, readonly string[]]> = WORDS.transforms.separators.map((row) => {
  const [separator = '', phrases = ''] = row.split(' => ');
  return [separator.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('~', ' '), phraseList(phrases)] as const;
});

/** What is to be done with a text that is given, letter by letter or item by item: capitals, order, reversal. */
export function readTransform(brief: Brief): Form | undefined {
  const sentences = sentencesOf(brief.orders);
  if (
    wordsOf(brief.orders).length > LONGEST ||
    brief.input === '' ||
    (brief.input === brief.asked.text && brief.system === '')
  )
    return undefined;
  const wanted = OPERATIONS.filter(([, phrases]) =>
    phrases.some(
      (phrase) =>
        hasPhrase(brief.orders.toLowerCase(), phrase) && !hasPhrase(brief.orders.toLowerCase(), `no ${phrase}`),
    ),
  ).map(([name]) => name);
  const given = sentences.some((sentence) => {
    const words = wordsOf(sentence);
    return words.some((word) => POINTING.has(word)) && words.slice(0, 4).some((word) => WORKING.has(word));
  });
  return wanted.length === 0 || !given
    ? undefined
    : {
        kind: 'transform',
        operations: wanted,
        descending: hasAny(brief.orders, WORDS.forms.readTransformWords1),
        between: separatorOf(brief.orders),
      };
}
