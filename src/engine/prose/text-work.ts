import type { Ask, PickedOut, Task } from '../understand/ask.ts';
import { shorten } from '../understand/extract.ts';
import { capitalise, joinWords } from './english.ts';
import type { Voice } from './voice.ts';

type Classify = Extract<Task, { kind: 'classify' }>;
type Rewrite = Extract<Task, { kind: 'rewrite' }>;

/** Whether only the result is wanted: asked for in so many words, or by instructions that make a classifier of the assistant. */
const resultOnly = (ask: Ask): boolean =>
  ask.wanted.bare ||
  (ask.wanted.length.unit === 'words' && ask.wanted.length.count <= 3) ||
  /\b(?:only|just)\b[^.\n]{0,60}\b(?:the )?(?:label|category|categories|sentiment|class|result|keywords?|emails?|corrected|rewritten|text|version|one of|number|score|rating)\b|\b(?:only|just) (?:respond|reply|answer|output|return)\b|\b(?:respond|reply|answer|output|return)(?: with)? (?:only|just)\b|只(?:需|要)?(?:回答|回复|输出|返回|给出)/i.test(
    `${ask.text.slice(0, 1500)}\n${ask.system.slice(0, 1500)}`,
  );

const CLASSIFIED: readonly string[] = [
  '{Label}',
  '**{Label}**',
  'The {about} [of the text|] is **{label}**.',
  '{About}: {label}',
  '[I would classify this as|This is best classified as] **{label}**.',
];
const CLASSIFIED_ZH: readonly string[] = [
  '{label}',
  '**{label}**',
  '{about}：{label}',
  '这段文字的{about}是**{label}**。',
];
const ABOUT_ZH: Readonly<Record<string, string>> = {
  sentiment: '情感',
  category: '类别',
  rating: '评分',
  emotion: '情绪',
};

/** The label, alone where an app is going to parse it, in a sentence now and then where a person asked. Labels keep their letters. */
export function classified({ items, about }: Classify, ask: Ask, voice: Voice): string {
  const [only] = items;
  if (items.length > 1)
    return items
      .map(({ text, label }, at) =>
        resultOnly(ask) ? `${at + 1}. ${label}` : `${at + 1}. ${shorten(text, 60)} → **${label}**`,
      )
      .join('\n');
  const label = only?.label ?? '';
  if (resultOnly(ask)) return label;
  if (/^(?:yes|no|true|false)$/i.test(label))
    return voice.say(['{label}.', '**{label}**', '{label}, as far as I can tell.'], { label });
  if (ask.language === 'zh') return voice.say(CLASSIFIED_ZH, { label, about: ABOUT_ZH[about] ?? about });
  // A capital would change a label that the user spelt in small letters; templates that begin with it are for words in any case.
  return voice
    .say(CLASSIFIED, { label, about: about.replace(/s$/, '') })
    .replace(capitalise(label), label)
    .replace(/ {2}/g, ' ');
}

const REWRITTEN: Readonly<Record<Rewrite['how'], readonly string[]>> = {
  grammar: [
    '{result}',
    "[Here's|Here is] the corrected [version|text]:\n\n{result}",
    '**Corrected:** {result}',
    '[The corrected sentence is|Corrected]: "{result}"',
  ],
  polite: ['{result}', "[Here's|Here is] a more polite version:\n\n{result}", '[You could say|How about]: "{result}"'],
  formal: ['{result}', "[Here's|Here is] a more [formal|professional] version:\n\n{result}"],
  casual: ['{result}', "[Here's|Here is] a more casual version:\n\n{result}"],
  shorter: ['{result}', '[In short|Briefly]: {result}'],
  simpler: ['{result}', '[In simpler words|Put simply]: {result}'],
  anew: [
    '{result}',
    "[Here's|Here is] another way to [put|say] it:\n\n{result}",
    '[You could write|A rephrased version]: "{result}"',
  ],
  longer: ['{result}', "[Here's|Here is] a longer version:\n\n{result}"],
};
const UNCHANGED: readonly string[] = [
  'The [text|sentence] [is already correct|looks correct to me]: "{result}"',
  '[No corrections needed|I found no mistakes]: "{result}"',
];

/** The text put anew, with a word of introduction or without. */
export function rewritten({ how, text, result }: Rewrite, ask: Ask, voice: Voice): string {
  if (resultOnly(ask)) return result;
  if (ask.language === 'zh') return voice.say(['{result}', '[修改后|改写如下]：\n\n{result}'], { result });
  return voice.say(how === 'grammar' && text.trim() === result ? UNCHANGED : REWRITTEN[how], { result });
}

const NAMES: Readonly<Record<PickedOut['what'], string>> = {
  keywords: 'keywords',
  emails: 'email addresses',
  urls: 'links',
  phones: 'phone numbers',
  dates: 'dates',
  names: 'names',
  numbers: 'numbers',
  prices: 'amounts',
  hashtags: 'hashtags',
  actions: 'action items',
};

/** What was picked out: a row, a list, or a list for each kind. */
export function extracted({ found }: Extract<Task, { kind: 'extract' }>, ask: Ask, voice: Voice): string {
  const [first] = found;
  if (found.length === 1 && first !== undefined) {
    const { what, values } = first;
    if (values.length === 0)
      return ask.language === 'zh'
        ? '没有找到相关内容。'
        : voice.say('[I found no|There are no] {what} in the text.', { what: NAMES[what] });
    const row = values.join(', ');
    const list = values.map((value) => `- ${value}`).join('\n');
    if (resultOnly(ask) || /comma/.test(ask.text.slice(0, 400))) return row;
    if (ask.language === 'zh') return voice.say(['{row}', '{list}'], { row: values.join('，'), list });
    return voice.say(
      ['{row}', '{list}', '[Here are|These are] the {what} [in|from] the text:\n\n{list}', '**{What}:** {row}'],
      { row, list, what: NAMES[what] },
    );
  }
  return found
    .map(({ what, values }) => `- **${capitalise(NAMES[what])}**: ${values.length === 0 ? 'none' : joinWords(values)}`)
    .join('\n');
}
