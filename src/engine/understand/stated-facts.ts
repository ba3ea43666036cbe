import type { Message } from '../../contract/api-types.ts';
import { HEAD_LIMIT, messageText } from './message-text.ts';
import { askedName, readNamedFacts } from './named-facts.ts';
import { tidyPhrase } from './topic.ts';

/** User messages that are searched: the first ones, where people introduce themselves, and the last ones. */
const FIRST = 8;
const LAST = 24;
/** Characters of one message that are searched. */
const SLICE = 600;
/** Messages that are searched where something is asked back, the first and the last of a long conversation. */
const DEEP_FIRST = 64;
const DEEP_LAST = 448;
/** Characters that are searched in all of them together: of many messages, less of each. */
const DEEP_CHARACTERS = 240_000;

const IS =
  /\bmy ((?:favou?rite )?[a-z]+(?: (?:name|number|color|colour|code|word|food|city|animal|language))?) (?:is|are|was|=) (?:called |named )?([^.,;!?\n]{1,60})/gi;
const CALLED = /\b(?:i am|i'm|call me|this is) ([A-Z][\p{L}'-]{1,24})\b(?! (?:from|in|at)\b)/u;
const LIVES =
  /\bi(?: live|'m from| am from|'m living| am living| come| was born)(?: in| from)? ([A-Z][\p{L} '-]{1,30})/u;
const AGE = /\b(?:i am|i'm) (\d{1,3})(?: years old)?\b/i;
const WORKS = /\bi(?: work as|'m| am) an? ([a-z][a-z ]{2,30}?)(?: (?:and|at|in|from|who)\b|[.,!?\n]|$)/;
const SECRET =
  /\b(?:the|a) ((?:secret |magic |code )(?:word|number|code|phrase|key)|password|passphrase|codeword) (?:is|=|:) ["']?([^"'.,;!?\n]{1,60})/i;
const REMEMBER =
  /\bremember (?:this|that|the)?:? ?(?:the )?(number|word|code|name|phrase)?:? ["']?([\p{L}\d-]{1,40})["']?[.!]?$/iu;
const CHINESE_NAME = /我(?:的名字)?(?:叫|是叫|名字是)([^，。,！!？?\s]{1,10})/;
const CHINESE_IS = /我(?:最喜欢)?的?([一-鿿]{1,6})是([^，。,！!？?\s]{1,20})/;

const put = (facts: Map<string, string>, key: string, value: string | undefined): void => {
  const tidy =
    value === undefined ? '' : tidyPhrase(value.replace(/ (?:and|but|so) (?:i|my|what|can|please)\b.*$/i, ''));
  if (tidy !== '' && !/^(?:what|who|not|a|the)$/i.test(tidy)) facts.set(key, tidy);
};

function readEnglish(text: string, facts: Map<string, string>): void {
  const lower = text.toLowerCase();
  if (lower.includes('my '))
    for (const [, key = '', value] of text.matchAll(IS))
      put(facts, key.toLowerCase().replace('colour', 'color').replace('favour', 'favor'), value);
  if (lower.includes("i'm ") || lower.includes('i am ') || lower.includes('call me ')) {
    put(facts, 'name', CALLED.exec(text.replace(/\bI(?='m| am)/g, 'i').replace(/\bCall me/g, 'call me'))?.[1]);
    put(facts, 'age', AGE.exec(text)?.[1]);
  }
  if (text.includes('I ') || text.includes("I'm")) {
    const own = text.replace(/\bI(?=[' ])/g, 'i');
    put(facts, 'city', LIVES.exec(own)?.[1]?.replace(/ (?:and|but)\b.*$/, ''));
    put(facts, 'job', WORKS.exec(own)?.[1]);
  }
  const secret =
    lower.includes('word') || lower.includes('secret') || lower.includes('code') ? SECRET.exec(text) : null;
  if (secret?.[1] !== undefined) put(facts, secret[1].toLowerCase(), secret[2]);
  const kept = lower.includes('remember') ? REMEMBER.exec(text) : null;
  if (kept !== null) put(facts, (kept[1] ?? 'word').toLowerCase(), kept[2]);
}

function readChinese(text: string, facts: Map<string, string>): void {
  put(facts, 'name', CHINESE_NAME.exec(text)?.[1]);
  const stated = CHINESE_IS.exec(text);
  if (stated?.[1] !== undefined && stated[1] !== '名字' && !/什么|谁|哪|多少|几|吗/.test(stated[2] ?? ''))
    put(facts, stated[1], stated[2]);
}

/** What one text says of its writer, added to `facts`; later statements replace earlier ones. */
export function readStatedFacts(text: string, facts: Map<string, string>): void {
  const slice = text.length > SLICE ? text.slice(0, SLICE) : text;
  readEnglish(slice, facts);
  if (slice.includes('我')) readChinese(slice, facts);
}

/**
 * What the user said of themselves in the whole conversation. Long conversations are searched at both ends.
 *
 * @param deep something is asked back: everything that users and instructions tell by name is searched for, too
 * @example "My name is Ana" → Map { 'name' → 'Ana' }
 */
export function collectFacts(messages: readonly Message[], deep = false): Map<string, string> {
  const facts = new Map<string, string>();
  const [first, last] = deep ? [DEEP_FIRST, DEEP_LAST] : [FIRST, LAST];
  const head =
    2 * Math.floor(Math.min(HEAD_LIMIT, DEEP_CHARACTERS / Math.min(messages.length, first + last) / 1.5) / 2);
  for (let i = 0; i < messages.length; i++) {
    if (i === first && messages.length > first + last) i = messages.length - last;
    const message = messages[i];
    if (message === undefined || (message.role !== 'user' && !deep)) continue;
    if (message.role === 'user') readStatedFacts(messageText(message, SLICE, 0), facts);
    if (deep && TELLING.has(message.role))
      readTold(messageText(message, head, head / 2), message.role === 'user', facts);
  }
  return facts;
}

const TELLING: ReadonlySet<Message['role']> = new Set(['user', 'system', 'developer']);
const OF_USER =
  /\b(?:the )?(?:user|customer|client|person you talk to)(?:'s|’s)? (?:(?:first |full )?name is|is (?:called|named)) ([\p{Lu}][\p{L}'’ -]{1,40})/u;

function readTold(text: string, own: boolean, facts: Map<string, string>): void {
  readNamedFacts(text, facts);
  const user = own ? undefined : OF_USER.exec(text)?.[1];
  if (user !== undefined) facts.set('name', user.trim());
}

const QUESTION =
  /\b(?:what(?:'s| is| was| are)|tell me|do you (?:know|remember)|remember|recall|say|guess|and)\b[^.?!\n]{0,40}?\bmy ((?:favou?rite )?[a-z]+(?: (?:name|number|color|colour|code|word|food|city|animal|language))?)\b/;

/** The fact that a question asks back, as its key: "What is my name?" → `name`. */
export function recalledKey(lower: string): string | undefined {
  return (lower.length > 300 ? undefined : ownKey(lower)) ?? askedName(lower);
}

/** What users ask of themselves, and short forms of asking for what they told. */
function ownKey(lower: string): string | undefined {
  if (/^(?:who am i|do you know who i am)\b/.test(lower) || /我(?:叫什么|是谁|的名字是什么)/.test(lower)) return 'name';
  const chinese = lower.includes('我')
    ? /我(?:最喜欢)?的?([一-鿿]{1,6}?)是(?:什么|多少|谁|哪)/.exec(lower)?.[1]
    : undefined;
  if (chinese !== undefined) return chinese;
  if (/^where (?:do i live|am i from)\b/.test(lower)) return 'city';
  if (/^(?:how old am i)\b/.test(lower)) return 'age';
  if (/^(?:what do i do|what is my (?:job|profession))\b/.test(lower)) return 'job';
  const kept = lower.includes(' did i ')
    ? /\b(?:what|which) (number|word|code|name|phrase) did i (?:ask|tell)\b|\bwhat did i (?:ask|tell) you to remember()/.exec(
        lower,
      )
    : null;
  if (kept !== null) return kept[1] ?? 'word';
  const key = lower.includes('my ') ? QUESTION.exec(lower)?.[1] : undefined;
  return key?.replace('colour', 'color').replace('favour', 'favor');
}
