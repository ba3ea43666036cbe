import type { Groups, Reading } from './reading.ts';
import { readNumber } from './wanted.ts';

const LIST_OF =
  /\b(\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|a dozen|a couple of|a few|some|several)\b (?:of (?:the )?)?((?:[\w'-]+ ){0,5}?[\w'-]+)(?= (?:for|about|of|in|on|to|with|that|which|who|from|you|i|using|without|as)\b|[.,!?:;\n]|$)([^.!?\n]{0,60})/i;

function listCount(word: string): number {
  const lower = word.toLowerCase();
  if (lower === 'a dozen') return 12;
  if (lower === 'a couple of') return 2;
  if (lower === 'a few' || lower === 'some' || lower === 'several') return 4;
  return readNumber(lower) ?? 3;
}

export function readList(_: Groups, text: string): Reading | undefined {
  const match = LIST_OF.exec(text.slice(0, 300));
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  // "a 500 words essay", "in two sentences", "10 lines of text" give a length, not a list.
  if (
    /^(?:words?|sentences?|paragraphs?|lines?|minutes?|hours?|years?|seconds?|days?|times|or|of|and|more|short|detail|characters?)\b/i.test(
      match[2],
    )
  )
    return undefined;
  const of = `${match[2]}${match[3] ?? ''}`.trim();
  return { task: { kind: 'list', count: Math.max(1, Math.min(listCount(match[1]), 100)), of }, topic: of };
}

export function readPlainList(match: Groups): Reading | undefined {
  const whole = match[1]?.trim() ?? '';
  const one = /^an? /i.test(whole);
  const of = whole.replace(/^an? /i, '');
  return of === '' ? undefined : { task: { kind: 'list', count: one ? 1 : 0, of }, topic: of };
}
