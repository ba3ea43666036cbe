import { namedIn } from './annotate.ts';
import type { ItemKind, Limits, ListForm } from '../form/form.ts';
import { thingsOf, wantsHashtags } from '../form/read-list.ts';
import { capitalize, isHan, oneLine, sentencesOf, termsOf, withoutEnd, wordsOf } from '../read/text.ts';
import { thingOf } from './fill-slot.ts';
import { rank } from './rank.ts';
import { recordsOf } from './records.ts';
import type { Scene } from './scene.ts';
import { cutWords, fitLimits, keywordsOf, mainSentences, plainText } from './shorten.ts';
import { clearTopic, topicOf, topicOfText } from './topic.ts';
import { voiceOf } from './voice.ts';
import { hasAny } from '../has-words.ts';
import { WORDS } from '../words.ts';

const VARIANTS = WORDS.fill.variants.map((row) => {
  const [heads = '', forms = ''] = row.split(' => ');
  return { heads: heads.split('|'), forms: forms.split(' | ') };
});

/** Other wordings of a question. */
export function variantsOf(question: string, count: number): readonly string[] {
  const plain = withoutEnd(oneLine(question));
  const lower = plain.toLowerCase();
  const at = VARIANTS.find(({ heads }) => heads.some((head) => head === '' || lower.startsWith(`${head} `)));
  const head = at?.heads.find((one) => one === '' || lower.startsWith(`${one} `)) ?? '';
  const rest = plain.slice(head.length).trim();
  const lines = (at?.forms ?? []).map((form) => `${capitalize(form.replace('$1', () => rest))}?`);
  return lines.length >= count
    ? lines.slice(0, count)
    : [...lines, ...lines.map((line) => `${withoutEnd(line)}, in other words?`)].slice(0, count);
}

/** Fills up with numbered copies where the grammar has too few different lines. */
function distinct(lines: readonly string[], count: number, more: (at: number) => string): readonly string[] {
  const seen = new Map<string, string>();
  for (const line of lines) if (!seen.has(line.toLowerCase())) seen.set(line.toLowerCase(), line);
  for (let at = 0; seen.size < count && at < count * 3; at++) seen.set(more(at).toLowerCase(), more(at));
  return [...seen.values()].slice(0, count);
}

const isTalk = (scene: Scene): boolean =>
  scene.brief.segments.some(({ role, author }) => (role === 'material' || role === 'history') && author === 'user');

/** Orders for the tasks that a text tells, and sentences that tell one. */
const TASKS = /\b(?:action items?|to-?dos?|tasks?|assignments?|next steps)\b/i;
const TASK = /\b(?:will|must|should|shall|has to|have to|needs? to|is to|agreed to|promised to)\b/i;

/** So many keywords of a text, pairs of them where it has fewer; tags have their sign. */
function keywords(text: string, count: number, scene: Scene): readonly string[] {
  const tag = wantsHashtags(scene.brief.orders);
  const words = keywordsOf(text, count).map((word) => (tag ? `#${word}` : word));
  const [first = ''] = words;
  if (words.length === 0) return voiceOf(scene).lines('queries', count, { topic: text, words: text });
  return tag ? words : distinct(words, count, (at) => `${first} ${words[at + 1] ?? at + 1}`);
}

const tasksTold = (scene: Scene): readonly string[] =>
  isTalk(scene) && TASKS.test(scene.brief.orders)
    ? sentencesOf(plainText(scene.brief.input)).filter((sentence) => TASK.test(sentence))
    : [];

/** So many different items of a kind, taken from the material where it has them. */
export function listItems(
  kind: ItemKind,
  thing: string,
  count: number,
  scene: Scene,
  limits: Limits,
): readonly string[] {
  const { brief } = scene;
  const voice = voiceOf(scene);
  const topic =
    clearTopic(brief) ??
    (isTalk(scene) && kind !== 'variant' ? topicOfText(brief.input) || topicOf(brief) : topicOf(brief));
  const slots = { topic, words: topic };
  const short = limits.words ?? Infinity;
  const bank = (name: string): readonly string[] => voice.lines(name, count, slots);
  const more = (at: number): string => `${capitalize(cutWords(topic, Math.max(2, short - 2)))} (${at + 1})`;
  switch (kind) {
    case 'thing':
      return thing === '' ? fromMaterial(scene, count) : thingsOf(thing).slice(0, count);
    case 'keyword':
      return keywords(brief.input === brief.asked.text && !isTalk(scene) ? topic : brief.input, count, scene);
    case 'variant':
      return variantsOf(brief.question, count);
    case 'question':
      return distinct(bank('questions'), count, (at) => `${withoutEnd(more(at))}?`);
    case 'query':
      return distinct(bank('queries'), count, more).map((line) => line.toLowerCase());
    case 'step': {
      const told = tasksTold(scene);
      return told.length > 0 ? told : distinct(bank('steps'), count, more);
    }
    case 'sentence': {
      if (!isTalk(scene)) return distinct(bank('points'), count, more);
      const plain = plainText(brief.input);
      const main = mainSentences(plain, count);
      const parts =
        main.length >= count ? main : [...main, ...main.flatMap((sentence) => sentence.split(/,\s+|\s{1,64}and\s+/))];
      return distinct(parts.map(oneLine), count, more);
    }
    default:
      if (thing !== '' && clearTopic(brief) === undefined)
        return /names?$/.test(thing)
          ? distinct(
              [1, 2, 3].flatMap(() => voice.lines('name', count, slots)),
              count,
              more,
            )
          : Array.from({ length: count }, (_, at) => `${capitalize(thing)} ${at + 1}`);
      return distinct(
        bank(brief.language === 'en' || brief.language === 'zh' ? pointsOf(brief.orders) : 'points'),
        count,
        more,
      );
  }
}

/** The bank of points for what is counted: what speaks for a thing, what against it, what to do. */
const pointsOf = (orders: string): string =>
  hasAny(orders, WORDS.fill.writeListWords1)
    ? 'benefits'
    : hasAny(orders, WORDS.fill.writeListWords2)
      ? 'risks'
      : 'points';

/** What the material lists: "eggs, rice, tea". */
function fromMaterial({ brief }: Scene, count: number): readonly string[] {
  const counted = hasAny(brief.orders, 'without_quantities without_amounts no_quantities names_only')
    ? recordsOf(brief, 'items', ['name'], 1).map(({ text }) => thingOf(text))
    : [];
  const records = counted.length > 0 ? counted : recordsOf(brief, 'items', [], 0).map(({ text }) => text);
  const members =
    records.length > 0
      ? records
      : withoutEnd(plainText(brief.input))
          .split(/\s{0,64}[,;\n、]\s*|\s{1,64}and\s+/)
          .filter((part) => part !== '');
  return count > 0 ? members.slice(0, count) : members;
}

/** "Turn them into a list": the items are what is given. */
const INTO =
  /\b(?:turn|convert|put|format|make|rewrite|transform|change)\b[^.\n]{0,30}\b(?:them|these|this|it|notes?|items|lines|text|list)\b[^.\n]{0,20}\b(?:as|in|into|to)\b/i;
/** "Extract every city from the text": all that the text names of a kind. */
const EVERY =
  /\b(?:extract|find|list|name|give|collect|pick out|return|output|print|get|show)\b[^.\n]{0,20}\b(?:every|all|each|the)\b[^.\n]{0,20}\b(?:cit(?:y|ies)|towns?|villages?|places?|people|persons?|names?|countr(?:y|ies)|dates?|e-?mails?|numbers?|locations?)\b/i;

/** Paths that the material lists, those that bear on the rest of it first. */
function chosenPaths({ brief }: Scene, most: number): readonly string[] {
  const lines = brief.input.split('\n').map((line) => line.trim());
  const paths = lines.filter((line) => /^(?:[\w.-]{1,64}\/){1,12}[\w.-]{1,80}$/.test(line));
  const query = termsOf(lines.filter((line) => !paths.includes(line)).join(' '));
  const fitting = rank(paths, (path) => path.replaceAll(/[/._-]/g, ' '), query).filter(
    ({ score }, at) => at === 0 || score > 0,
  );
  return paths.length < 2 ? [] : fitting.map(({ item }) => item).slice(0, most || undefined);
}

/** A list in its form: items with their marks, and what stands before and after. */
export function writeList(form: ListForm, scene: Scene): string {
  const { brief } = scene;
  const named = EVERY.test(brief.orders) ? namedIn(brief.input, brief.orders) : [];
  const turned =
    isTalk(scene) && INTO.test(brief.orders) && form.thing === ''
      ? fromMaterial(scene, form.least === form.most ? form.most : 0)
      : [];
  const listed =
    turned.length > 1
      ? turned
      : named.length > 0
        ? [...new Set(named)]
        : form.item === 'thing' && form.thing === ''
          ? fromMaterial(scene, form.most)
          : undefined;
  const paths =
    listed === undefined && hasAny(brief.orders, 'file files path paths') ? chosenPaths(scene, form.most) : [];
  const wanted =
    form.most === 0 ? 3 : form.least === form.most ? form.most : Math.min(form.most, Math.max(form.least, 3));
  const items = paths.length > 0 ? paths : (listed ?? listItems(form.item, form.thing, wanted, scene, form.limits));
  const fitted = items.map((item) => {
    const text =
      form.limits.words === undefined && form.limits.characters === undefined
        ? item
        : fitLimits(item, { ...form.limits });
    const plain =
      form.between === '\n' || form.between === '\n\n'
        ? text
        : withoutEnd(text).replaceAll(form.between.trim() || ',', '');
    return form.lowerCase ? plain.toLowerCase() : plain;
  });
  const marked = fitted.map((item, at) => markOf(form.mark, at, item));
  const body = marked.join(form.between === '\n' ? '\n' : form.between);
  const head = form.before === '' ? '' : `${form.before}\n`;
  const foot = form.after === '' ? '' : `\n${form.after}`;
  return `${head}${isHan(brief.orders) && form.between === ', ' ? marked.join('，') : body}${foot}`;
}

function markOf(mark: string, at: number, item: string): string {
  if (mark === '') return item;
  if (/^<\w+>$/.test(mark)) return `${mark}${item}</${mark.slice(1)}`;
  if (mark === '#') return `#${item.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '')}`;
  if (/\s$/.test(mark)) return `${mark}${item}`;
  const [, label, end] = /^(\p{L}.*?)1([.):]?)$/u.exec(mark) ?? [];
  if (label !== undefined) return `${label}${at + 1}${end} ${item}`;
  if (mark.startsWith('1')) return `${at + 1}${mark.slice(1)} ${item}`;
  return `${mark} ${item}`;
}

/** Facts that a text tells, each as a short phrase. */
export function factsOf(text: string): readonly string[] {
  return sentencesOf(plainText(text))
    .flatMap((sentence) => sentence.split(/,\s+(?:and\s+)?|\s{1,64}and\s+(?=(?:i|my|he|she|we|they|the)\b)|;\s+/i))
    .map((clause) => withoutEnd(oneLine(clause.replace(/^(?:input|user|text)\s*:\s*/i, ''))))
    .filter(
      (clause) =>
        wordsOf(clause).length > 2 && termsOf(clause).size > 1 && !/^(?:hi|hello|hey|thanks|thank you)\b/i.test(clause),
    )
    .map((clause) =>
      capitalize(
        clause
          .replace(/^(?:i am|i'm)\s+/i, 'Is ')
          .replace(/^my\s+/i, '')
          .replace(/^i\s+/i, ''),
      ),
    );
}
