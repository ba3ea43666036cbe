import { describe, expect, it } from 'vitest';
import { readWanted } from '../../../../src/engine/understand/wanted.ts';

describe('readWanted', () => {
  it.each([
    ['Explain rain in two sentences', { unit: 'sentences', count: 2 }],
    ['Write 500 words about rain', { unit: 'words', count: 500 }],
    ['Write a 500-word essay', { unit: 'words', count: 500 }],
    ['write 10 lines of random text', { unit: 'lines', count: 10 }],
    ['Write three paragraphs', { unit: 'paragraphs', count: 3 }],
    ['用三句话解释', { unit: 'sentences', count: 3 }],
    ['Explain briefly', { unit: 'brief' }],
    ['Explain rain in detail', { unit: 'detailed' }],
    ['What is a word embedding?', { unit: 'normal' }],
    ['Tell me about rain', { unit: 'normal' }],
  ])('reads the length of %j', (text, length) => {
    expect(readWanted(text, '').length).toEqual(length);
  });

  it.each([
    'What is 2+2? Reply with just the number.',
    'Is it? Answer with yes or no',
    'In one word: what is it?',
    '只回答数字',
  ])('takes %j for a wish for the bare answer', (text) => {
    expect(readWanted(text, '').bare).toBe(true);
  });

  it.each([
    ['Answer with bullet points', 'bullets'],
    ['Give it as a markdown table', 'table'],
    ['No markdown please', 'plain'],
    ['Use a numbered list', 'numbered'],
  ])('reads the format of %j', (text, format) => {
    expect(readWanted(text, '').format).toBe(format);
  });

  it('prefers the wishes of the user to those of the system message', () => {
    const wanted = readWanted('Explain rain in three sentences', 'Be brief. Do not use emojis.');
    expect(wanted).toMatchObject({ length: { unit: 'sentences', count: 3 }, emoji: false });
  });
});
