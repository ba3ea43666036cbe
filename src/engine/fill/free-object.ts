import type { JsonValue } from '../../contract/api-types.ts';
import { readOptions } from '../form/read-options.ts';
import { oneLine, sentencesOf, unquote, withoutEnd, wordsOf } from '../read/text.ts';
import { createFacts } from '../values/facts.ts';
import { answerQuestion } from './answer.ts';
import { chooseOption } from './choose.ts';
import { findHarm } from './harm.ts';
import type { Scene } from './scene.ts';
import { plainText } from './shorten.ts';
import { summarize, writeText } from './write-text.ts';

type Pair = readonly [string, JsonValue];

const keyOf = (words: string): string => wordsOf(words).join('_');

/** A value as it is written: a number, a truth, else its words. */
function valueOf(text: string): JsonValue {
  const plain = unquote(text.trim().replace(/[.!。]$/, ''));
  if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain)) return Number(plain.replaceAll(',', ''));
  if (/^-?\d+(?:\.\d+)?$/.test(plain) && !/^0\d/.test(plain)) return Number(plain);
  return /^(?:true|false)$/i.test(plain) ? plain.toLowerCase() === 'true' : plain;
}

const SIGNED = /^(?:the |an? )?([\p{L}_][\p{L}\p{N}_ -]{0,24}?)\s*(?:[=:：]|\bis\b|是|为)\s*(\S.*)$/u;
const BESIDE = /^(?:the |an? )?([\p{Ll}_]{2,24})\s+([\d"“\p{Lu}-].*|true|false|\p{Ll}+)$/u;

/** "city: Lyon", "port = 80", "title Dune": a key with its value. */
function pairOf(clause: string): Pair | undefined {
  const match = SIGNED.exec(clause) ?? BESIDE.exec(clause);
  const [, key = '', value = ''] = match ?? [];
  // "Laura is 41" tells of somebody; what is capitalized there is no key.
  const named = /^\p{Lu}/u.test(key) && /\bis\b/.test(clause);
  return match === null || named ? undefined : [keyOf(key), valueOf(value)];
}

function pairsOf(text: string): readonly Pair[] {
  const clauses = text
    .split(/[;；\n]|[,，]\s+(?:and\s+)?/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  const pairs = clauses.flatMap((clause) => [pairOf(clause)].filter((pair) => pair !== undefined));
  const whole = pairs.length === clauses.length && (pairs.length > 1 || /[=:：]/.test(text));
  return whole ? pairs : [];
}

/** "Mona is 28 and Erik is 35": several who are each told of in the same way. */
function peopleOf(text: string): readonly JsonValue[] {
  const people = [...text.matchAll(/(\p{Lu}[\p{L}'’-]{1,64}(?: \p{Lu}[\p{L}'’-]+)?),? (?:is|\(|aged) ?(\d{1,3})\b/gu)];
  return people.length > 1 ? people.map(([, name = '', age]) => ({ name, age: Number(age) })) : [];
}

const AGE =
  /\b(?:is|am|aged?|turned)\s+(\d{1,3})\b(?!\s?[%$€°.,]\d|\s?(?:km|kg|m|cm|euros?|dollars?)\b)|(\d{1,3})\s?(?:years?\b|岁)/i;
const CALLED = /\b(?:called|named)\s+["“]?(\p{Lu}[\p{L}\p{N}'’-]*(?: \p{Lu}[\p{L}'’-]*)*)/u;
const WITH = /\b(?:with|and) (?:an? |the )?(\p{Ll}{2,20})(?: of)? ([\d"“\p{Lu}][^\s,.;]*)/gu;
const HAN_NAME = /^([\u4e00-\u9fff]{2,3}?)(?=今年|是|住|在)/;

/** What a text says of somebody or something, each under the name of its kind: name, age, city. */
function toldFields(text: string): readonly Pair[] {
  const facts = createFacts(text);
  const age = AGE.exec(text);
  const fields: readonly (readonly [string, JsonValue | undefined])[] = [
    [
      'name',
      CALLED.exec(text)?.[1] ??
        HAN_NAME.exec(text)?.[1] ??
        facts.people()[0] ??
        facts.names().find((run) => /^\p{Lu}\p{Ll}/u.test(run.text))?.text,
    ],
    ['age', age === null ? undefined : Number(age[1] ?? age[2])],
    ['city', facts.places().cities[0]],
    ['email', facts.emails()[0]],
    ['phone', facts.phones()[0]],
    ['company', facts.companies()[0]],
    ['job', facts.jobs()[0]],
    ['date', facts.dates()[0]],
    ...[...text.matchAll(WITH)].map(([, key = '', value = '']): Pair => [key, valueOf(value)]),
  ];
  const found = fields.filter((field): field is Pair => field[1] !== undefined);
  return found.length > 1 || (found.length === 1 && age !== null) ? found : [];
}

/** JSON for a request that shows no shape: what the text tells, else the answer under the name of what was asked. */
export function freeObject(scene: Scene): JsonValue {
  const { brief } = scene;
  const asks = /[?？]/.test(brief.question) || brief.input === '';
  const pairs = asks ? [] : pairsOf(brief.input);
  if (pairs.length > 0) return Object.fromEntries(pairs);
  const people = asks ? [] : peopleOf(brief.input);
  if (people.length > 0) return [...people];
  const told = asks ? [] : toldFields(brief.input);
  if (told.length > 0) return Object.fromEntries(told);
  const answer = answerQuestion(scene);
  const options = readOptions(brief);
  if (options.length > 1) return { label: chooseOption(options, brief.input, scene).name };
  if (answer !== undefined) return { question: withoutEnd(oneLine(brief.question)), answer: answer.short };
  const topic = sentencesOf(plainText(brief.question))[0] ?? '';
  return {
    topic: withoutEnd(topic),
    answer: findHarm(topic) ? '' : summarize(writeText('answer', { sentences: 2 }, scene), { sentences: 2 }),
  };
}
