import type { Brief } from '../read/brief.ts';
import { isQuestion } from '../read/orders.ts';
import { isHan, sentencesOf, wordsOf } from '../read/text.ts';
import { asksAll, asksBare } from './cues.ts';
import type { Form, Limits, Option, TextTask } from './form.ts';
import { readAction } from './read-action.ts';
import { readAnalogy } from './read-analogy.ts';
import { readExact, readStandingAnswer } from './read-exact.ts';
import { limitsOf, rangeOf } from './read-hint.ts';
import { readJsonForm } from './read-json-form.ts';
import { countOf, readList, readTable } from './read-list.ts';
import { doneWords, endMark } from './read-marker.ts';
import { isPair, readLettered, readOptions } from './read-options.ts';
import { readLines } from './read-lines.ts';
import { readOrderForm } from './read-order.ts';
import { readRule } from './read-rule.ts';
import { writesCode, readCode, readCommit, readDiagram, readPattern, readEdit, readSql } from './read-program.ts';
import { readRecords } from './read-records.ts';
import { readPlain, readPlainJson } from './read-plain.ts';
import { readPairs } from './read-pairs.ts';
import { readTransform, separatorOf } from './read-transform.ts';
import { readTags } from './read-tags.ts';
import { outOfScope, readVerdict } from './read-verdict.ts';
import { readWrap } from './read-wrap.ts';
import { readBare, readLabelled, readShown, showsForm } from './read-shown.ts';
import { readFinalLine, readMarkers } from './read-template.ts';
import { WORDS, wordSet } from '../words.ts';
import { anyOf, hasAny, keyIn, keyedBy } from '../has-words.ts';

const SCORES =
  /\b(?:stars?|digits?|numeric|toxic\w*|points|how \w+|scores?|rate|rating|scale|grade|percentage|percent|number|integer|probability|likelihood|chance|float|estimate|relevance|similar\w*|confident|confidence|evalúa|note|bewerte|puntúa|avalie)\b|评分|打分|分数/i;
const ONE_NUMBER =
  /\b(?:only|just|single|bare|nothing but|nothing else|no other|no words|alone)\b[^.\n]{0,40}\b(?:number|integer|digits?|float|score|rating)\b|\b(?:number|integer|digits?|float|score|rating)\b[^.\n]{0,40}\b(?:only|alone|nothing else|no other)\b|\ba single (?:integer|number|float)\b|\boutput (?:a|an) (?:integer|number|single)\b|with an? (?:integer|number)|s[oó]lo (?:el|un) número|un numéro entero|seulement un (?:nombre|entier)|nur eine (?:ganze )?zahl|solo un numero|apenas um número|nur (?:die|eine) zahl|只(?:输出|回答|返回|给出)(?:一个)?(?:整数|数字)|floating-point number/i;
const LETTER =
  /\bletters?\b|\bsingle character\b|\bone character\b|字母|选择题|multiple[- ]choice|number of the (?:right |correct |best )?(?:option|answer|choice)/i;

const TASKS = keyedBy(WORDS.forms.tasks);

/** What the orders want done with the words. */
export function taskOf(brief: Brief): TextTask {
  const given = sentencesOf(brief.orders.slice(0, 6000))
    .filter((sentence) => !/^\s*[{[]/.test(sentence))
    .filter((sentence) => !isQuestion(sentence) || isHan(sentence) || hasAny(sentence, 'you this following below'))
    .join('\n');
  return (keyIn(TASKS, given) ?? 'answer') as TextTask;
}

const COUNT = /\bcount(?: up| down)?(?: from (\d{1,6}))? to (\d{1,6})\b|从\s?(\d{1,6})\s?(?:数|到)\D{0,4}(\d{1,6})/i;
/** Most numbers that are counted. */
const MAX_COUNTED = 2000;

/** Numbers in a row: "Count from 1 to 60, separated by spaces." */
function countedRow(text: string): string | undefined {
  const match = COUNT.exec(text.slice(0, 400));
  if (match === null) return undefined;
  const from = Number(match[1] ?? match[3] ?? 1);
  const to = Number(match[2] ?? match[4]);
  const count = Math.min(Math.abs(to - from) + 1, MAX_COUNTED);
  const between = hasAny(text, 'spaces space 空格') ? ' ' : hasAny(text, 'lines line') ? '\n' : ', ';
  return Array.from({ length: count }, (_, at) => from + (to < from ? -at : at)).join(between);
}

/** Names of formats, which are never the words to be said. */
const FORMAT = /^\W*(?:json|yaml|csv|tsv|xml|html|sql|toml|markdown)\W*$/i;

function exactOf(brief: Brief, options: readonly Option[]): Form | undefined {
  const { asked, system, orders } = brief;
  const block = brief.segments.find(
    ({ kind, role, author }) =>
      author === 'user' && (role === 'material' || role === 'template') && (kind === 'between' || kind === 'fence'),
  );
  if (
    block !== undefined &&
    block.lang !== 'diff' &&
    /(?:^|[.\n]\s{0,64})(?:please )?(?:(?:repeat|echo|copy|reproduce)\b[^.\n]{0,80}\b(?:text|lines?|block|verbatim|unchanged|string|exactly|below|following)\b|(?:print|output|return)\b[^.\n]{0,80}\b(?:verbatim|unchanged|exactly|below|following)\b)/i.test(
      orders,
    )
  )
    return { kind: 'exact', text: block.text };
  const own = asked.author === 'user' ? asked.text : '';
  const shape = /^[<[{(]|\$[A-Z{]/;
  const verbatim = VERBATIM.exec(own.trim())?.[1];
  const said =
    verbatim ??
    SINGLE.exec(own.trim())?.[1] ??
    readExact(own) ??
    (own.length < 1500 && brief.segments.at(-1)?.kind !== 'labelled' ? lastSentence(own) : undefined);
  if (said !== undefined && FORMAT.test(said)) return undefined;
  const counted = said === undefined ? countedRow(own) : undefined;
  if (counted !== undefined) return { kind: 'exact', text: counted };
  const choice =
    verbatim === undefined && said !== undefined && options.filter(({ name }) => said.includes(name)).length > 1;
  const vague =
    choice ||
    (said !== undefined &&
      (/\.{3}|\bas a\b.{0,200}\blist\b/.test(said) || (/^\d+\s+\p{L}/u.test(said) && wordsOf(said).length > 4)));
  if (
    said !== undefined &&
    !vague &&
    !shape.test(said) &&
    !(options.length > 1 && options.some(({ name }) => name === said))
  )
    return { kind: 'exact', text: said };
  if (options.length > 1 || system === '') return undefined;
  const standing =
    readStandingAnswer(system) ??
    (system.length < 400 && brief.segments.every(({ role }) => role !== 'template') ? standingWord(system) : undefined);
  return standing === undefined ? undefined : { kind: 'exact', text: standing };
}

/** "Reply with OK": a short order that names a single word. */
const VERBATIM =
  /^[^:\n]{0,80}\b(?:word for word|verbatim|unchanged|as it is|as is|literally|character for character)\b[^:\n]{0,40}:\s+(\S[\s\S]*)$/i;
const SINGLE =
  /^(?:please )?(?:just |only )?(?:reply|respond|answer) (?:only |just )?with:? ["'“`]?([^\s"'”`]{1,40})["'”`]?[.!]?$/i;

const lastSentence = (text: string): string | undefined => {
  const sentences = sentencesOf(text);
  const last = sentences.at(-1) ?? '';
  const said = sentences.length < 2 || sentences.length > 4 ? undefined : readExact(last);
  // "Reply with the word alone" names no word; a text to be said is quoted, stands behind a colon, or looks like a token.
  return said !== undefined && (/[:："“'`]/.test(last) || /[A-Z\d_<-]/.test(said)) ? said : undefined;
};

/** The one answer that short instructions allow: "Answer with nothing but ROGER." */
function standingWord(system: string): string | undefined {
  if (hasAny(system, 'if when unless once otherwise')) return undefined;
  for (const sentence of sentencesOf(system)) {
    const word =
      /\b(?:reply|answer|response|output) (?:is|must be|should be|will be)(?: always| only)? the (?:single )?(?:word|token|text|string)\s+["'“]?([^\s"'”.]+)/i.exec(
        sentence,
      )?.[1];
    if (word !== undefined) return word;
    if (!hasAny(sentence, 'word token exactly string')) continue;
    const said = readExact(sentence);
    if (said !== undefined && wordsOf(said).length < 6 && !/^(?:one|the|a|an)\b/i.test(said)) return said;
  }
  return undefined;
}

/** A label for every line or statement of the material, rather than one for all. */
const EACH_LINE =
  /\b(?:one|a) (?:label|category|class|word|letter|answer|tag|verdict) (?:per|for each|for every)\b|\b(?:for each|for every|each) (?:line|statement|sentence|item|message|comment|review|question|claim|row|entry)\b/i;

const NUMBERED = /\b(?:same|with) number\w*|\bnumbered (?:list|lines)\b|["'`(]1[.:)] /i;

function choiceOf(brief: Brief, options: readonly Option[]): Form | undefined {
  const { orders } = brief;
  if (options.length < 2) return undefined;
  // "prefix feature/ or bugfix/": the options begin a name.
  if (options.every(({ name }) => /[\p{L}\d][/:_-]$/u.test(name)))
    return {
      kind: 'template',
      parts: [
        { name: 'kind', about: '', type: 'string', options },
        { name: 'slug', about: 'kebab-case', type: 'string' },
      ],
    };
  const all = asksAll(orders);
  const bare =
    asksBare(orders) ||
    brief.slot !== '' ||
    brief.shots.length > 0 ||
    all ||
    options.length === 2 ||
    wordsOf(orders).length < 40;
  if (!bare) return undefined;
  const none =
    /\bif none\b[^.\n]{0,30}?\b(?:print|say|write|return|output|reply|answer)\w*\s+["'“]?([A-Za-z_]+)/i.exec(
      orders,
    )?.[1] ?? '';
  const between = /separated by\s+["'“]([^"'”]{1,4})["'”]/i.exec(orders)?.[1] ?? ', ';
  const json = all && hasAny(orders, 'json_array json_list array');
  const each = !all && EACH_LINE.test(orders) && brief.input.trim().split('\n').length > 1;
  if (each)
    return {
      kind: 'each',
      parts: [
        ...(NUMBERED.test(orders) ? [{ name: 'n', about: '', type: 'integer' } as const, '. '] : []),
        { kind: 'choice', options, all, none, between },
      ],
      between: separatorOf(orders) ?? '\n',
      before: '',
      after: '',
      count: 0,
    };
  return { kind: 'choice', options, all, none, between, ...(json ? { json } : {}) };
}

/** A pair such as yes and no is chosen by what is asked; other values by the condition that stands beside them. */
const verdictOf = (brief: Brief, options: readonly Option[]): Form | undefined => {
  const verdict = readVerdict(brief.orders);
  return verdict === undefined ||
    isPair([verdict.yes, verdict.no].map((name) => ({ name, about: '' }))) ||
    options.length > 2
    ? undefined
    : verdict;
};
function letterOf(brief: Brief): Form | undefined {
  const lettered = EACH_LINE.test(brief.orders) ? [] : readLettered(brief.input);
  const offered =
    lettered.length > 2 &&
    (asksBare(brief.orders) ||
      brief.slot !== '' ||
      hasAny(`${brief.orders} ${brief.question}`, 'pick choose select which option answer correct right 选'));
  if (!LETTER.test(brief.orders) && !offered) return undefined;
  const options = lettered.length > 0 ? lettered : readLettered(brief.orders);
  if (options.length < 2) return undefined;
  return {
    kind: 'choice',
    options,
    all: /\bletters of all|\ball (?:the )?(?:right|correct|options)|several answers/i.test(brief.orders),
    none: '',
    between: /without spaces or commas|no spaces/i.test(brief.orders) ? '' : ', ',
  };
}

function numberOfScore(brief: Brief): Form | undefined {
  const words = `${brief.orders}\n${brief.slot}`;
  const range = rangeOf(words) ?? scaleOf(words);
  const bare =
    ONE_NUMBER.test(words) ||
    /\b(?:as|with|is|be) an? (?:\w+ )?(?:decimal|number|integer|percentage|fraction|float)\b|\bdigits?\b|\bnumeric\b|\bas a number\b/i.test(
      words,
    ) ||
    (wordsOf(words).length < 25 && /\b(?:stars?|rate|rating|score|scale|how \w+ is)\b/i.test(words)) ||
    (brief.slot !== '' && range !== undefined) ||
    hasAny(brief.slot, 'score rating number relevance grade');
  if (range === undefined || !bare || !SCORES.test(words)) return undefined;
  const decimal = range.decimal && !hasAny(words, 'integer whole');
  return {
    kind: 'slot',
    slot: { name: 'score', about: '', type: decimal ? 'number' : 'integer', min: range.min, max: range.max },
  };
}

/** "0 (unreadable) through 100 (native)". */
function scaleOf(text: string): ReturnType<typeof rangeOf> {
  const match = /(\d{1,4}) \([^()]{1,40}\) (?:through|to|until|bis|–|-) (\d{1,4})/.exec(text);
  return match === null ? undefined : { min: Number(match[1]), max: Number(match[2]), decimal: false };
}

const NUMBER_NOUNS = wordSet(WORDS.forms.formNumberNouns);

/** "Just the digits", "Only the number": an answer that is a number, without a scale. */
function bareNumber(brief: Brief): Form | undefined {
  const told = sentencesOf(brief.orders).some(
    (sentence) =>
      asksBare(sentence) &&
      !/^\W*if\b|\b(?!the|a|an|one|single|only|just|bare|whole|final|this|plain|any|no\b)\p{Ll}{4,} number\b/iu.test(
        sentence,
      ) &&
      wordsOf(sentence).length < 12 &&
      wordsOf(sentence).some((word) => NUMBER_NOUNS.has(word) && word !== 'value') &&
      !hasAny(sentence, 'lines line words word list items item letters letter'),
  );
  return told ? { kind: 'slot', slot: { name: 'answer', about: '', type: 'number' } } : undefined;
}

const textForm = (task: TextTask, limits: Limits): Form => ({ kind: 'text', task, limits });

/** Work on a given text comes before lists: its lines and numbers are the text's own. */
function transformOf(brief: Brief, limits: Limits): Form | undefined {
  const task = taskOf(brief);
  const plural = task === 'query' && countOf(brief.orders).most > 0;
  return !plural &&
    brief.results.length === 0 &&
    (task === 'cron' ||
      task === 'standalone' ||
      task === 'translation' ||
      task === 'mask' ||
      task === 'emoji' ||
      task === 'query')
    ? textForm(task, limits)
    : undefined;
}

/** What the last words of a shown form ask for, beyond the choice itself: "One word for the state; when it is broken, the part on the line below". */
export const hasSecondLine = (orders: string): boolean => hasAny(orders, WORDS.forms.readFormWords1);

/** Whether parts of a given text are wanted between signs that are shown: "wrap each harbor in <h>…</h>". */
const marksParts = (orders: string): boolean =>
  /\b(?:mark|wrap|tag|highlight|enclose|surround|annotate)\b[^\n]{0,30}\b(?:every|each|all|any)\b[^\n]{0,60}(?:<(\w+)>\s*(?:\.{3}|…|\w{0,12})\s*<\/\1>|(\*\*|__|==)\s?(?:\.{3}|…|\w{1,12})\s?\2|\[\[)/i.test(
    orders,
  );

/** Signs and words without one of which a prompt shows no form: plain questions are answered without looking for one. */
const SHOWS_FORM =
  /[{}<>|`"“”「«[\]#*\\]|[:：]\s|[\u3040-\u9fff]|\b(?:only|just|one|single|exactly|nothing|reply|respond|answer|return|output|print|say|echo|repeat|write|list|name|give|make|create|generate|suggest|count|rate|score|grade|classify|label|categor\w*|class|choose|pick|select|which|translate|summar\w*|shorten|condense|rewrite|rephrase|title|headline|commit|draw|diagram|regex|end|finish|quote|find|code|function|script|command|sql|json|yaml|csv|table|bullets?|numbered|steps?|plan|letters?|yes|true|mask|redact|emojis?|format|form|or|commas?|keywords?|tags?|hashtags?|extract|convert|rank|sort|sentences?|words?|lines?|standalone|self-contained|digits?|stars?|spam|done)\b/i;

const isPlain = (brief: Brief): boolean =>
  brief.shots.length === 0 &&
  brief.slot === '' &&
  brief.language === 'en' &&
  brief.segments.every(({ kind }) => kind === 'words') &&
  !SHOWS_FORM.test(brief.orders);

/**
 * The form that a request wants its answer in, read from what its prompt shows and says.
 *
 * @example readForm(readBrief({ model: 'gpt-5.1', messages: [{ role: 'user', content: 'Is it hot? Answer yes or no.' }] })).kind // 'choice'
 */
export function readForm(brief: Brief): Form {
  const wrap = readWrap(brief);
  if (wrap === undefined) return ended(readInner(brief), brief);
  const form = readInner(wrap.brief);
  const { before, after } = wrap;
  // What is told by its own signs has them already.
  return (form.kind === 'json' && wrap.outside !== true) ||
    form.kind === 'table' ||
    form.kind === 'template' ||
    form.kind === 'list' ||
    form.kind === 'action'
    ? form
    : { kind: 'wrapped', form, before, after, input: wrap.brief.input };
}

const IN_FENCE =
  /\b(?:in|inside|within|by) (?:a |one |an? \w+ )?(?:```|(?:fenced |triple[- ]backtick )?code (?:block|fence))/i;
const AT_END = /\b(?:end|finish|close|conclude|terminate)\b[^.\n]{0,40}\bwith\b|\bat the (?:very )?end\b/i;

/** Prose with the marker behind it that the orders want at the very end. */
function ended(form: Form, { orders, input }: Brief): Form {
  if ((form.kind === 'list' || form.kind === 'records' || form.kind === 'each') && IN_FENCE.test(orders))
    return { kind: 'wrapped', form, before: '```\n', after: '\n```', input };
  const mark = form.kind === 'text' && AT_END.test(orders) ? endMark(orders) : '';
  return mark === ''
    ? form
    : { kind: 'wrapped', form, before: '', after: `${mark.startsWith('#') ? ' ' : '\n'}${mark}`, input };
}

const MANUAL = 8000;
const REASONS_FIRST =
  /\b(?:first|begin|start|before)\b[^.\n]{0,80}\b(?:reason\w*|think\w*|explain\w*|explanation|analy\w+|step by step|thoughts?)\b/i;
const REPEATS = /\brepeat (?:(?:just|only) )?(?:the|your) (?:letter|answer|verdict|label|choice)\b/i;
const THEN = anyOf('then finally afterwards at_the_end last_line own_line new_line final_line');

/** A short answer behind the reasons for it: "First write out your reasoning, then print only Y or N on its own line." */
const withReasons = (form: Form | undefined, { orders }: Brief): Form | undefined =>
  form !== undefined && REASONS_FIRST.test(orders) && THEN.test(orders)
    ? {
        kind: 'template',
        parts: [
          { name: 'reasoning', about: '', type: 'string', limits: { sentences: 2 } },
          '\n\n',
          form,
          ...(REPEATS.test(orders) ? ['\n', form] : []),
        ],
      }
    : form;

function readInner(brief: Brief): Form {
  // The manual of an agent is about its work; its last words are what came of it.
  if (brief.results.length > 0 && Math.max(brief.system.length, brief.orders.length) > MANUAL)
    return textForm('answer', {});
  const done = doneWords(brief);
  if (done !== undefined) return { kind: 'exact', text: done };
  const scope = outOfScope(brief);
  if (scope !== undefined) return { kind: 'exact', text: scope };
  if (marksParts(brief.orders)) return textForm('mask', {});
  const analogy = readRule(brief) ?? readAnalogy(brief);
  if (analogy !== undefined) return analogy;
  const limits = limitsOf(brief.orders);
  const plain = brief.results.length > 0 ? undefined : readPlain(brief);
  if (plain !== undefined) return plain;
  // Plain talk shows no form: nothing of what follows can be found in it.
  if (isPlain(brief)) return (brief.results.length > 0 ? undefined : readList(brief)) ?? textForm('answer', limits);
  if (brief.orders === '' && brief.shots.length === 0)
    return readPlainJson(brief) ?? readList(brief) ?? textForm('answer', limitsOf(brief.asked.text.slice(0, 600)));
  const options = readOptions(brief);
  // What the user asked for first is what the tools have done: "edit the file" wants no code behind the edit.
  if (brief.results.length > 0)
    return (
      readMarkers(brief) ??
      readJsonForm(brief, false) ??
      readFinalLine(brief) ??
      readShown(brief) ??
      readLabelled(brief) ??
      readTags(brief) ??
      textForm('answer', limits)
    );
  return (
    (options.length < 2 &&
    countOf(brief.orders).most === 0 &&
    readLettered(brief.input).length === 0 &&
    !hasAny(brief.orders, 'json* yaml* csv')
      ? readTransform(brief)
      : undefined) ??
    (brief.system.includes('<<<<<<<') ? readEdit(brief) : undefined) ??
    (showsForm(brief) ? undefined : exactOf(brief, options)) ??
    readAction(brief) ??
    readMarkers(brief) ??
    readJsonForm(brief, false) ??
    readPlainJson(brief) ??
    readRecords(brief) ??
    readOrderForm(brief) ??
    readCommit(brief) ??
    readEdit(brief) ??
    readSql(brief) ??
    readDiagram(brief) ??
    readPattern(brief) ??
    readShown(brief) ??
    readLines(brief) ??
    readFinalLine(brief) ??
    readLabelled(brief) ??
    readPairs(brief) ??
    readBare(brief) ??
    readTags(brief) ??
    (hasAny(brief.orders, 'markdown_table csv tsv 表格') ? readTable(brief) : undefined) ??
    withReasons(letterOf(brief), brief) ??
    (writesCode(brief) ? readCode(brief) : undefined) ??
    withReasons(verdictOf(brief, options) ?? choiceOf(brief, options), brief) ??
    (/\bE\.?164\b/i.test(brief.orders) ? textForm('answer', {}) : undefined) ??
    numberOfScore(brief) ??
    bareNumber(brief) ??
    readTable(brief) ??
    transformOf(brief, limits) ??
    readList(brief) ??
    readCode(brief) ??
    textForm(brief.results.length > 0 ? 'answer' : taskOf(brief), limits)
  );
}
