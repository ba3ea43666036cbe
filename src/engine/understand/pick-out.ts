import { contentWords } from './topic.ts';
import { sentencesOf } from './extract.ts';
import { wordsOf } from './words.ts';

/** What can be picked out of a text. */
export type Pick =
  'keywords' | 'emails' | 'urls' | 'phones' | 'dates' | 'names' | 'numbers' | 'prices' | 'hashtags' | 'actions';

const LIMIT = 6000;
const MOST = 40;

const PATTERNS: Readonly<Partial<Record<Pick, RegExp>>> = {
  emails: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g,
  urls: /https?:\/\/[^\s"'<>()]{1,300}|\bwww\.[^\s"'<>()]{1,200}/g,
  phones: /(?<![\w.])\+?\(?\d{1,4}\)?[\s.-]\(?\d{2,4}\)?[\s.-]?\d{2,4}(?:[\s.-]?\d{2,4})?(?![\w])/g,
  dates:
    /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?\b|\b\d{1,2}(?:st|nd|rd|th)? (?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{4})?\b|\b(?:tomorrow|today|yesterday|(?:next |last |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|next (?:week|month|year))\b|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日/gi,
  prices:
    /[$€£¥]\s?\d[\d,]{0,12}(?:\.\d{1,2})?(?:\s?(?:million|billion|k|m|bn))?|\b\d[\d,]{0,12}(?:\.\d{1,2})?\s?(?:dollars|euros|usd|eur|gbp|pounds|yuan|元)/gi,
  numbers: /(?<![\w.])-?\d[\d,]{0,15}(?:\.\d{1,10})?%?/g,
  hashtags: /#[\p{L}\p{N}_]{1,60}/gu,
};

const NOT_A_NAME =
  /^(?:The|A|An|In|On|At|It|He|She|They|We|I|You|This|That|These|Those|There|My|Our|Your|His|Her|Their|And|But|Or|If|When|While|After|Before|As|For|From|To|With|By|Please|Dear|Hello|Hi|Contact|Call|Email|Send|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Yesterday|Today|Tomorrow|Last|Next|Costs|Text)$/;

/** Capitalised runs, the words that merely begin a sentence left out. */
function names(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(
    /\p{Lu}[\p{L}'’-]{1,30}(?: (?:(?:of|de|van|von|the) )?\p{Lu}[\p{L}'’.-]{0,30}){0,3}/gu,
  )) {
    const words = match[0].split(' ');
    while (words.length > 0 && NOT_A_NAME.test(words[0] ?? '')) words.shift();
    while (words.length > 0 && NOT_A_NAME.test(words.at(-1) ?? '')) words.pop();
    const name = words.join(' ').replace(/['’]s$|\.$/, '');
    if (name.length > 1) found.push(name);
  }
  return found;
}

/** Adjectives and verbs that make no keyword of their own. */
const WEAK = new Set(
  'amazing long short great good big small easy quickly has have had is are was were been get gets got last makes made new very much many several recently including also across well'.split(
    ' ',
  ),
);

/** Chinese is written without blanks; function characters part it well enough for a handful of keywords. */
const chineseKeywords = (text: string): string[] =>
  text
    .split(/[的很也和在是了有与及都就还但而且、，。！？；：\s]|非常|可以|我们|他们|以及|因为|所以|如果|一个|正在/)
    .filter((word) => word.length >= 2 && word.length <= 8)
    .slice(0, 8);

/** Words that matter, with the word before them where the two stand together: "battery life". */
function keywords(text: string): string[] {
  if (/[一-鿿]{4}/.test(text)) return chineseKeywords(text);
  const scores = new Map<string, number>();
  const words = wordsOf(text.toLowerCase(), 400);
  const content = new Set(contentWords(words).concat(words.filter((word) => word.length > 4)));
  for (const [at, word] of words.entries()) {
    if (!content.has(word) || WEAK.has(word) || contentWords([word]).length === 0) continue;
    const next = words[at + 1] ?? '';
    const pair =
      contentWords([next]).length > 0 && !WEAK.has(next) && text.toLowerCase().includes(`${word} ${next}`)
        ? `${word} ${next}`
        : undefined;
    if (pair !== undefined && /(?:ing|ion|er|y|ic|al|ed|e|t|m|n|s|d|p|h|l|r)$/.test(word) && !/(?:s|ed)$/.test(word))
      scores.set(pair, (scores.get(pair) ?? 0) + 1.5 - at * 0.002);
    scores.set(word, (scores.get(word) ?? 0) + 1 - at * 0.002);
  }
  const ranked = [...scores].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  const kept: string[] = [];
  for (const word of ranked)
    if (!kept.some((other) => other.split(' ').some((part) => word.split(' ').includes(part)))) kept.push(word);
  return kept.slice(0, 8);
}

const ACTION =
  /\b(?:will|should|must|needs? to|has to|have to|please|to do|todo|action|by (?:mon|tues|wednes|thurs|fri)day|assigned to|follow up)\b/i;

/**
 * What of a kind stands in a text, each once, in order of appearance; keywords by weight.
 * @example pickOut('Write to bob@example.com', 'emails') // ['bob@example.com']
 */
export function pickOut(text: string, what: Pick): readonly string[] {
  const source = text.slice(0, LIMIT);
  const pattern = PATTERNS[what];
  const found =
    pattern !== undefined
      ? (source.match(pattern) ?? [])
      : what === 'names'
        ? names(source)
        : what === 'actions'
          ? sentencesOf(source).filter((sentence) => ACTION.test(sentence))
          : keywords(source);
  return [...new Set(found.map((one) => one.trim()))].slice(0, MOST);
}
