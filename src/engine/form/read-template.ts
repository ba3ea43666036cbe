import type { Brief } from '../read/brief.ts';
import { sentencesOf } from '../read/text.ts';
import type { Form, Option, Slot, TemplatePart } from './form.ts';
import { explained } from './read-shown.ts';
import { quotedValues, slotOfHint } from './read-hint.ts';
import { anyOf, hasAny } from '../has-words.ts';
import { WORDS } from '../words.ts';

/** Options that the orders list for a slot that only names them: "<letter>" below "Rate the berth A, B, C or D". */
const withOrders = (slot: Slot, letters: readonly Option[]): Slot =>
  hasAny(slot.about, 'letter') && letters.length > 1 ? { ...slot, options: letters } : slot;

/** Single letters that the orders list: "A, B or C", "one of ABC". */
export function lettersOf(orders: string): readonly Option[] {
  const explained = sentencesOf(orders)
    .map((sentence) => quotedValues(sentence).filter(({ name, about }) => /^[A-Z]$/.test(name) && about !== ''))
    .find((options) => options.length > 1);
  return explained ?? listedLetters(orders).map((name) => ({ name, about: '' }));
}

function listedLetters(orders: string): readonly string[] {
  const joined = /\bone of (?:the letters )?["'`]?([A-Z]{2,9})["'`]?(?![\p{L}])/u.exec(orders)?.[1];
  if (joined !== undefined && new Set(joined).size === joined.length) return [...joined];
  const listed =
    /(?<![\p{L}])["'`(]?([A-Z])["'`)]?(?:\s?[,/|]\s?["'`(]?[A-Z]["'`)]?|,?\s(?:or|and)\s["'`(]?[A-Z]["'`)]?(?![\p{L}])){1,9}/u.exec(
      orders,
    )?.[0];
  return listed === undefined ? [] : [...listed.matchAll(/(?<![\p{L}])[A-Z](?![\p{L}])/gu)].map(([letter]) => letter);
}

const LAST_LINE = anyOf(WORDS.forms.readTemplateLastLine);
const RESULT_LINE =
  /\b(?:last|next|final|second|following|separate|new) line\b[^.\n]{0,30}\b(?:only|just|nothing but|alone)\b[^.\n]{0,20}\b(?:result|answer|number|value|total|sum|name)\b/i;
const ALONE = anyOf(WORDS.forms.readTemplateAlone);
const QUOTED = /"([^"\n]{2,60})"|“([^”\n]{2,60})”|`([^`\n]{2,60})`|(?<![\p{L}\p{N}])'([^'\n]{2,60})'(?!\p{L})/gu;
const HOLE =
  /^(.*?)(<[^<>]+>|\$\{?[A-Za-z_]+\}?|\{\{?[^{}]*\}?\}|\[\[?[^[\]]+\]\]?|(?<=[:=]\s?)[A-Z]{1,3}|(?<=[:=#]\s{0,2})\d+|(?<=[:=]\s?)\.{3}|(?<=\s)[NXYZ](?=\W?$))(.*)$/;
const MARKED = /(\\boxed|####|(?<=\b(?:marks|like|between|as|wrap)\b[^*]{0,20})\*\*[a-z][a-z ]*\*\*|\[\[[a-z]+\]\])/i;

function partsOfSkeleton(skeleton: string, letters: readonly Option[]): readonly TemplatePart[] | undefined {
  const match = HOLE.exec(skeleton);
  if (match === null) {
    if (/[:#]\s?$/.test(skeleton))
      return [
        skeleton.endsWith(' ') ? skeleton : `${skeleton} `,
        /^\W*(?:sources?|references?|citations?|cited)\W*$/i.test(skeleton)
          ? { name: 'sources', about: '', type: 'string' }
          : { name: 'answer', about: '', type: 'any' },
      ];
    return undefined;
  }
  const [, before = '', hole = '', after = ''] = match;
  const several = skeleton.split(/(<[^<>]+>)/).filter((part) => part !== '');
  if (several.filter((part) => part.startsWith('<')).length > 1)
    return several.map((part) => (part.startsWith('<') ? slotOfHint(part.slice(1, -1), '') : part));
  if (before === '' && after === '' && !hole.startsWith('[[')) return undefined;
  const name =
    /\b(?:answer|result|solution|total)\b/i.exec(before)?.[0].toLowerCase() ??
    (before.replaceAll(/[^\p{L} ]/gu, '').trim() || 'answer');
  const hint = /^[A-Z]{1,3}$|^\d+$|^\.{3}$/.test(hole) ? (/^(?:N|X|\d+)$/.test(hole) ? 'number' : '') : hole;
  const double = /^\[\[([^[\]]+)\]\]$/.exec(hole);
  const example = /^\d/.test(double?.[1] ?? '');
  const slot = withOrders(
    slotOfHint(example && name === 'answer' ? 'rating' : name, example ? 'number' : (double?.[1] ?? hint)),
    letters,
  );
  return double === null
    ? [before, slot, after]
    : [`${before}[[`, example ? slot : { ...slot, name: double[1] ?? name }, `]]${after}`];
}

function markedParts(orders: string): readonly TemplatePart[] | undefined {
  const mark = MARKED.exec(orders)?.[1];
  const slot: Slot = { name: 'answer', about: '', type: 'any' };
  if (mark === undefined) return /four hash|hash signs/i.test(orders) ? ['#### ', slot] : undefined;
  if (mark === '\\boxed') return ['\\boxed{', slot, '}'];
  if (mark.startsWith('#')) return ['#### ', slot];
  if (mark.startsWith('**'))
    return ['**', { name: mark.replaceAll('*', ''), about: mark.replaceAll('*', ''), type: 'string' }, '**'];
  return undefined;
}

/** "VERDICT: PASS or VERDICT: FAIL": alternatives behind the same label. */
function alternatives(sentence: string): readonly TemplatePart[] | undefined {
  const [whole, label = '', first = ''] =
    /(?<![\p{L}])(\p{Lu}[\p{L} ]{1,20}: ?)["'`]?(\p{Lu}[\p{Lu}_]*|\w{1,20})["'`]?,?\s(?:(?:or|and|\/)\s)?["'`]?(?=\1)/u.exec(
      sentence,
    ) ?? [];
  if (whole === undefined) return undefined;
  const names = [...sentence.matchAll(new RegExp(`${label}["'\`]?([\\w-]{1,24})`, 'gu'))].map(
    (match) => match[1] ?? '',
  );
  return first === '' || names.length < 2
    ? undefined
    : [
        label,
        {
          name: label.replace(/\W+$/, ''),
          about: '',
          type: 'string',
          options: names.map((name) => ({ name, about: '' })),
        },
      ];
}

/** "the number of the best choice": one of those that labels number, "Choice 1:". */
function numberOfLabel(slot: Slot, { segments }: Brief): Slot {
  const noun = /\b(?:id|number|index|digit) of (?:the |that )?(?:\w+ ){0,2}?(\w+)\W*$/i
    .exec(slot.about)?.[1]
    ?.toLowerCase();
  const options = segments.flatMap(({ label, text }): Option[] => {
    const [, name = '', number] = /^(.+?)[ _#-]{0,3}(\d{1,3})$/.exec(label) ?? [];
    return number !== undefined && name.toLowerCase() === noun ? [{ name: number, about: text }] : [];
  });
  return options.length > 1 ? { ...slot, type: 'string', options } : slot;
}

/** A line with a hole that a sentence quotes: `Close with the line "Depth: <number>"`. */
export function readFinalLine(brief: Brief): Form | undefined {
  const letters = lettersOf(brief.orders);
  for (const sentence of sentencesOf(brief.orders)) {
    if (/^\s*[{[]|\bheader\b|\bheading\b/i.test(sentence)) continue;
    const choices = [...sentence.matchAll(/\[\[([A-Z])\]\]/g)].map((match) => match[1] ?? '');
    const chosen: readonly TemplatePart[] | undefined =
      choices.length > 1
        ? [
            '[[',
            { name: 'verdict', about: '', type: 'string', options: choices.map((name) => ({ name, about: '' })) },
            ']]',
          ]
        : undefined;
    // The last quotation that has a hole is the line: others are examples, or what may stand in the hole.
    const quotations = [...sentence.matchAll(QUOTED)].map((match) => match.slice(1).find(Boolean) ?? '');
    const raw = quotations.findLast((text) => partsOfSkeleton(text, letters) !== undefined) ?? '';
    const parts =
      chosen ??
      alternatives(sentence) ??
      partsOfSkeleton(raw, letters)?.map((part) =>
        typeof part === 'string' || 'kind' in part ? part : numberOfLabel(explained(part, [sentence]), brief),
      ) ??
      markedParts(sentence) ??
      (RESULT_LINE.test(sentence)
        ? [numberOfLabel({ name: 'answer', about: sentence.replace(/\W+$/, ''), type: 'any' }, brief)].map((slot) =>
            slot.options === undefined ? { ...slot, about: 'only the value' } : slot,
          )
        : undefined);
    if (parts === undefined) continue;
    const last = LAST_LINE.test(sentence) || LAST_LINE.test(brief.orders);
    const labelledHole = (HOLE.test(raw) && /[:：]\s/.test(raw)) || alternatives(sentence) !== undefined;
    if (
      !last &&
      !labelledHole &&
      !ALONE.test(sentence) &&
      !MARKED.test(sentence) &&
      !hasAny(sentence, 'format notation like put form')
    )
      continue;
    if (STARTS.test(sentence))
      return { kind: 'template', parts: [...parts, '\n\n', { kind: 'text', task: 'answer', limits: {} }] };
    const reasoned = RESULT_LINE.test(sentence) || (last && !hasAny(sentence, 'entire whole only'));
    return {
      kind: 'template',
      parts: reasoned
        ? [{ name: 'reasoning', about: '', type: 'string', limits: { sentences: 2 } }, '\n', ...parts]
        : parts,
    };
  }
  return undefined;
}

const STARTS = /\b(?:start|begin)\w*\b[^.\n]{0,20}\bwith (?:a |the |one )?line\b/i;

const MARKER = /\[\[ ?## ?([\w ]+?) ?## ?\]\]/g;

/** Sections that stand behind markers of their own: `[[ ## answer ## ]]`. */
export function readMarkers(brief: Brief): Form | undefined {
  const given = new Set(
    [...brief.asked.text.matchAll(MARKER)]
      .filter(
        (match) =>
          /\S/.test(brief.asked.text.slice(match.index + match[0].length, match.index + match[0].length + 3)) &&
          !brief.asked.text.startsWith('`', match.index + match[0].length),
      )
      .map((match) => match[1] ?? ''),
  );
  const all = [...new Set([...`${brief.system}\n${brief.asked.text}`.matchAll(MARKER)].map((match) => match[1] ?? ''))];
  const wanted = all.filter((name) => !given.has(name));
  if (wanted.length === 0) return undefined;
  const parts = wanted.flatMap((name, at): TemplatePart[] => {
    const head = `${at > 0 ? '\n\n' : ''}[[ ## ${name} ## ]]`;
    return name === 'completed' ? [head] : [`${head}\n`, slotOfHint(name, fieldType(brief.system, name))];
  });
  return { kind: 'template', parts };
}

/** What the list of output fields says of one: "1. `answer` (str)". */
const fieldType = (system: string, name: string): string =>
  new RegExp(`\`${name}\`\\s*\\(([^()\\n]{1,60})\\)(?::\\s*([^\\n]{0,200}))?`)
    .exec(system)
    ?.slice(1)
    .filter(Boolean)
    .join(' ')
    .replace(/^str\b\s*/, '') ?? '';
