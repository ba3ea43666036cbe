import { WORDS, wordSet } from '../words.ts';

/** A question's or order's opening, up to its object. */
const ASKING =
  /^(?:(?:hey|hi|hello|ok|okay|please|so|well)[,!.]?\s+){0,3}(?:(?:can|could|would|will) you (?:please )?|i (?:want|need|would like) (?:you )?to |i'd like (?:you )?to |please |help me (?:to )?|let's )?/i;
const SEARCHED = [
  /\b(?:search(?:ing)?|google|look(?:ing)?)(?: up| online| the web| the internet| on the web| our \w+| the \w+(?: base)?)? (?:for|about)\s+(.{2,200})/i,
  /\b(?:look up|google|search|query|research)\s+(?!the web\b|online\b)(.{2,200})/i,
  /\b(?:find|show|list|fetch|get|recommend)(?! out\b)(?: me| us)?(?: some| any| all| the| an?)?\s+(.{2,200})/i,
  /(?:搜索|查找|查询|搜一下|查一下|寻找)\s*(.{2,80})/,
];
const ABOUT = [
  /\b(?:about|regarding|concerning|on the topic of|on the subject of)\s+(.{2,160})/i,
  /\b(?:what|who)(?:'s| is| are| was| were)\s+(?:an? |the )?(.{2,160})/i,
  /\b(?:explains?|describe|define|summari[sz]e|discuss|analy[sz]e|translate|of)\s+(?:the (?:concept|idea|following|word) (?:of )?)?(.{2,160})/i,
  /(?:关于|介绍一下|介绍|解释一下|解释)\s*(.{2,60})/,
];
const SAYING =
  /\b(?:saying|that says|which says|say|message|tell(?:ing)? (?:him|her|them|us|\p{Lu}\p{L}+)|remind(?:ing)? (?:me|him|her|them)(?: to)?|with (?:the )?(?:text|body|message|content))\s*(?:that\s+|to\s+|:\s*)?["“']?(.{2,500}?)(?:["”'][.!]?)?$/iu;
const SUBJECT =
  /\b(?:with (?:the )?subject|subject(?: line)?(?: is|:)?|about|regarding|re:)\s*["“']?(.{2,120}?)["”']?(?=\s{1,8}(?:and|with|saying|to \p{Lu})\b|[.!?\n]|$)/iu;
const TITLED =
  /\b(?:titled|entitled|called|named|under(?: the (?:name|title|heading))?(?! (?:the|an?|\d))|title(?: is|:)?|labell?ed)\s+(?:"([^"\n]{1,200})"|“([^”\n]{1,200})”|'([^'\n]{1,200})'|([^\s,.!?][^,.!?\n]{0,80}?)(?=\s+(?:with|on|at|for|in|and|by)\b|[,.!?\n]|$))/i;
const EVENT =
  /\b(?:going to|attend(?:ing)?|schedule|book|plan(?:ning)?|set up|create|organi[sz]e|host(?:ing)?|have|at)\s+(?:an? |the )((?:[\p{L}'-]+ ){0,4}(?:meeting|conference|party|fair|concert|lunch|dinner|breakfast|call|appointment|workshop|wedding|seminar|interview|event|festival|standup|review|session|webinar|exhibition|game|match))\b/iu;

const END = /[\s?!.,;:，。？！"”]{1,64}$/;

const tidy = (text: string): string => (text.split(/(?<=[.?!])\s|\n/)[0] ?? text).trim().replace(END, '').trim();

function firstMatch(patterns: readonly RegExp[], text: string): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined && tidy(found).length > 1) return tidy(found);
  }
  return undefined;
}

const isQuestion = (text: string): boolean =>
  /^(?:what|who|when|where|why|how|which|is|are|do|does|did|can|should)\b/i.test(text);

/** What to put into a search box: the object of "search for …", or the question itself. */
export function findQuery(text: string): string | undefined {
  const plain = text.replace(ASKING, '').trim();
  const searched = firstMatch(SEARCHED, plain);
  if (searched !== undefined)
    return searched.replace(/^(?:(?:information|info|details|articles|news) )?(?:about|on)\s+/i, '');
  const about = firstMatch(ABOUT.slice(0, 1), plain);
  if (about !== undefined) return about;
  const whole = tidy(isQuestion(plain) ? plain : plain.replace(/^(?:tell me|show me|give me|find out)\s+/i, ''));
  return whole === '' ? undefined : whole.slice(0, 200);
}

/** What the text is about. */
export function findTopic(text: string): string | undefined {
  const found = firstMatch(ABOUT, text.replace(ASKING, '').trim()) ?? /:\s*([^\n:]{2,120})$/.exec(text)?.[1];
  return found === undefined ? undefined : tidy(found).slice(0, 120);
}

export const findMessage = (text: string): string | undefined => {
  const found = SAYING.exec(
    text
      .slice(0, 2000)
      .trim()
      .replace(/[\n\r]+/g, ' '),
  )?.[1];
  return found === undefined ? undefined : found.trim();
};
export const findSubject = (text: string): string | undefined => {
  const found = SUBJECT.exec(text)?.[1];
  return found === undefined ? undefined : tidy(found);
};
export const findTitle = (text: string): string | undefined => {
  const match = TITLED.exec(text);
  return match?.slice(1).find((group) => group !== undefined);
};
export const findEvent = (text: string): string | undefined => EVENT.exec(text)?.[1];

const PROGRAMS = wordSet(WORDS.values.phrasesPrograms);
const RUN =
  /\b(?:run|execute|call|try|do)\s+(?:the (?:command|script) )?(?:`([^`\n]{1,400})`|([a-z][\w.-]*\b[^\n]*?)(?=[,;!?]|\.?(?:\s|$)(?:and|then|to|in|$)|\.?$))/gi;

/** A command for a shell: what is to be run between backticks, or begins with the name of a known program. */
export function findCommand(text: string): string | undefined {
  for (const [, quoted, plain = ''] of text.matchAll(RUN))
    if (quoted !== undefined || PROGRAMS.has(plain.split(' ')[0] ?? '')) return quoted ?? plain;
  return undefined;
}

const ENTERED =
  /\b(?:enter|type|input|fill in)\s{1,8}["“']?(.{1,200}?)["”']?\s{1,64}(?:as|in|into|for)\s+(?:the|my|an?)\b/i;

/** The text that an order is about: what stands quoted, after a colon, or is fenced. */
export function findPayload(text: string): string | undefined {
  const entered = ENTERED.exec(text)?.[1];
  if (entered !== undefined) return entered;
  const colon = /^[^:\n]{3,120}:\s+([\s\S]{2,2000})$/.exec(text.trim())?.[1];
  if (colon !== undefined) return colon.trim().replace(/^["“']|["”']$/g, '');
  return /\b(?:translate|summari[sz]e|uppercase|reverse|repeat|say|echo|print|count)\s+(?:the (?:word|text|phrase|sentence|string)\s+)?["“']?(.{1,400}?)["”']?(?:\s+(?:to|into|in)\s+\p{L}+)?[.?!]?$/iu.exec(
    text,
  )?.[1];
}
