import { pickOut, type Pick } from './pick-out.ts';
import type { Reading } from './reading.ts';
import { restyle, type Manner } from './restyle.ts';

/** A request to work on a text: how it begins, and the text after a colon, a line break or in quotes. */
const SPLIT = /^([^:：\n"“「]{3,160})(?:[:：]\s{0,4}|\n\s{0,4}|\s?(?=["“「]))([\s\S]{2,4000})$/;
const QUOTED = /^["“「'](.{1,4000})["”」'][.!]?$/s;
/** "he go to school. Fix the grammar": the text may come first, on lines of its own. */
const AFTER = /^([\s\S]{4,4000})\n\s{0,4}([^\n]{4,120})$/;

const MANNERS: ReadonlyArray<readonly [RegExp, Manner]> = [
  [
    /\b(?:grammar|grammatical|spelling|proofread|typos?|mistakes)\b|^(?:please )?correct\b|语法|纠正|改正|错别字/i,
    'grammar',
  ],
  [/\b(?:polite|politely|nicer|friendlier|kinder|diplomatic|tactful|respectful)\b|礼貌|委婉|客气/i, 'polite'],
  [/\b(?:formal|formally|professional|professionally|business)\b|正式|专业/i, 'formal'],
  [/\b(?:casual|casually|informal|friendly|conversational)\b|口语/i, 'casual'],
  [/\b(?:shorten|shorter|concise|brief|condense|trim)\b|精简|缩短|简短/i, 'shorter'],
  [/\b(?:simplify|simpler|simple|plain|easier)\b|通俗|简化/i, 'simpler'],
  [/\b(?:expand|longer|elaborate)\b|扩写/i, 'longer'],
  [
    /\b(?:rewrite|rephrase|paraphrase|reword|improve|polish|edit|restate|another way|different words|make)\b|改写|润色|换.{0,4}说法/i,
    'anew',
  ],
];
const WORKS =
  /^(?:please |can you |could you |help me |help )*(?:(?:re-?write|rephrase|paraphrase|reword|proofread|correct|improve|polish|edit|simplify|shorten|condense|expand|restate)\b|fix (?:the |my |any |this )?(?:grammar|spelling|typos?|mistakes|sentence|text|punctuation)|check (?:the |my |this )?(?:grammar|spelling|sentence)|make (?:this|the following|it|my)\b[^:\n]{0,60}\b(?:polite|formal|professional|casual|friendl\w+|shorter|concise|simpler|longer|nicer)|(?:请|帮我)*(?:改写|润色|修改|纠正|改正|缩短|精简|扩写|检查.{0,6}语法|把.{0,12}改))/i;

const PICKS: ReadonlyArray<readonly [RegExp, Pick]> = [
  [/\b(?:keywords?|key words|key phrases|tags|key terms|topics)\b|关键词|关键字/i, 'keywords'],
  [/\be-?mails?\b|邮箱|电子邮件/i, 'emails'],
  [/\b(?:urls?|links?|websites?)\b|网址|链接/i, 'urls'],
  [/\b(?:phone|telephone)(?: numbers?)?\b|电话|手机号/i, 'phones'],
  [/\b(?:dates?|deadlines?|days)\b|日期|时间/i, 'dates'],
  [/\b(?:prices?|amounts?|costs?|money)\b|价格|金额/i, 'prices'],
  [/\b(?:action items?|tasks|to-?dos?)\b|待办/i, 'actions'],
  [/\bhashtags?\b/i, 'hashtags'],
  [
    /\b(?:names?|people|persons?|entities|companies|company|organi[sz]ations?|places|cities|locations?)\b|人名|姓名|地名|公司/i,
    'names',
  ],
  [/\bnumbers?\b|数字/i, 'numbers'],
];
const EXTRACTS =
  /^(?:please |can you |could you )*(?:(?:extract|find|identify|list|pull out|get|pick out)\b[^:\n]{0,100}\b(?:from|in|of|for)\b|extract\b)|^(?:请)?(?:从.{0,20})?(?:提取|抽取|找出)/i;

function materialIn(text: string): { ask: string; material: string } | undefined {
  const front = SPLIT.exec(text);
  if (front?.[1] !== undefined && front[2] !== undefined) {
    // "Rewrite "x" politely": what follows the quotation belongs to the request.
    const quoted = /^["“「]([^"”」]{1,4000})["”」]\s{0,4}([^\n]{1,120})$/.exec(front[2]);
    if (quoted?.[1] !== undefined) return { ask: `${front[1]} ${quoted[2] ?? ''}`, material: quoted[1] };
    const rest = front[2].trim();
    return { ask: front[1], material: QUOTED.exec(rest)?.[1] ?? rest };
  }
  const back = AFTER.exec(text);
  return back?.[1] === undefined || back[2] === undefined ? undefined : { ask: back[2], material: back[1].trim() };
}

const mannerOf = (ask: string): Manner | undefined => MANNERS.find(([words]) => words.test(ask))?.[1];

/**
 * Requests to rewrite a text or to pick something out of it, done. `undefined` for all others, and where no text is given.
 * @example readTextWork('Fix the grammar: he go to school')?.task // { kind: 'rewrite', how: 'grammar', result: 'He goes to school.', … }
 */
export function readTextWork(text: string): Reading | undefined {
  const trimmed = text.trim();
  const works = WORKS.test(trimmed);
  const extracts = !works && EXTRACTS.test(trimmed);
  if (!works && !extracts) return undefined;
  const split = materialIn(trimmed);
  if (split === undefined) return undefined;
  // Code is no prose to be polished.
  if (/[{};]\s*$|=>|\bdef \w+\(|\bfunction\b/.test(split.material.slice(0, 400))) return undefined;
  if (works) {
    const how = mannerOf(split.ask) ?? 'anew';
    return { task: { kind: 'rewrite', how, text: split.material, result: restyle(split.material, how) } };
  }
  const what = PICKS.filter(([words]) => words.test(split.ask)).map(([, pick]) => pick);
  if (what.length === 0 || /\bjson\b/i.test(trimmed)) return undefined;
  return {
    task: { kind: 'extract', found: what.map((pick) => ({ what: pick, values: pickOut(split.material, pick) })) },
  };
}

const REWORK =
  /^(?:ok[ay,]* |please |now |can you |could you )*(?:(?:make|keep|write|say|put) (?:it|that|this) )?(?:(?:a bit|a little|much|even|more) )*(shorter|simpler|longer|formal|casual|polite|concise|in simpler (?:words|terms)|in (?:one|a single) sentence|rephrase(?: (?:it|that))?|tl;?dr|summari[sz]e (?:it|that)|simplify(?: (?:it|that))?|shorten(?: (?:it|that))?)(?:,? please)?[.!]?$/i;

/** "Shorter please": the last answer, put in another manner. */
export function readRework(text: string, previous: string): Reading | undefined {
  if (previous === '' || text.length > 60) return undefined;
  const word = REWORK.exec(text.trim())?.[1]?.toLowerCase();
  if (
    word === undefined &&
    !/^(?:请)?(?:简短|短|简单|精简)(?:一点|一些|些|点)|^(?:一句话)?(?:总结|概括)(?:一下)?[。！]?$/.test(text.trim())
  )
    return undefined;
  const how = mannerOf(word ?? '简短') ?? 'shorter';
  const whole = previous.replace(/^[#>].*$|\*\*|^\s*(?:[-*]|\d+\.)\s/gm, '').replace(/\s+/g, ' ');
  // The kept beginning of the answer may end in the middle of a sentence.
  const sentences = whole.match(/[^.!?。！？]{2,400}[.!?。！？]+/g) ?? [whole];
  const kept = how === 'shorter' ? sentences.slice(0, 1) : sentences;
  const result = how === 'longer' ? undefined : restyle(kept.join(' ').trim(), how);
  return result === undefined || result === '' ? undefined : { task: { kind: 'rewrite', how, text: previous, result } };
}
