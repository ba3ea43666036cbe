import { roleOfLabel, type LabelRole } from './label.ts';
import { wordsOf } from './text.ts';

/** A place in a shown form that stands for something: `<score>`, `{name}`, `${name}`, `[why]`, `____`, `...`. */
export const HOLE: RegExp =
  /<[^<>\n]{1,160}>|\$\{?[A-Za-z_]\w{0,40}\}?|\{\{?[^{}\n]{1,120}\}\}?|\[[^\][\n]{2,160}\]|_{3,}|\.{3}|…|(?<=["'(])your [a-z][a-z ]{1,40}(?=["')])/u;
/** Words with a colon behind them, whatever stands around: `**Score**:`, `- Name:`, `FINAL ANSWER -`. */
export const SHOWN_LABEL: RegExp = /^(\s*(?:[-*•>]\s+)?\**[\p{L}][^:：\n<>{}[\]"“]{0,50}?\**\s?[:：]\**)[ \t]*(.*)$/u;
const HEAD = /^\s*(?:#{1,6}\s+\S|\*\*[^*\n]{1,60}\*\*:?\s*$|【[^】\n]{1,30}】\s*$)/;
const FENCE = /^\s*(?:```|~~~)/;
const ELEMENT = /^\s*<\/?[A-Za-z][\w-]{0,40}>/;
const LISTED = /^\s*(?:[-*•]|\d{1,2}[.)])\s|^\s*(?:\.{3}|…)/;
const JSON_START = /^\s*(?:[{[]\s*$|\{\s*["']|\[\s*[{"'])/;
/** Longest form that is read as one, in lines. */
const MAX_LINES = 80;

/** Labels of what is given: behind a form that has holes they are no more part of it. */
const GIVEN = new Set<LabelRole>(['question', 'options', 'material', 'history', 'tools', 'example']);

const isProse = (line: string): boolean => /[.!?。！？]\s*$/.test(line) && wordsOf(line).length > 4;

/** Whether a line may be part of a form: it has a hole, a label, a heading or an element. */
const isFormal = (line: string): boolean =>
  line.length < 400 &&
  (HEAD.test(line) ||
    ELEMENT.test(line) ||
    SHOWN_LABEL.test(line) ||
    (HOLE.test(line) && !(isProse(line) && /^\s*\p{Lu}\p{Ll}/u.test(line))));

/** Whether a label has its value in words rather than a hole. */
function isGiven(line: string, next: string): boolean {
  const [, name = '', value = ''] = SHOWN_LABEL.exec(line) ?? [];
  return name !== '' && !HOLE.test(value === '' ? next : value) && GIVEN.has(roleOfLabel(name));
}

/** A closing of a few short lines below a form, such as the end of a letter; it is the last of the text. */
function closingEnd(lines: readonly string[], from: number, end: number): number {
  const rest = lines.slice(from).filter((line) => line.trim() !== '');
  const closes =
    rest.length > 0 && rest.length < 4 && rest.every((line) => line.length < 40 && !/[.:?!]\s*$/.test(line));
  return closes && /,\s*$/.test(rest[0] ?? '') ? lines.length : end;
}

/**
 * Where the form ends that begins at a line behind words that announce it; `from` where none begins there. Behind a blank line
 * only what has a hole, a heading or an element goes on with it.
 */
export function shownEnd(lines: readonly string[], from: number): number {
  const first = lines[from] ?? '';
  if (!isFormal(first) || JSON_START.test(first) || /^\s*\|/.test(first)) return from;
  let end = from;
  let awaits = false;
  let holed = false;
  for (let at = from; at < Math.min(lines.length, from + MAX_LINES); at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      const next = lines[at + 1] ?? '';
      const labelled = SHOWN_LABEL.test(next) && HOLE.test(lines[at + 2] ?? '');
      if (!HEAD.test(next) && !ELEMENT.test(next) && !labelled && !(HOLE.test(next) && isFormal(next))) {
        end = holed ? closingEnd(lines, at + 1, end) : end;
        break;
      }
      continue;
    }
    if (FENCE.test(line)) return from;
    if (!isFormal(line) && !(awaits && !SHOWN_LABEL.test(line)) && !LISTED.test(line)) break;
    if (holed && isGiven(line, lines[at + 1] ?? '')) break;
    if (JSON_START.test(line)) return from;
    awaits =
      (SHOWN_LABEL.exec(line)?.[2] ?? 'x') === '' || HEAD.test(line) || (ELEMENT.test(line) && !line.includes('</'));
    holed ||= HOLE.test(line);
    end = at + 1;
  }
  // A label alone is no form: "Output format: plain text".
  const shown = lines.slice(from, end);
  return shown.some((line) => HOLE.test(line) || ELEMENT.test(line) || HEAD.test(line)) || shown.length > 1
    ? end
    : from;
}
