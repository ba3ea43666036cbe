import type { Span } from './find-secrets.ts';

/** A part of a text, and what is to stand in its place. */
export interface Redaction extends Span {
  readonly mark: string;
}

/** A text in which parts are replaced. */
export interface Redacted {
  readonly text: string;
  /** Where an index of the old text is in the new one; what was inside of a replaced part is behind its mark. */
  at(index: number): number;
}

/** Puts overlapping redactions together; of two marks the first in the list wins. */
function merged(redactions: readonly Redaction[], marks: readonly string[]): readonly Redaction[] {
  const result: Redaction[] = [];
  for (const next of redactions.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (!last || next.start >= last.end) {
      result.push(next);
      continue;
    }
    const mark = marks.find((one) => one === last.mark || one === next.mark) ?? last.mark;
    result[result.length - 1] = { start: last.start, end: Math.max(last.end, next.end), mark };
  }
  return result;
}

/**
 * Replaces parts of a text.
 *
 * @param marks in order of rank, for where parts overlap
 * @example
 * redactSpans('a secret', [{ start: 2, end: 8, mark: '[key]' }], ['[key]']).text; // 'a [key]'
 */
export function redactSpans(text: string, redactions: readonly Redaction[], marks: readonly string[]): Redacted {
  const parts = merged(redactions, marks);
  const pieces: string[] = [];
  let end = 0;
  for (const part of parts) {
    pieces.push(text.slice(end, part.start), part.mark);
    ({ end } = part);
  }
  pieces.push(text.slice(end));
  return {
    text: pieces.join(''),
    at: (index) => {
      let shift = 0;
      for (const part of parts) {
        if (part.start >= index) break;
        shift += part.mark.length - (part.end - part.start);
        if (part.end > index) return part.end + shift;
      }
      return index + shift;
    },
  };
}
