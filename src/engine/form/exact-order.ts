import { unquote } from '../read/quotation.ts';
import { numberOf, wordsOf as allWords } from '../read/text.ts';
import { hasAny } from '../has-words.ts';

const wordsOf = (text: string, limit: number): readonly string[] => allWords(text).slice(0, limit);

/** Longest beginning in which an order ends, in UTF-16 units. */
const HEAD_LIMIT = 200;
const WORD_LIMIT = 40;

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const VERBS = setOf(
  'reply respond answer return output write print say send type echo repeat copy reproduce give state quote',
);
/** Verbs that by themselves ask for the words given. */
const REPEATS = setOf('echo repeat copy reproduce quote');
/** Politeness and such, before the verb. */
const BEFORE = setOf(
  'please now ok okay just simply only then and you must should can could would will i want need to your task job is finally next',
);
/** Every other word that an order to say something word for word may hold. */
const AROUND = setOf(
  'back to me us with using in by of the a an this that these those it is as for after before ' +
    'following below next given exact exactly only just precisely literally verbatim word words letter letters character characters digit digits ' +
    'text texts string strings phrase sentence line lines message token tokens number value content symbol symbols emoji ' +
    'one two three four five six seven eight nine ten single same and or nothing else more but do not dont any anything other no add adding ' +
    'include including change changes changing modify modifying without extra additional quote quotes quotation marks mark punctuation ' +
    'explanation explanations comment comments commentary formatting markdown preamble unchanged alone written shown first ' +
    'here your reply answer response output must should be consist consisting contain containing out loud once',
);
/** Words that make clear that what follows is to be said as it is. */
const STRICT = setOf('exactly only just precisely literally verbatim nothing exact unchanged alone');
/** Words that point at what follows: to say this is to repeat it, to answer this is not. */
const POINTING = setOf('this following same below');
const ANSWERS = setOf('answer respond reply');
const UNITS = /^(?:words?|letters?|characters?|digits?|numbers?|tokens?)$/;

type Unit = 'words' | 'number' | 'sign';

/** What the words before the text to be said tell. */
interface Head {
  readonly repeats: boolean;
  readonly answers: boolean;
  /** How many words or signs the answer has, where that is told. */
  readonly amount: number | undefined;
  readonly unit: Unit | undefined;
}

function readHead(head: string): Head | undefined {
  const words = wordsOf(head.toLowerCase().replaceAll(/['’]/g, ''), WORD_LIMIT);
  const verb = words.findIndex((word) => !BEFORE.has(word));
  const first = words[verb];
  if (first === undefined || !VERBS.has(first) || words.length >= WORD_LIMIT) return undefined;
  const rest = words.slice(verb + 1);
  if (!rest.every((word) => AROUND.has(word) || /^\d{1,2}$/.test(word))) return undefined;
  const answers = ANSWERS.has(first);
  // "Reply to this message: …" brings along what is to be answered.
  if (answers && /\bto (?:the |this|that|these|those|it)/.test(rest.join(' '))) return undefined;
  const at = rest.findIndex((word, place) => UNITS.test(word) && amountBefore(rest, place) !== undefined);
  const unit = at < 0 ? undefined : unitOf(rest[at] ?? '');
  const repeats = REPEATS.has(first);
  const clear =
    unit !== undefined ||
    words.some((word) => STRICT.has(word)) ||
    (!answers && rest.some((word) => POINTING.has(word))) ||
    /\bthe (?:\w+ )?words?$/.test(rest.join(' '));
  if (!repeats && !clear) return undefined;
  return { repeats, answers, amount: at < 0 ? undefined : amountBefore(rest, at), unit };
}

function unitOf(word: string): Unit {
  if (/^(?:words?|tokens?)$/.test(word)) return 'words';
  return /^numbers?$/.test(word) ? 'number' : 'sign';
}

/** "exactly one word", "a single letter", "the number": how many; `undefined` where the words leave it open. */
function amountBefore(words: readonly string[], unit: number): number | undefined {
  const word = words[unit - 1] ?? '';
  if (word === 'a' || word === 'an') return undefined;
  const named = /^(?:number|digit|letter|character)$/.test(words[unit] ?? '');
  return numberOf(word) ?? (named ? 1 : undefined);
}

/** Alternatives and placeholders are a choice to be made, not a text to be said. */
const CHOICE = /^(?:[^\s,/|]{1,30}(?:,? or |, | \/ |\/|\|)){1,12}(?:or )?[^\s/|]{1,30}$|^[<[{(][^\n]{1,60}[>\]})]$/i;

/** Whether what follows an order is the text that it speaks of, and not a question or a choice. */
function isText(text: string, head: Head): boolean {
  if (text === '') return false;
  if (head.repeats) return true;
  if (CHOICE.test(text.replace(/[.!]$/, '')) && !/^["'“‘`]/.test(text)) return false;
  const question = /[?？]\s*$/.test(text);
  if (head.unit === undefined) return !(question && head.answers);
  if (question) return false;
  return fits(
    unquote(text)
      .trim()
      .replace(/[.。]$/, ''),
    head.unit,
    head.amount ?? 1,
  );
}

function fits(text: string, unit: Unit, amount: number): boolean {
  switch (unit) {
    case 'words':
      return text.split(/\s+/).length === amount;
    case 'number':
      return /^[-+]?\d[\d.,]*%?$/.test(text);
    case 'sign':
      return [...text.replaceAll(/[\s,]/g, '')].length === amount;
    default:
      return unit satisfies never;
  }
}

/** Remarks behind a text that are no part of it: "… and nothing else", "…, no punctuation". */
const TAIL =
  /(?:[.;,!]\s*|\s{1,64}[-–—]\s*|\s{0,64}\(|\s{1,64})(?:and |with )?(?:nothing (?:else|more)|(?:please )?(?:do not|don't|dont) (?:add|include|write|say|output|use) (?:anything|any|other|more)\b[^.\n]{0,60}|no (?:other|extra|additional|further|punctuation|quotes?|quotation|explanations?|commentary|preamble)\b[^.:\n]{0,40}|without (?:any |adding )*(?:quotes?|quotation|punctuation|explanations?|commentary|anything|other|extra|additional|formatting)\b[^.:\n]{0,40})[.)!]*$/i;
/** Likewise behind a single word. */
const WORD_TAIL = /^(\S{1,60}?),? (?:only|alone|verbatim|exactly|by itself|on its own|please)[.!]?$/i;

/** A text without the remarks on how to say it. */
export function withoutRemarks(text: string): string {
  let plain = text;
  for (let turn = 0; turn < 3; turn++) {
    const shorter = plain.replace(TAIL, '').trimEnd();
    if (shorter === '' || shorter === plain) break;
    plain = shorter;
  }
  return WORD_TAIL.exec(plain)?.[1] ?? plain;
}

/** "SAFE." asks for SAFE, while a whole sentence keeps its full stop. */
export const withoutStop = (text: string): string => (/^[^\s.]+[.。]$/.test(text) ? text.slice(0, -1) : text);

/** What is to be said, where an order and the text stand apart: by a colon, by a line break, or, after a number of words, by a comma. */
export function readOrder(text: string): { readonly text: string | undefined } | undefined {
  const start = text.slice(0, HEAD_LIMIT);
  const mark = /[:：\n]/.exec(start);
  const found = mark === null ? undefined : orderAt(text, mark.index);
  if (found !== undefined) return found;
  const comma = /,\s|\s[-–—]\s/.exec(start);
  const counted = comma === null ? undefined : orderAt(text, comma.index);
  return counted?.text === undefined || readHead(start.slice(0, comma?.index))?.unit === undefined
    ? undefined
    : counted;
}

function orderAt(text: string, at: number): { readonly text: string | undefined } | undefined {
  const head = readHead(text.slice(0, at));
  if (head === undefined) return undefined;
  const rest = text
    .slice(at + 1)
    .replace(/^\s?[:：–—-]?\s*/, '')
    .trimEnd();
  if (!isText(rest, head)) return { text: undefined };
  if (head.repeats) return { text: unquote(rest) };
  const said = withoutRemarks(rest);
  const plain = unquote(said);
  return { text: plain === said && said === rest ? withoutStop(said) : plain };
}

const ZH_HEAD =
  /^(?:请|麻烦|帮我|你|现在|务必|必须){0,4}(?:只|仅|仅仅|只需|只要|只能|原样|原封不动地?|逐字|一字不差地?|一字不改地?|准确地?|严格|完全|精确地?|直接|用|以|地|照样){0,5}(?:(?:(?:一|两|二|三|\d)(?:个|句)?)?(?:词|字|单词|数字|话|句话)(?:来)?)?(?:回复|回答|输出|重复|复述|返回|写|打印|复制|抄写|(?:跟|对)我(?:说|念)|说)(?:一遍|一次|出来?|给我|我|下)?(?:这|那|下面|以下|如下|后面|接下来)?(?:的|这)?(?:一|两|二|三|四|五|\d{1,2})?(?:个|句|段)?(?:单词|词语?|字符串|字|数字|句子|话|文字|文本|内容)?(?:[，,、]?(?:而且|并且|并)?(?:不要|别|无需|不能|不得|请勿)(?:再)?(?:输出|添加|加|写|说|有|回复|带|改动|修改|包含)?(?:任何|其他|其它|别的|多余|的){0,3}(?:内容|文字|东西|字|解释|话|标点)?|[，,]?(?:除此之外|其他|其它)(?:什么)?(?:都|也)?(?:不要|别)(?:再)?(?:说|写|输出|回复)?){0,3}\s?[:：\n]\s?/;
const ZH_QUOTED =
  /^(?:请|麻烦)?(?:只|仅|直接)?(?:需|要)?(?:回复|回答|输出|返回|说|重复)(?:一遍)?(?:单词|词语?|字|文字|文本)?\s?["“「『]([^"”」』\n]{1,300})["”」』](?:这?(?:[一两二三四五六七八九十\d]{1,2})?个?(?:字|词|单词)|这句话)?(?:即可|就行了?|就好了?|就可以了?)?[，,]?(?:(?:不要|别)[^。\n]{0,20})?[。.!！]?$/;

/** The same in Chinese: 「请只回复一个词：pong」, 「只回复“收到”两个字」. */
export function readChineseOrder(text: string): string | undefined {
  const quoted = ZH_QUOTED.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  const head = ZH_HEAD.exec(text.slice(0, HEAD_LIMIT))?.[0];
  if (head === undefined) return undefined;
  const rest = text.slice(head.length).trimEnd();
  const oneWord = /(?:一|1)个?(?:词|字|单词|数字)/.test(head);
  if (rest === '' || (oneWord && (/[?？]$/.test(rest) || /\s/.test(rest) || rest.length > 40))) return undefined;
  const plain = unquote(rest);
  return plain === rest && !hasAny(head, '重复 复述 复制 抄写') ? withoutStop(plain) : plain;
}
