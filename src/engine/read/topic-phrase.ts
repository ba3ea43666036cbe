import { isHan, oneLine, withoutEnd, wordsOf } from './text.ts';
import { WORDS, wordSet } from '../words.ts';

const UNCLEAN = wordSet(WORDS.cues.unclean);
/** Most words of a phrase that stands in for what a prompt is about. */
const MAX_WORDS = 4;
const MAX_HAN = 10;

const ABOUT = /\b(?:about|regarding|concerning|asking for|über|sur|sobre|riguardo a|su(?:l|lla|gli|i)?)\s+(.+)$/i;
const TITLED =
  /^.*\b(?:(?:post|article|talk|essay|story|poem|haiku|limerick|song|blog|note|headline|title|overview|summary)\s+(?:on|of|for))\s+(.+)$/i;
const COUNTED =
  /(?:\b(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|some|zwei|drei|vier|fünf|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|due|tre|quattro|cinque|dois|três|quatro)\s+(?:[\p{L}-]+\s+){0,2}?)(?:of|for|about|on|against|with|von|für|de|des|du|di|per|para|pour|da|do)\s+(.+)$/iu;
const DONE =
  /(?:\b(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|some)\s+(?:[a-z-]+\s+){1,2}?)to\s+([a-z]+)\s+(.+)$/i;
const NAMED =
  /^(?:please\s+|can you\s+|could you\s+)?(?:describe|explain|compare|introduce|define|discuss|outline|what (?:[a-z]+s|are|were)|what's|who (?:is|was)|tell me about|(?:beschreibe|erklär|erkläre|explique|explica|spiega)(?:-moi|me|mi| mir| uns)?|décris|explique|describe|explica|descrivi|spiega|descreva|haiku|limerick|poem|story|essay)\s{0,64}:?\s{1,64}(.+)$/i;
/** Where a phrase ends: at a comma, or before what only says how or for whom. */
const END =
  /[,;:.!?(\n]|\s(?:in|to|for|with|by|from|using|that|which|who|when|as|at|please|so|mit|für|en|pour|para|per|con|avec|dans)\b.*$/iu;
const ARTICLE = /^(?:der|die|das|den|dem|einen?|eine)\s+/i;
const OWN = /^(?:my|our|your)\s+/i;

const HAN_ABOUT =
  /(?:关于|介绍一下|介绍|解释一下|解释|描述一下|描述|说说|谈谈|比较一下|比较)(.+?)(?:的(?:文章|故事|诗|诗歌|标题|短文|.行诗|.言诗)|写|起|做|$)/;
const HAN_COUNTED =
  /[一两二三四五六七八九十\d]{1,64}[个条点种项](.+?)的(?:好处|优点|缺点|理由|方法|建议|风险|原因|用途)/;
const HAN_TAIL = /(?:是什么|的(?:诗|故事|文章|.行诗|标题).*|的)?[？?。！!，,].*$|是什么$|的$/;
const HAN_UNCLEAN = /[我你吗呢怎么如何为什]|应该|一句话/;
const KANA_ABOUT = /^(.{1,12}?)(?:について|に関する|の(?:俳句|物語|詩))/;

/** "Why does my container exit with code 137": what stands behind the verb of a question, without its own verb. */
const ASKED =
  /\b(?:why|how|when|where|how come)\s+(do|does|did|is|are|was|were|can|should|will)\s+(?:(the|an?|my|our|your|this)\s+)?([\p{L}-]+(?:\s[\p{L}-]+){1,4})/iu;

function subjectOf(text: string): string | undefined {
  const [, verb = '', article, rest = ''] = ASKED.exec(text.replace(END, '')) ?? [];
  const words = rest.split(' ').filter((word) => word !== '');
  const plural = /^(?:do|are|were)$/i.test(verb) ? words.findIndex((word) => /[^s]s$/.test(word)) : -1;
  const subject = clean(words.slice(0, plural >= 0 ? plural + 1 : Math.max(1, words.length - 1)).join(' '));
  if (subject === undefined || (article === undefined && plural < 0 && words.length !== 2)) return undefined;
  return article === undefined || /^(?:the|a)\s/.test(subject) ? subject : `the ${subject}`;
}

function clean(text: string): string | undefined {
  const phrase = withoutEnd(
    oneLine(text)
      .replaceAll(/["“”«»„]/g, '')
      .replace(END, ''),
  )
    .replace(ARTICLE, '')
    .replace(OWN, 'the ');
  const words = wordsOf(phrase);
  if (words.length > MAX_WORDS + 1 && / of /.test(phrase)) return clean(phrase.slice(phrase.indexOf(' of ') + 4));
  return words.length === 0 ||
    words.length > MAX_WORDS + Number(/^(?:a|an|the)$/.test(words[0] ?? '')) ||
    words.some((word) => UNCLEAN.has(word))
    ? undefined
    : phrase;
}

const gerund = (verb: string): string => (/[^e]e$/.test(verb) ? `${verb.slice(0, -1)}ing` : `${verb}ing`);

function hanPhrase(text: string): string | undefined {
  const found = KANA_ABOUT.exec(text)?.[1] ?? HAN_COUNTED.exec(text)?.[1] ?? HAN_ABOUT.exec(text)?.[1];
  const phrase = found?.replace(HAN_TAIL, '').replace(/^(?:一下|喝|的)/, '');
  return phrase === undefined || phrase === '' || phrase.length > MAX_HAN || HAN_UNCLEAN.test(phrase)
    ? undefined
    : phrase;
}

/**
 * What an order is about, where that is a noun phrase of a few words; whole clauses make no topic.
 *
 * @example aboutPhrase('Give me a title for a post about night trains') // 'night trains'
 */
export function aboutPhrase(sentence: string): string | undefined {
  const text = oneLine(sentence).slice(0, 300);
  if (isHan(text)) return hanPhrase(text);
  const done = DONE.exec(text);
  if (done !== null) return clean(`${gerund(done[1] ?? '')} ${done[2] ?? ''}`);
  for (const pattern of [ABOUT, COUNTED, TITLED, NAMED]) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return clean(found);
  }
  return subjectOf(text);
}
