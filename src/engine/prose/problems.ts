import type { Ask, Task } from '../understand/ask.ts';
import { tidyPhrase } from '../understand/topic.ts';
import { ERROR_NOTES } from './error-notes.ts';
import type { ErrorNote } from './error-notes.ts';
import { sentenceTarget } from './topical-english.ts';
import type { Voice } from './voice.ts';

type Problem = Extract<Task, { kind: 'problem' }>;

const noteOn = (problem: Problem, text: string): ErrorNote => {
  const told = problem.error === '' ? `${problem.what} ${text.slice(0, 300)}` : problem.error;
  const note = ERROR_NOTES.find(({ matches }) => matches.test(told)) ?? ERROR_NOTES.at(-1);
  if (note === undefined) throw new Error('Failed to explain an error: the list of notes is empty');
  return note;
};

/** How the error is called in a sentence: the message in code, or "a 500 error". */
function nameOf({ error }: Problem): string {
  if (/^\d{3}$/.test(error)) return `the ${error} error`;
  const plain = tidyPhrase(error);
  return /[:()'"]|^[A-Z]\w+(?:Error|Exception)|^E[A-Z]{4}/.test(error)
    ? `\`${error.replace(/[`\n]/g, ' ').slice(0, 120).trim()}\``
    : `the ${plain.replace(/^(?:an?|the) /i, '')} error`.replace(/(exception|error|fault|warning) error$/i, '$1');
}

const OPENINGS_TROUBLE: readonly string[] = [
  "[I'm sorry to hear that|Sorry about the trouble]. {Clause}, so let's [narrow it down|find out why]. {means}",
  "[Thanks for the report|Understood]: {clause}. [Let's go through the likely causes|Here is where I would look first].",
  '[That sounds frustrating|That can be annoying], but it can usually be [tracked down|fixed]. {means}',
];
const OPENINGS_ERROR: readonly string[] = [
  '[No worries, this can be fixed|Happy to help|This one is common]. About {name}{when}: {means}',
  "[Let's sort this out|Let's look at it]. You get {name}{when}. {means}",
];
const MEANINGS: readonly string[] = [
  'About {name}: {means}',
  '{means} That is what {name} [tells you|means].',
  '**What it means:** {means}',
];
const CAUSE_LEADS: readonly string[] = [
  '[Likely|Common|Typical] causes:',
  '[The usual suspects|Things to check]:',
  '**Likely causes**',
];
const ENDS: readonly string[] = [
  'Could you share the [relevant code|code around that line] and the full [error message|stack trace|log]?',
  'Please share the [relevant code|code around that line] and the full [error message|stack trace|log], so that I can be more specific.',
  'If that does not help, [send me|paste] the code and the [log|stack trace], and tell me which [version|environment] you use.',
];

/** Explains an error or a failure: what it means, likely causes, the way out with a line of code, and what else is needed. */
export function problem(task: Problem, ask: Ask, voice: Voice): string {
  const note = noteOn(task, ask.text);
  const when = task.when === '' ? '' : ` ${task.when.charAt(0).toLowerCase()}${task.when.slice(1)}`;
  const slots = { means: note.means, name: nameOf(task), when, clause: `${task.what}${when}` };
  const asksMeaning = /\bwhat (?:does|do|is|are)\b|\bmean|\bexplain\b/i.test(ask.text.slice(0, 400));
  const opening = voice.say(
    task.error !== ''
      ? asksMeaning
        ? MEANINGS
        : OPENINGS_ERROR
      : task.what === ''
        ? [OPENINGS_TROUBLE[2] ?? '']
        : OPENINGS_TROUBLE,
    slots,
  );
  const target = sentenceTarget(ask.wanted.length);
  if (target !== undefined) return `${opening} ${note.fix}.`;
  const causes = voice
    .sample(note.causes, voice.int(3, 4))
    .map((cause, at) => `${ask.wanted.format === 'numbered' ? `${at + 1}.` : '-'} ${cause}`);
  const fix = voice.say(
    ['**How to fix it:** {fix}.', '[To fix it|What to do]: {Fix}.', '{Fix}[.|, then work from there.]'],
    { fix: note.fix },
  );
  const hint = `\`\`\`${note.hint.language}\n${note.hint.code}\n\`\`\``;
  return [opening, `${voice.say(CAUSE_LEADS)}\n\n${causes.join('\n')}`, fix, hint, voice.say(ENDS)].join('\n\n');
}
