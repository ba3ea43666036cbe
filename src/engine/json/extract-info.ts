import type { JsonValue } from '../../contract/api-types.ts';
import { createFacts, type Facts } from '../values/facts.ts';
import { findCurrencies, findSentiment } from '../values/find-choices.ts';
import { evaluate } from '../values/find-math.ts';

const LEAD =
  /^(?:[^:\n]{0,160}\b(?:json|extract|parse|convert|following|text|sentence|review|email|message|信息|文本|提取)\b[^:\n]{0,80}|[^:\n：]{0,40}(?:提取|信息|JSON)[^:\n：]{0,20})[:：]\s*([\s\S]{3,})$/i;

const LISTING =
  /\b(?:keys?|fields?|properties|attributes?|columns?|following|type|shape|format|structure|schema)(?: are| is)?\s*[:：]\s*$/i;

/** The text to take information from: what follows "Extract info as JSON:". */
export function sourceText(text: string): string | undefined {
  const match = LEAD.exec(text.trim().slice(0, 8000));
  // A colon after "fields" introduces the fields, not the text.
  return match === null || LISTING.test(match[0].slice(0, match[0].length - (match[1] ?? '').length))
    ? undefined
    : match[1];
}

const several = (items: readonly string[]): JsonValue | undefined => (items.length > 1 ? [...items] : items[0]);

type Reader = (facts: Facts) => JsonValue | undefined;

const age: Reader = (facts) => {
  const fact = facts
    .numbers()
    .find(
      (one) => /^(?:years?|yrs?|岁)/.test(one.after[0] ?? '') || one.before[0] === 'aged' || one.before[0] === 'age',
    );
  return (
    fact?.value ??
    facts.numbers().find((one) => one.before[0] === 'is' && one.after.length === 0 && one.value < 120)?.value
  );
};
const amount: Reader = (facts) => facts.numbers().find((one) => one.currency !== undefined)?.value;

/** What a text may tell, in the order people write it down. */
const READERS: readonly (readonly [string, Reader])[] = [
  ['name', (facts) => several(facts.people())],
  ['age', age],
  ['occupation', (facts) => facts.jobs()[0]],
  ['company', (facts) => several(facts.companies())],
  ['email', (facts) => several(facts.emails())],
  ['phone', (facts) => several(facts.phones())],
  ['address', (facts) => several(facts.streets())],
  ['location', (facts) => several(facts.places().all)],
  ['date', (facts) => several(facts.dates())],
  ['time', (facts) => several(facts.times())],
  ['amount', amount],
  ['currency', (facts) => (amount(facts) === undefined ? undefined : findCurrencies(facts)[0])],
  ['id', (facts) => several(facts.identifiers().filter((id) => !facts.phones().some((phone) => phone.includes(id))))],
  ['url', (facts) => several(facts.urls())],
];

/** One record for each person where several are told about, each with an age. */
function people(facts: Facts): JsonValue | undefined {
  const names = facts.people();
  const ages = facts.numbers().filter((one) => one.currency === undefined && !one.bound && one.value < 120);
  if (names.length < 2 || ages.length !== names.length) return undefined;
  return names.map((name, i) => ({ name, age: ages[i]?.value ?? null }));
}

/** The information a text holds, as an object; empty where nothing is recognised. */
export function extractInfo(text: string): { [key: string]: JsonValue } {
  const facts = createFacts(text);
  const several = people(facts);
  if (several !== undefined) return { people: several };
  const info: Record<string, JsonValue> = {};
  for (const [key, read] of READERS) {
    const value = read(facts);
    if (value !== undefined) info[key] = value;
  }
  return info;
}

/** Judgements a prompt asks for by name. */
export function judge(text: string): { [key: string]: JsonValue } | undefined {
  const source = createFacts(sourceText(text) ?? text);
  if (/\bsentiment\b|情感|情绪/i.test(text)) {
    const sentiment = findSentiment(source);
    return { sentiment, confidence: sentiment === 'neutral' ? 0.72 : 0.94 };
  }
  const expression = source.expression();
  const value = expression === undefined ? undefined : evaluate(expression);
  return expression === undefined || value === undefined ? undefined : { expression, result: value };
}
