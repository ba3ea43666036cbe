import type { Brief } from '../read/brief.ts';
import { isFrequent, type Language } from '../read/language.ts';
import { isHan, isStopWord, oneLine, sentencesOf, termsOf, withoutEnd } from '../read/text.ts';
import { aboutPhrase } from '../read/topic-phrase.ts';
import { cutWords, keywordsOf, plainText } from './shorten.ts';

const LEADS: readonly RegExp[] = [
  /^(?:please\s+)?(?:can|could|would|will) you (?:please )?/i,
  /^(?:please|now|then|ok|okay|so|hey|hi|hello)[,!]?\s+/i,
  /^(?:i (?:want|need|would like)|i'd like|help me|we want|let's)\s+(?:you )?(?:to )?/i,
  /^(?:tell me|show me|give me|explain|describe|discuss|write|create|make|generate|compose|list|name|suggest|invent|draft|prepare|provide|summari[sz]e|find|produce|propose|outline|recommend)\s+(?:me\s+)?/i,
  /^(?:in detail|briefly|exactly|to me)\s+/i,
  /^(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:[a-z]+\s+){0,2}?(?=(?:of|for|about|on|to)\b)/i,
  /^(?:a|an|the|some)?\s*(?:short |long |brief |detailed |simple |good |few |quick )*(?:poem|story|essay|text|article|paragraph|list|plan|tips?|ideas?|overview|summary|introduction|note|letter|email|joke|riddle|song|haiku|description|explanation|questions?|facts?|tip|steps?|bullets?|points?|names?|title|passage|limerick|quer(?:y|ies)|bullet points?)\b\s*(?:(?:about|on|of|for|to|regarding|in|that explains?)\s+)?/i,
  /^(?:what (?:is|are|was|were|does|do)|what's|who (?:is|was|are)|how (?:do|does|can|should|would|did) (?:i|we|you|one|they|it)|how (?:do|does|to|can|should|is|are)|why (?:is|are|do|does|did|can)|when (?:is|are|do|does)|where (?:is|are|do|can i)|which|is there|are there|do you know(?: about)?)\s+/i,
  /^(?:about|on|of|for|to|regarding|how|what|why|the difference between)\s+/i,
  /^(?:a|an|the)\s+/i,
];
const TAILS =
  /\s{1,64}(?:in (?:one|two|three|a few|\d+|exactly \w+) (?:short )?(?:sentences?|words?|paragraphs?|lines?|bullets?)|in detail|step by step|in (?:german|french|spanish|english|italian|portuguese|japanese|chinese|korean|russian|json|markdown)|for (?:me|beginners)|please|is|are|works?|mean)\s*$/i;
const ZH_LEAD =
  /^(?:请问|请|帮我|给我|告诉我|我想知道|想知道|能不能|可以|介绍一下|介绍|解释一下|解释|说明|写一(?:篇|个|首|段)|讲一?个?|用[^，。]{1,20}(?:写|讲|说)?|什么是|如何|怎么|怎样|为什么|关于)+/;
const ZH_TAIL = /(?:是什么|有哪些|怎么办|的?故事|的?文章|的?诗|吗|呢|的意思)?[？?。！!]{0,64}$/;

/** Most words of a topic. */
const MAX_WORDS = 9;

function strip(text: string): string {
  if (isHan(text)) return text.replace(ZH_LEAD, '').replace(ZH_TAIL, '').slice(0, 24) || text.slice(0, 24);
  let topic = withoutEnd(oneLine(text)).replaceAll(/["“”]/g, '');
  for (const lead of LEADS) {
    const shorter = topic.replace(lead, '').trim();
    if (shorter !== '') topic = shorter;
  }
  return cutWords(withoutEnd(topic.replace(TAILS, '').replace(TAILS, '')), MAX_WORDS);
}

/** A sentence that says what the prompt is about: not one that only tells the form. */
function tellingSentence(brief: Brief): string {
  const { question, input, asked } = brief;
  const candidates = [question, input, asked.text].filter((text) => text.trim() !== '');
  for (const text of candidates) {
    const first = sentencesOf(plainText(text)).find((sentence) => termsOf(sentence).size > 0);
    if (first !== undefined) return first;
  }
  return candidates[0] ?? '';
}

/** What a prompt is about, where it says so in a noun phrase of a few words. */
export function clearTopic({ question, asked, orders, language, segments }: Brief): string | undefined {
  // Beside a text that is given, orders speak of that.
  const given =
    segments.some(({ role, author }) => role === 'material' && author === 'user') && question !== asked.text;
  for (const text of given ? [question] : [question, orders, asked.text])
    for (const sentence of sentencesOf(text.slice(0, 1200)).slice(0, 6)) {
      const phrase = aboutPhrase(sentence);
      if (phrase !== undefined) return phrase;
    }
  // Languages without patterns of their own name the chief words of a question.
  const words = language === 'en' || language === 'zh' ? [] : chiefWords(question.slice(0, 400), language);
  return words.length === 0 ? undefined : words.join(', ');
}

/** The chief words of a short question, as they stand, without the word it begins with. */
const chiefWords = (text: string, language: Language): readonly string[] =>
  keywordsOf(text, 6)
    .flatMap((word) => new RegExp(word, 'i').exec(text)?.[0] ?? [])
    .filter((word) => !isFrequent(word, language) && !word.includes('-') && !text.startsWith(word))
    .slice(0, 3);

/** What a prompt speaks of, as a phrase: "How do I sort a list?" → "sort a list". */
export function topicOf(brief: Brief): string {
  const clear = clearTopic(brief);
  if (clear !== undefined) return clear;
  const sentence = tellingSentence(brief).slice(0, 600);
  const topic = strip(sentence);
  return topic === '' || (topic.split(' ').length === 1 && isStopWord(topic.toLowerCase()))
    ? strip(brief.asked.text.slice(0, 300)) || 'this'
    : topic;
}

/** The topic of a text that is given, rather than of the prompt. */
export const topicOfText = (text: string): string =>
  strip(
    sentencesOf(plainText(text.slice(0, 2000))).find((sentence) => termsOf(sentence).size > 0) ?? text.slice(0, 100),
  );
