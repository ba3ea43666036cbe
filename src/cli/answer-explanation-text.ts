import type { AnswerExplanation, ValueSource } from '../mock/answer-explanation.ts';
import type { Paint } from '../verify/reporters/paint.ts';
import { printableLine } from '../verify/reporters/printable.ts';
import { wrap } from '../verify/reporters/wrap.ts';

/** Columns of the names on the left. */
const LEFT = 20;
/** Characters of a text that are shown; `--json` has all. */
const SHOWN = 160;

const short = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)} …` : text);

function originOf({ from, message, author, excerpt = '' }: ValueSource): string {
  if (from === 'written' || message === undefined) return 'written by the mock';
  return `${from} from message ${message} (${author}): "${short(excerpt)}"`;
}

/** An explanation for the terminal. @param width its columns */
export function answerExplanationText(
  { asked, language, form, segments, sources }: AnswerExplanation,
  paint: Paint,
  width: number,
): string {
  const row = (left: string, text: string): string => {
    const name = printableLine(left);
    // A long name has a line of its own.
    const head = name.length < LEFT - 2 ? name.padEnd(LEFT - 2) : `${name}\n${' '.repeat(LEFT - 2)}`;
    return `  ${head}${wrap(printableLine(text), width, LEFT)}`;
  };
  return [
    paint('bold', 'What was read'),
    ...segments.map(({ message, author, role, kind, label, text }) =>
      row(
        `${message} ${author} ${role}`,
        `${kind === 'words' ? '' : `(${kind}${label === '' ? '' : ` ${label}`}) `}${short(text.replaceAll(/\s+/g, ' '))}`,
      ),
    ),
    '',
    paint('bold', 'What is answered'),
    row('to message', String(asked)),
    row('language', language),
    row('form', form),
    '',
    paint('bold', 'Where it comes from'),
    ...sources.flatMap((source) => [row(source.place, short(source.value)), row('', originOf(source))]),
  ].join('\n');
}
