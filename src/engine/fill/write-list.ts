import { namedIn } from './annotate.ts';
import type { ItemKind, Limits, ListForm } from '../form/form.ts';
import { thingsOf, wantsHashtags } from '../form/read-list.ts';
import { capitalize, isHan, oneLine, sentencesOf, termsOf, withoutEnd, wordsOf } from '../read/text.ts';
import { thingOf } from './fill-slot.ts';
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
    case 'keyword': {
      const tag = wantsHashtags(brief.orders);
      const words = keywordsOf(brief.input === brief.asked.text ? topic : brief.input, count).map((word) =>
        tag ? `#${word}` : word,
      );
      return words.length >= count || words.length > 0 ? words : bank('queries');
    }
    case 'variant':
      return variantsOf(brief.question, count);
    case 'question':
      return distinct(bank('questions'), count, (at) => `${withoutEnd(more(at))}?`);
    case 'query':
      return distinct(bank('queries'), count, more).map((line) => line.toLowerCase());
    case 'step':
      return distinct(bank('steps'), count, more);
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

/** "Extract every city from the text": all that the text names of a kind. */
const EVERY =
  /\b(?:extract|find|list|name|give|collect|pick out)\b[^.\n]{0,20}\b(?:every|all|each|the)\b[^.\n]{0,20}\b(?:cit(?:y|ies)|towns?|villages?|places?|people|persons?|names?|countr(?:y|ies)|dates?|e-?mails?|numbers?|locations?)\b/i;

/** A list in its form: items with their marks, and what stands before and after. */
export function writeList(form: ListForm, scene: Scene): string {
  const { brief } = scene;
  const named = EVERY.test(brief.orders) ? namedIn(brief.input, brief.orders) : [];
  const listed =
    named.length > 0
      ? [...new Set(named)]
      : form.item === 'thing' && form.thing === ''
        ? fromMaterial(scene, form.most)
        : undefined;
  const wanted =
    form.most === 0 ? 3 : form.least === form.most ? form.most : Math.min(form.most, Math.max(form.least, 3));
  const items = listed ?? listItems(form.item, form.thing, wanted, scene, form.limits);
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
