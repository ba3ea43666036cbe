import type { Limits, TextTask } from '../form/form.ts';
import { rangeOf } from '../form/read-hint.ts';
import { countOf } from '../form/read-list.ts';
import { isOrder } from '../read/orders.ts';
import { detectLanguage, namedLanguage, type Language } from '../read/language.ts';
import { capitalize, isHan, numberOf, oneLine, sentencesOf, termsOf, withoutEnd, wordsOf } from '../read/text.ts';
import { createFacts } from '../values/facts.ts';
import { resolveDate } from '../values/find-dates.ts';
import { answerQuestion, asSentence, type Answer } from './answer.ts';
import { describeImages } from './describe-images.ts';
import { feelingOf } from './feeling.ts';
import { overlap } from './rank.ts';
import type { Scene } from './scene.ts';
import { cutWords, fitLimits, keywordsOf, mainSentences, plainText, titleOf } from './shorten.ts';
import { smallTalk } from './small-talk.ts';
import { annotate, namedIn } from './annotate.ts';
import { rewritten } from './convert.ts';
import { convertUnits } from './sums.ts';
import { clearTopic, topicOf } from './topic.ts';
import { translateText } from './translate.ts';
import { writeCron } from './write-cron.ts';
import { voiceOf } from './voice.ts';
import { showNumber } from '../values/find-math.ts';
import { anyOf, hasAny } from '../has-words.ts';
import { WORDS } from '../words.ts';

/** Prompts that want a long text, and how many times as long. */
const LONG = anyOf(WORDS.fill.writeTextLong);
const SHORT = anyOf('brief briefly short concise terse in_one_sentence one_word 简短 简要');
const GENRES: ReadonlyArray<readonly [string, RegExp]> = [
  ['haiku', /\bha[iï]kus?\b|俳句/i],
  ['verse', /\b(?:poem|verse|song|limerick|sonnet|lyrics|gedicht|poème|poema|poesia)\b|诗/i],
  ['story', /\b(?:story|tale|fable)\b|故事/i],
  ['letter', /\b(?:e-?mail|letter|message|note) (?:to|for|asking|about)\b|邮件|写信/i],
];
/** How a question begins, where English and Chinese have words for it. */
const OPENINGS: ReadonlyArray<readonly [string, RegExp]> = [
  [
    'openingHow',
    /\bhow (?:do|can|should|to|would|could)\b|\bwhat (?:should|can|could|would) (?:i|we|one|you)\b|怎么|如何|怎样/i,
  ],
  ['openingWhy', /^\W*why\b|[.,] why\b|为什么|为何/i],
  [
    'openingChoice',
    /^\W*(?:should|is|are|can|could|will|would|do|does|did|has|have)\b|\bdecide\b|应该|还是|吗[？?]?$/i,
  ],
];
const ONE_SENTENCE = { sentences: 1 };

/** The first line of a text: about its topic, or as the question begins. */
function openingOf({ brief }: Scene, topic: string | undefined): string {
  const text = oneLine(brief.question).slice(0, 400);
  const full = brief.language === 'en' || brief.language === 'zh';
  const asked = full ? OPENINGS.find(([, pattern]) => pattern.test(text))?.[0] : undefined;
  if (asked === 'openingWhy' && topic !== undefined) return 'openingWhyTopic';
  if (topic !== undefined && full && hasAny(brief.orders, 'passage paragraph article abstract document essay'))
    return 'opening';
  if (topic === undefined || asked !== undefined)
    return asked ?? (brief.language === 'en' && isOrder(text) ? 'openingOrder' : 'openingPlain');
  return full && hasAny(text, 'compare differences difference 比较 区别') && /\band\b|\bvs\b|和|与/.test(topic)
    ? 'openingBoth'
    : 'opening';
}

/** A few sentences that claim little, in the language asked for: about the topic where the prompt names one in a few words. */
export function proseAbout(scene: Scene, topic: string | undefined, limits: Limits): string {
  const { brief, verbosity } = scene;
  const voice = voiceOf(scene);
  const words = `${brief.asked.text.slice(0, 2000)}\n${brief.system.slice(0, 2000)}`;
  const slots = { topic: topic ?? '' };
  const joint = isHan(topic ?? '') || brief.language === 'ja' || brief.language === 'zh' ? '' : ' ';
  const genre = GENRES.find(([, pattern]) => pattern.test(brief.asked.text.slice(0, 400)))?.[0];
  const wide = LONG.test(words) || (limits.words ?? 0) > 120 || (limits.paragraphs ?? 1) > 1;
  if (genre !== undefined && Object.keys(limits).length === 0)
    return ofGenre(scene, genre, topic ?? topicOf(brief), wide);
  const each = limits.paragraphs === undefined || limits.sentences === undefined ? 1 : limits.paragraphs;
  const least =
    (limits.sentences === undefined ? undefined : limits.sentences * each) ??
    (SHORT.test(words) || verbosity === 'low' ? 2 : wide ? 14 : verbosity === 'high' ? 7 : voice.int(2, 3));
  const lines = [...voice.lines(openingOf(scene, topic), 1, slots)];
  const full = topic !== undefined && brief.language === 'en' && (least > 3 || openingOf(scene, topic) === 'opening');
  for (let turn = 0; lines.length < least && turn < 20; turn++)
    lines.push(
      ...(full ? voice.lines('middleTopic', Math.min(2, least - lines.length), slots) : []),
      ...voice.lines('middle', least - lines.length, slots),
    );
  if (limits.sentences === undefined && least > 2 && voice.chance(0.5)) lines.push(...voice.lines('closing', 1, slots));
  const most = limits.sentences === undefined ? lines.length : limits.sentences * each;
  let text = paragraphs(lines.slice(0, Math.max(1, most)), joint, limits.paragraphs ?? (wide ? 4 : 1));
  for (
    let turn = 0;
    limits.leastWords === undefined && wordsOf(text).length < (limits.words ?? 0) * 0.7 && turn < 60;
    turn++
  )
    text += `${joint}${voice.lines('middle', 6, slots).join(joint)}`;
  return text;
}

function paragraphs(lines: readonly string[], joint: string, count: number): string {
  const size = Math.ceil(lines.length / Math.max(1, count));
  const out: string[] = [];
  for (let at = 0; at < lines.length; at += size) out.push(lines.slice(at, at + size).join(joint));
  return out.join('\n\n');
}

/** How many lines a verse is to have: "a five-line poem", "in 6 lines", "五行诗". */
const verseLines = (text: string): number | undefined => {
  const told = /\b([\p{L}\d]+)[- ]lines?\b/iu.exec(text)?.[1] ?? /([一二两三四五六七八九十\d]+)[行句]/.exec(text)?.[1];
  return (told === undefined ? undefined : numberOf(told)) ?? (hasAny(text, 'limerick') ? 5 : undefined);
};

function ofGenre(scene: Scene, genre: string, topic: string, wide: boolean): string {
  const voice = voiceOf(scene);
  const { asked, language } = scene.brief;
  const slots = { topic };
  if (genre === 'story')
    return Array.from({ length: wide ? 4 : 2 }, (_, at) =>
      voice.lines('story', at === 0 ? 11 : 6, slots).join(language === 'zh' ? '' : ' '),
    ).join('\n\n');
  if (genre === 'verse' && (language === 'en' || language === 'zh')) {
    const lines = Array.from({ length: wide ? 4 : 2 }, () => voice.lines('verse', 4, slots))
      .flat()
      .flatMap((couplet) => couplet.split('\n'));
    return lines.slice(0, Math.min(lines.length, verseLines(asked.text.slice(0, 400)) ?? (wide ? 16 : 4))).join('\n');
  }
  return voice.lines(genre === 'verse' ? 'haiku' : genre, 1, slots).join('');
}

const CITES = /\bcite\b|\bcitation|\[source x\]|\[\d\]|\bsource id|in brackets/i;

/** The mark of a citation in the form that the orders show: [Source 2], [2]. */
function citation(scene: Scene, { source }: Answer): string {
  const { orders } = scene.brief;
  if (source === '' || !CITES.test(orders)) return '';
  const named = /\[\s?(source|doc|document|ref)\s?[\w#]*\]/i.exec(orders)?.[1];
  return ` [${named === undefined ? '' : `${named} `}${source}]`;
}

const BARE =
  /\b(?:only|just|alone|nothing else|nothing more|no other|one word|single word|one name|the name|digits? only|a single|bare)\b[^.\n]{0,40}|\bin one word\b|一个词|只(?:需|要)?(?:回答|回复|输出|给出|返回|说)/i;
const WANTS_SHORT =
  /\bshortest\b|\bspan\b|\b(?:answer|reply|respond|output)\w* with (?:just |only )?the (?:name|number|date|year|word|value|place|city|title|amount|code) (?:only|alone|itself)\b|\b(?:one|single) word\b|\bonly the (?:number|name|answer|value|date|word|code|city|year|result)\b|\b(?:number|digits|answer|name|word|value|date|code|year|result)s? (?:only|alone)\b|\bword alone\b|\bname alone\b|\bjust the (?:number|name|answer|value|date|time|place|city|year)\b|\breply with the (?:number|name|word|value)\b|一个词|只(?:回答|回复|输出)(?:数字|名字|答案|结果)|\bbetween \d and \d words\b|\bshort factoid\b|只/i;

/** An answer as it is to be written: short where only the thing is wanted, else as a sentence, with its citation. */
function writeAnswer(scene: Scene, answer: Answer, most = Infinity): string {
  const { brief } = scene;
  if (answer.from === 'unknown') return answer.text;
  const short = WANTS_SHORT.test(brief.orders) || (answer.from === 'sum' && BARE.test(brief.orders));
  if (short || wordsOf(answer.text).length > most) return answer.short;
  const cite = citation(scene, answer);
  if (answer.from === 'sum') return hasAny(brief.question, 'what_is 多少 等于') ? `${answer.text}` : answer.text;
  if (
    brief.language !== 'en' &&
    brief.language !== 'zh' &&
    answer.from !== 'material' &&
    answer.from !== 'memory' &&
    answer.from !== 'result'
  )
    return proseAbout(scene, clearTopic(brief), {});
  return cite === '' ? asSentence(answer.text) : `${withoutEnd(answer.text)}${cite}.`;
}

/** Names that a text invents: "Invent a name for a cat." */
const INVENTS = /\b(?:invent|make up|suggest|think of|come up with|pick|choose)\b[^.\n]{0,20}\bname\b/i;

const inventName = (scene: Scene): string => voiceOf(scene).lines('name', 1, {}).join('');

/** "Thank Piet for the ladder": what is to be said to somebody, said. */
function spokenTo(scene: Scene): string | undefined {
  const match =
    /^(?:please )?(thank|congratulate|greet|remind|invite|wish|apologi[sz]e to)\s+([^.,;:?\n]{1,40}?)(?:\s(?:for|on|about|of|to)\s([^.;:?\n]{1,80}))?[.!]?$/i.exec(
      oneLine(scene.brief.input),
    );
  if (match === null || hasAny(match[2] ?? '', 'me him her them')) return undefined;
  const kind = `speech${(match[1] ?? '').slice(0, 4).toLowerCase()}`;
  return voiceOf(scene).lines(kind, 1, { who: capitalize(match[2] ?? ''), what: match[3] ?? 'everything' })[0];
}

function answerText(scene: Scene, limits: Limits): string {
  const { brief } = scene;
  if (brief.images > 0) return describeImages(scene);
  const talk = smallTalk(scene);
  if (talk !== undefined) return talk;
  const found = brief.results.length > 0 ? answerQuestion(scene) : undefined;
  if (found !== undefined) return fitLimits(writeAnswer(scene, found, limits.words), limits);
  if (hasAny(brief.orders, 'yyyy-mm-dd iso_8601 iso8601 iso') && hasAny(brief.orders, 'date')) {
    const day = createFacts(brief.input)
      .dates()
      .map((phrase) => resolveDate(phrase, brief.now ?? 1_762_992_000))
      .find((one) => one !== undefined);
    if (day !== undefined) return day;
  }
  const spoken = spokenTo(scene);
  if (spoken !== undefined) return spoken;
  if (INVENTS.test(brief.question)) return inventName(scene);
  const converted = /"?<?value>? <?unit>?"?/i.test(brief.orders) ? convertUnits(brief.input, brief.orders) : undefined;
  if (converted !== undefined) return `${showNumber(converted.result)} ${converted.unit}`;
  if (hasAny(brief.orders, 'language') && hasAny(brief.orders, 'detect identify which iso code'))
    return detectLanguage(brief.input);
  const written = rewritten(brief);
  if (written !== undefined) return written;
  const refined = refine(scene);
  if (refined !== undefined) return refined;
  const answer = answerQuestion(scene);
  if (answer !== undefined) return fitLimits(writeAnswer(scene, answer, limits.words), limits);
  // A statement that is given under a limit of length is the matter itself.
  const told =
    brief.segments.some(({ role, author }) => role === 'material' && author === 'user') && !/[?？]/.test(brief.input);
  if (told && (limits.characters ?? 1000) < 300 && brief.language === 'en')
    return fitLimits(capitalize(oneLine(brief.input)), limits);
  return fitLimits(proseAbout(scene, clearTopic(brief), limits), limits);
}

/** An existing answer, with what a new context adds to it. */
function refine({ brief }: Scene): string | undefined {
  const text = brief.asked.text;
  const refines = hasAny(`${brief.slot} ${brief.orders}`, 'refin* existing_answer work_it_into');
  const existing =
    /\bexisting answer:?\s*([^\n]+)/i.exec(text)?.[1] ??
    (refines
      ? brief.segments.find(({ label, role }) => role === 'material' && /answer/i.test(label))?.text
      : undefined);
  if (existing === undefined) return undefined;
  const context = brief.segments
    .filter(({ role, kind }) => role === 'material' && (kind === 'between' || kind === 'tag' || kind === 'fence'))
    .map((one) => oneLine(one.text))
    .join(' ');
  return context === '' ? existing : `${asSentence(existing)} ${asSentence(context)}`;
}

/** The material of a task, or the conversation where the task is about that. */
function materialOf({ brief }: Scene): string {
  const given = brief.segments
    .filter(({ role, author }) => (role === 'material' || role === 'history') && author === 'user')
    .map(({ text }) => text)
    .join('\n\n');
  if (given.trim() !== '') return given;
  const talk = brief.turns
    .filter(({ author, message }) => (author === 'user' || author === 'assistant') && message < brief.asked.message)
    .map(({ text }) => text);
  return talk.length > 0 && hasAny(brief.orders, 'conversation chat this above discussion dialogue dialog 对话')
    ? talk.join('\n')
    : brief.input;
}

/** Sentences that a summary of so many has. */
const summaryLength = (sentences: number): number => (sentences < 8 ? 1 : sentences < 16 ? 2 : 3);

/** The clause with which a sentence begins, where it has several. */
const firstClause = (sentence: string): string =>
  asSentence(
    withoutEnd(
      /^.{12,}?(?=[,;，；]\s?|\s(?:and|but|until|when|while|because|which|und|et|y|e)\s)/iu.exec(sentence)?.[0] ??
        sentence,
    ),
  );

/** The chief sentences of a text within the limits, in at most half of its length where none are told. */
export function summarize(text: string, limits: Limits): string {
  const plain = plainText(text);
  const all = sentencesOf(plain);
  const open = limits.sentences === undefined && limits.words === undefined && limits.characters === undefined;
  const count = limits.sentences ?? (open ? summaryLength(all.length) : 2);
  if (
    limits.sentences === 1 &&
    all.length > 1 &&
    all.length < 5 &&
    limits.words === undefined &&
    limits.characters === undefined
  )
    return asSentence(
      all
        .map((sentence, at) => (at === 0 ? withoutEnd(sentence) : lowerStart(withoutEnd(sentence))))
        .join(isHan(plain) ? '，' : ', and '),
    );
  const chosen = mainSentences(plain, count);
  const joined = chosen.map(oneLine).join(isHan(plain) ? '' : ' ');
  const first = chosen[0] ?? plain;
  const fits =
    (limits.words === undefined || wordsOf(joined).length <= limits.words) &&
    (limits.characters === undefined || joined.length <= limits.characters);
  const whole = fits ? joined : oneLine(first);
  return fitLimits(open && whole.length * 2 > plain.length ? firstClause(whole) : whole, limits);
}

const lowerStart = (text: string, always = false): string =>
  always || /^(?:The|A|An|It|This|That|They|He|She|We|There|Its|Their|Some|All|Most|In|On|At)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;

/** A question that can be understood without the conversation: what it leaves out is put in from there. */
export function standalone(scene: Scene): string {
  const { brief } = scene;
  if (hasAny(brief.orders, WORDS.fill.writeTextWords1)) return `What is known about ${searchQuery(brief.question, 4)}?`;
  const history = brief.segments
    .filter(
      ({ role, label, text }) =>
        role === 'history' || (/^(?:human|user|assistant|ai)$/i.test(label) && text !== brief.question),
    )
    .map(({ text }) => text);
  const earlier = [
    ...brief.turns
      .filter(({ author, message }) => author !== 'system' && message < brief.asked.message)
      .map(({ text }) => text),
    ...history,
    ...sentencesOf(brief.input),
  ].filter((text) => oneLine(text) !== oneLine(brief.question));
  const question = withoutEnd(
    oneLine(brief.question).replace(/^(?:and|but|so|ok|okay|also|e|y|et|und|pero|mas|aber)\b[,]?\s*/i, ''),
  );
  const previous = earlier.map((text) => plainText(text)).find((text) => /[?？]/.test(text)) ?? earlier[0] ?? '';
  const subject = subjectOf(earlier);
  const about = /^(?:in|at|on|for|with|about|from|to|what about|how about)\b/i.exec(question);
  if (about !== null && wordsOf(question).length < 6) {
    const swapped = swap(
      withoutEnd(sentencesOf(previous)[0] ?? previous),
      question.replace(/^(?:what|how) about\s+/i, ''),
    );
    return `${capitalize(swapped)}?`;
  }
  const filled = question.replace(/\b(?:it|its|they|them|their|that|this|he|she|him|her|his|there)\b/i, (word) =>
    /^(?:its|their|his|her)$/i.test(word) ? `${subject}'s` : subject,
  );
  const whole =
    filled === question && subject !== '' && overlap(termsOf(subject), termsOf(question)) === 0
      ? `${question} (${subject})`
      : filled;
  return `${capitalize(whole)}${isHan(whole) ? '？' : '?'}`;
}

/** What a conversation is about: the first name in it, else its topic. */
function subjectOf(texts: readonly string[]): string {
  for (const text of texts) {
    const plain = plainText(text);
    const about = /\b(?:about|of|is|are)\s+((?:the |a |an )?[\p{L}\p{N}' -]{2,40}?)(?=[.,?!]|$| in | on | for )/iu.exec(
      plain,
    )?.[1];
    if (about !== undefined && /\p{Lu}/u.test(about)) return about;
    const named = createFacts(plain)
      .names()
      .find(({ start }) => start > 0);
    if (named !== undefined)
      return plain.slice(Math.max(0, named.start - 4), named.start).toLowerCase() === 'the '
        ? `the ${named.text}`
        : named.text;
  }
  return keywordsOf(texts.join('\n'), 1)[0] ?? '';
}

/** "What is the weather in Paris" with "in Rome" → "What is the weather in Rome". */
function swap(sentence: string, phrase: string): string {
  const preposition = /^(?:in|at|on|for|with|about|from|to)\b/i.exec(phrase)?.[0];
  const at = preposition === undefined ? -1 : sentence.toLowerCase().lastIndexOf(` ${preposition.toLowerCase()} `);
  if (at >= 0) return `${sentence.slice(0, at)} ${phrase}`;
  const last = createFacts(sentence).names().at(-1);
  return last === undefined || last.start === 0
    ? `${sentence} ${preposition === undefined ? `for ${phrase}` : phrase}`
    : `${sentence.slice(0, last.start)}${phrase}${sentence.slice(last.end)}`;
}

/** The marks that stand for masked things in the orders: [EMAIL], <PHONE>. */
function mask({ brief }: Scene): string {
  const marked = annotate(brief);
  if (marked !== undefined) return marked;
  const sign = /["“'`]([^"”'`\p{L}\p{N}\s]{1,12}|[[<{(*]+[A-Z_ ]+[\]>})*]+)["”'`]/u.exec(brief.orders)?.[1];
  if (sign !== undefined && hasAny(brief.orders, 'names name persons person people'))
    return namedIn(brief.input, 'people').reduce((text, part) => text.replaceAll(part, sign), brief.input);
  const marks = [...brief.orders.matchAll(/[[<{(*]{1,2}[A-Z][A-Z_ ]{2,20}[\]>})*]{1,2}/g)].map(([mark]) => mark);
  const facts = createFacts(brief.input);
  let text = brief.input;
  const put = (found: readonly string[], name: RegExp, usual: string): void => {
    const mark = marks.find((one) => name.test(one)) ?? usual;
    for (const one of found) text = text.replaceAll(one, mark);
  };
  put(facts.emails(), /MAIL/, '[EMAIL]');
  put(facts.phones(), /PHONE|TEL/, '[PHONE]');
  if (hasAny(brief.orders, 'names name')) put(facts.people(), /NAME|PERSON/, '[NAME]');
  if (/\bcard|account|iban|numbers?\b/i.test(brief.orders))
    put(text.match(/\b\d[\d -]{9,22}\d\b/g) ?? [], /CARD|NUMBER|ACCOUNT/, '[NUMBER]');
  return text;
}

const EMOJI = ['🎉', '😊', '😢', '🤔'];
const emojiFor = (text: string): string => {
  const feeling = feelingOf(text) + (/!/.test(text) ? 1 : 0) + (hasAny(text, 'won win yay birthday party') ? 2 : 0);
  return (feeling > 1 ? EMOJI[0] : feeling > 0 ? EMOJI[1] : feeling < 0 ? EMOJI[2] : EMOJI[3]) ?? '🙂';
};

/** The words of a question that a search needs. */
export function searchQuery(text: string, most = 8): string {
  const words = oneLine(plainText(text))
    .split(' ')
    .map((word) => word.replaceAll(/[^\p{L}\p{N}'-]/gu, ''))
    .filter((word) => word !== '' && termsOf(word).size > 0);
  return words.slice(0, most).join(' ');
}

function translation(scene: Scene): string {
  const { brief } = scene;
  const order =
    brief.orders.includes(brief.input) || brief.segments.length === 0
      ? brief.asked.text.replace(brief.input, '')
      : brief.orders;
  const to: Language = namedLanguage(order.replace(/\bfrom\s+\w+/gi, '')) ?? 'en';
  const separator = /separated by\s+["'“`]([^"'”`\n]{1,6})["'”`]/i.exec(brief.orders)?.[1];
  const one = (line: string): string => {
    const label = /^(\s*(?:\d+[:.)]|[-*])\s*)(.*)$/.exec(line);
    return label === null ? translateText(line, to) : `${label[1] ?? ''}${translateText(label[2] ?? '', to)}`;
  };
  const text = brief.input.replace(/^["“](.*)["”]$/s, '$1');
  return text
    .split('\n')
    .map((line) => (line.trim() === '' || line.trim() === separator ? line : one(line)))
    .join('\n');
}

/** A short order in one sentence: "send me the file now". */
const IMPERATIVE =
  /^(?:please )?(?:send|give|tell|call|write|come|stop|fix|pay|bring|show|do|let|get|make|check|answer|reply|finish|move|close|open)\b[^.!?\n]{2,120}[.!]?$/i;

const titleLimit = (limits: Limits, orders: string): number =>
  limits.words ?? Number(/\((\d+)\s?[-–]\s?(\d+) words\)/.exec(orders)?.[2] ?? 6);

/** A text in prose: what the task wants of the words, within the limits. */
export function writeText(task: TextTask, limits: Limits, scene: Scene): string {
  const { brief } = scene;
  switch (task) {
    case 'mask':
      return mask(scene);
    case 'cron':
      return writeCron(brief.input);
    case 'emoji':
      return emojiFor(brief.input).repeat(
        Math.max(1, Math.min(4, (rangeOf(brief.orders)?.min ?? countOf(brief.orders).least) || 1)),
      );
    case 'standalone':
      return standalone(scene);
    case 'translation':
      return translation(scene);
    case 'title':
      if (wordsOf(brief.input).length <= 6 && brief.segments.length === 0)
        return fitLimits(
          voiceOf(scene)
            .lines('titles', 1, { topic: titleOf(brief.input.replace(/^(?:a|an|the) /i, ''), 6, true) })
            .join(''),
          limits,
        );
      // Without a text to be titled, a name is made up, and not taken from the words of the request.
      if (INVENTS.test(brief.question) && materialOf(scene) === brief.input) return inventName(scene);
      return fitLimits(titleOf(materialOf(scene), titleLimit(limits, brief.orders), /title case/i.test(brief.orders)), {
        ...limits,
      });
    case 'query':
      return fitLimits(searchQuery(brief.question), limits);
    case 'summary': {
      const material = materialOf(scene);
      const results = brief.segments.some(({ label }) => /^(?:query|question)$/i.test(label))
        ? answerQuestion(scene)
        : undefined;
      if (results !== undefined) return asSentence(results.text);
      return material === brief.asked.text && wordsOf(material).length < 12
        ? answerText(scene, limits)
        : summarize(material, limits);
    }
    case 'rewrite': {
      const material = materialOf(scene);
      const polite = hasAny(brief.orders, 'polite* formal* friendl*') && IMPERATIVE.test(material);
      return fitLimits(
        polite ? `Could you please ${lowerStart(withoutEnd(material.replace(/^please /i, '')), true)}?` : material,
        limits,
      );
    }
    default:
      return answerText(scene, limits);
  }
}

/** A sentence that says why: the words that decide it, or the topic where none do. */
export function reasonFor(scene: Scene, limits: Limits): string {
  const { brief } = scene;
  const voice = voiceOf(scene);
  const answer = answerQuestion(scene);
  const quote = answer === undefined || answer.from === 'unknown' ? '' : withoutEnd(answer.quote);
  const given = quote === '' ? (sentencesOf(plainText(brief.input))[0] ?? '') : quote;
  const short = cutWords(
    oneLine(given)
      .replaceAll('"', "'")
      .replaceAll(/<[^<>]+>/g, ''),
    6,
  );
  const [line = ''] =
    short === ''
      ? voice.lines('reasonTopic', 1, { topic: topicOf(brief) })
      : voice.lines('reasons', 1, { quote: short });
  const text = answer?.from === 'sum' ? asSentence(answer.text) : asSentence(line);
  return fitLimits(text, { ...ONE_SENTENCE, ...limits });
}
