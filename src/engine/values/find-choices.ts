import type { Facts } from './facts.ts';
import { CURRENCY_CODES, CURRENCY_WORDS, LANGUAGE_CODES, LANGUAGES } from './gazetteer.ts';
import { WORDS, wordSet } from '../words.ts';

const WORD = /[\p{L}$€£¥]+/gu;
const CHINESE_LANGUAGES = Object.keys(LANGUAGE_CODES).filter((name) => /[\u4e00-\u9fff]/.test(name));
const CHINESE_MONEY = ['美元', '欧元', '英镑', '日元', '人民币'];
const COLORS = wordSet(WORDS.values.choicesColors);
const UNITS = wordSet(WORDS.values.choicesUnits);
const FOODS = wordSet(WORDS.values.choicesFoods);

const words = (facts: Facts): readonly string[] => facts.text.match(WORD) ?? [];
const unique = (items: readonly string[]): readonly string[] => [...new Set(items)];

/** Currency codes in text order: "100 dollars in euros" → USD, EUR. */
export function findCurrencies(facts: Facts): readonly string[] {
  const found: string[] = [...facts.text.matchAll(/\(([A-Z]{3})\)/g)].flatMap(([, code = '']) =>
    CURRENCY_CODES.has(code) ? [code] : [],
  );
  for (const word of words(facts)) {
    const lower = word.toLowerCase();
    if (CURRENCY_CODES.has(word)) found.push(word);
    else if (Object.hasOwn(CURRENCY_WORDS, lower)) found.push(CURRENCY_WORDS[lower] ?? '');
    else for (const name of CHINESE_MONEY) if (word.includes(name)) found.push(CURRENCY_WORDS[name] ?? '');
  }
  for (const fact of found.length === 0 ? facts.numbers() : [])
    if (fact.currency !== undefined) found.push(fact.currency);
  return unique(found);
}

/** Languages in text order, in their English names, or as named in a Chinese text. */
export function findLanguages(facts: Facts): readonly string[] {
  const found = words(facts).filter((word) => LANGUAGES.has(word.toLowerCase()) && /\p{Lu}/u.test(word.charAt(0)));
  const lower = found.length > 0 ? found : words(facts).filter((word) => LANGUAGES.has(word) && word !== 'polish');
  const chinese = facts.chinese
    ? CHINESE_LANGUAGES.filter((name) => facts.text.includes(name)).sort(
        (a, b) => facts.text.indexOf(a) - facts.text.indexOf(b),
      )
    : [];
  return unique([...lower.map((word) => word.charAt(0).toUpperCase() + word.slice(1)), ...chinese]);
}

export const languageCode = (language: string): string =>
  LANGUAGE_CODES[language.toLowerCase()] ?? language.slice(0, 2).toLowerCase();

const among = (facts: Facts, known: ReadonlySet<string>): readonly string[] =>
  unique((facts.lower.match(WORD) ?? []).filter((word) => known.has(word)));

export const findColors = (facts: Facts): readonly string[] => among(facts, COLORS);
export const findUnits = (facts: Facts): readonly string[] => {
  const signs = [/°\s?C\b/.test(facts.text) ? 'celsius' : '', /°\s?F\b/.test(facts.text) ? 'fahrenheit' : ''];
  const chinese = [facts.text.includes('摄氏') ? 'celsius' : '', facts.text.includes('华氏') ? 'fahrenheit' : ''];
  return unique([...among(facts, UNITS), ...signs, ...chinese].filter((unit) => unit !== ''));
};
export const findFoods = (facts: Facts): readonly string[] => among(facts, FOODS);

const ZONE =
  /\b(?:(?:UTC|GMT)(?:[+-]\d{1,2}(?::\d{2})?)?|CE?ST|CET|EST|EDT|PST|PDT|MST|CST|JST|IST|BST|(?:Africa|America|Asia|Australia|Europe|Pacific)\/[A-Z][A-Za-z_]+)\b/g;
/** Time zones named as such. */
export const findZones = (facts: Facts): readonly string[] => facts.text.match(ZONE) ?? [];

const GOOD =
  /\b(?:love[sd]?|great|excellent|amazing|wonderful|fantastic|happy|best|awesome|good|perfect|enjoy(?:ed)?|recommend|delicious|beautiful|pleased|delighted)\b|喜欢|很好|太棒|满意|开心|推荐/g;
const BAD =
  /\b(?:hate[sd]?|terrible|awful|worst|bad|horrible|disappoint(?:ed|ing)|poor|broken|angry|sad|never again|waste|rude|slow|refund|useless|disgusting)\b|讨厌|糟糕|失望|很差|垃圾|退款/g;
const NEGATION = /\b(?:not|isn't|wasn't|don't|didn't|no) (?:\w+ )?(?:good|great|happy|recommend|enjoy|love)\b/;

/** `positive`, `negative`, or `neutral` where the text says neither or both. */
export function findSentiment(facts: Facts): 'positive' | 'negative' | 'neutral' {
  const flipped = NEGATION.test(facts.lower) ? 2 : 0;
  const balance = (facts.lower.match(GOOD) ?? []).length - (facts.lower.match(BAD) ?? []).length - flipped;
  return balance === 0 ? 'neutral' : balance > 0 ? 'positive' : 'negative';
}
