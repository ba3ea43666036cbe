import type { Brief } from '../read/brief.ts';
import { namedLanguage } from '../read/language.ts';
import { hasContract } from '../read/orders.ts';
import { withoutEnd, wordsOf } from '../read/text.ts';
import { hasAny, hasPhrase } from '../has-words.ts';
import { aboutPhrase } from '../read/topic-phrase.ts';
import { phraseList, WORDS } from '../words.ts';
import { payloadAt } from '../read/segment.ts';
import type { Form } from './form.ts';
import { limitsOf } from './read-hint.ts';

const TRANSLATING = phraseList(WORDS.cues.translating);
const SAYING = phraseList(WORDS.cues.saying);
const TITLES = phraseList(WORDS.cues.titles);
/** Words beside a text that is to be translated, which are no part of it. */
const BESIDE = new Set(phraseList(WORDS.cues.besideText));
const QUOTED = /["“«「„]\s?([^"”»」“„«]{1,400}?)\s?["”»」“]/u;
/** Longest message that is a plain order, and longest order before a colon. */
const MAX_PLAIN = 4000;
const MAX_ORDER = 80;

interface Cut {
  /** The order without what it is about. */
  readonly order: string;
  /** What is quoted or stands behind a colon. */
  readonly given: string;
}

function cut(text: string): Cut {
  const colon = payloadAt(text);
  if (colon > 0 && colon <= MAX_ORDER) return { order: text.slice(0, colon - 1), given: text.slice(colon).trim() };
  const quoted = QUOTED.exec(text);
  return quoted === null ? { order: text, given: '' } : { order: text.replace(quoted[0], ' '), given: quoted[1] ?? '' };
}

const says = (text: string, phrases: readonly string[]): boolean =>
  phrases.some((phrase) => hasPhrase(text.toLowerCase(), phrase));

/** "Translate the word house to Italian": what is left without the order, the language and the words between. */
const bareText = (order: string): string =>
  order
    .split(/\s+/)
    .filter((word) => !BESIDE.has(withoutEnd(word.toLowerCase())) && namedLanguage(withoutEnd(word)) === undefined)
    .join(' ');

function translationOf({ order, given }: Cut): Form | undefined {
  if (namedLanguage(order) === undefined) return undefined;
  if (given === '' && wordsOf(order).length > 12) return undefined;
  const asks = says(order, TRANSLATING);
  const left = withoutEnd(bareText(order));
  // A language alone beside a text asks for the text in it.
  if (!asks && !(says(order, SAYING) && wordsOf(order).length < 9) && !(given !== '' && left === '')) return undefined;
  const about = given === '' ? left : given;
  return about === '' ? undefined : { kind: 'text', task: 'translation', limits: {}, about };
}

function titleOf({ order, given }: Cut): Form | undefined {
  if (!says(order, TITLES) || given !== '' || wordsOf(order).length > 24) return undefined;
  const about = aboutPhrase(order);
  return about === undefined ? undefined : { kind: 'text', task: 'title', limits: limitsOf(order), about };
}

const JSON_ORDER =
  /^\W*json\b|\bjson,? please\b|\b(?:as|in|into|to|return|give|make|create|output|the|a|an)\s(?:(?:the|an?|me|valid|plain)\s){0,4}json\b|(?:以|用|返回|转成|转换为)\s?json/i;
const JSON_TAIL = /[,.;]?\s{0,64}\b(?:as|in|to|into)(?: a)? json(?: object| format)?\W*$/i;
const EXPLAINS = /[?？]\s*$|\b(?:function|code|script|parse|parser|explain|difference|how|why|schema)\b/i;

/** "As JSON: …", "… in JSON": an object of what the text tells, where no shape and no keys are shown. */
export function readPlainJson(brief: Brief): Form | undefined {
  const text = brief.asked.text.trim();
  if (hasAny(brief.orders, 'json_boolean'))
    return {
      kind: 'choice',
      options: ['true', 'false'].map((name) => ({ name, about: '' })),
      all: false,
      none: '',
      between: '',
    };
  if (brief.asked.author !== 'user' || !JSON_ORDER.test(text) || EXPLAINS.test(text.slice(0, 300))) return undefined;
  const body = text.replace(JSON_TAIL, '');
  const { order, given } = cut(text);
  const input = body !== text ? body : given !== '' && /json/i.test(order) ? given : text;
  const form: Form = { kind: 'json', schema: { type: 'object' }, fenced: false, style: 'json' };
  return { kind: 'wrapped', form, before: '', after: '', input };
}

/**
 * Orders in few words, with what they are about beside them: a text to be translated, a thing to be given a title.
 * What longer prompts say of the form comes first, so that nothing is read here where there is a contract.
 */
export function readPlain({ asked, system, segments }: Brief): Form | undefined {
  const plain =
    asked.author === 'user' &&
    asked.text.length < MAX_PLAIN &&
    !hasContract(system) &&
    !/[{}]/.test(asked.text) &&
    segments.every(({ role, kind }) => role !== 'template' && kind !== 'fence' && kind !== 'tag');
  if (!plain) return undefined;
  const parts = cut(asked.text.trim());
  const apart = parts.given === '' && segments.some(({ role }) => role === 'material') && segments.length > 1;
  return apart ? undefined : (translationOf(parts) ?? titleOf(parts));
}
