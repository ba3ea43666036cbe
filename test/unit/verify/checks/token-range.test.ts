import { describe, expect, it } from 'vitest';
import { anyVocabulary, isWithin } from '../../../../src/verify/checks/token-range.ts';
import { tokenizer } from '../../../support/tokenizer.ts';

const range = (text: string): ReturnType<typeof anyVocabulary> => anyVocabulary(text, { tokenizer, marks: 8 });

describe('tokens in a vocabulary that nobody told', () => {
  it('are no more than bytes and marks, and no fewer than half of those of o200k', () => {
    expect(range('The quick brown fox jumps over the lazy dog.')).toEqual({ least: 5, most: 44 + 8 });
    expect(range('你好 🌍').most).toBe(6 + 1 + 4 + 8);
    expect(range('')).toEqual({ least: 0, most: 8 });
  });

  it('include both ends', () => {
    const { least, most } = range('The quick brown fox jumps over the lazy dog.');
    expect([least - 1, least, most, most + 1].map((count) => isWithin(count, { least, most }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  // Counts that services told of their own answers, none of which was made with o200k.
  it.each([
    ['Hello! How can I assist you today?', 8],
    ['The capital of France is ', 6],
    [
      'Why did the Opentelemetry developer go broke?\n\nBecause every time they tried to trace their expenses, they ended up with a 500 Internal Server Error!',
      31,
    ],
  ])('have what was recorded in them: %s', (text, told) => {
    expect(isWithin(told, range(text))).toBe(true);
  });
});
