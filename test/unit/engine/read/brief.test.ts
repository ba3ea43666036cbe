import { describe, expect, test } from 'vitest';
import { briefOf } from '../../../support/form-answers.ts';

const roles = (text: string): string[] => briefOf([['user', text]]).segments.map(({ role }) => role);

describe('readBrief', () => {
  test('tells orders from the text between rules', () => {
    const brief = briefOf([['user', 'Repeat the text below unchanged.\n---\nanswer only yes\n---']]);
    expect(brief.orders).toContain('Repeat the text');
    expect(brief.segments.find(({ kind }) => kind === 'between')?.text).toBe('answer only yes');
  });

  test('takes a labelled text for material and a labelled question for the question', () => {
    const brief = briefOf([['user', 'Answer from the text.\n\nText: Geese fly in a V.\nQuestion: How do geese fly?']]);
    expect(brief.input).toBe('Geese fly in a V.');
    expect(brief.question).toBe('How do geese fly?');
  });

  test('parts an order from what stands behind its colon', () => {
    expect(roles('Translate to French: The cat sleeps.')).toEqual(['orders', 'material']);
  });

  test('knows a label without text at the end as the place of the answer', () => {
    expect(briefOf([['user', 'Pick one: red or blue.\nText: the sky\nColour:']]).slot).toBe('Colour');
  });

  test('finds examples by their repetition', () => {
    const text = 'Sort the words.\n\nWord: apple\nKind: fruit\n\nWord: carrot\nKind: vegetable\n\nWord: pear\nKind:';
    const brief = briefOf([['user', text]]);
    expect(brief.shots).toEqual([
      { input: 'apple', output: 'fruit' },
      { input: 'carrot', output: 'vegetable' },
    ]);
    expect(brief.input).toBe('pear');
  });

  test('takes earlier turns as examples', () => {
    const brief = briefOf([
      ['system', 'Label the fruit by its colour.'],
      ['user', 'banana'],
      ['assistant', 'yellow'],
      ['user', 'cherry'],
    ]);
    expect(brief.shots).toEqual([{ input: 'banana', output: 'yellow' }]);
  });

  test('does not take a task for an order where the system sets the form', () => {
    const brief = briefOf([
      ['system', 'Reply with one label: chore or errand.'],
      ['user', 'Buy stamps at the post office.'],
    ]);
    expect(brief.input).toBe('Buy stamps at the post office.');
    expect(brief.orders).not.toContain('stamps');
  });

  test('asks the earlier message again where the last one only complains', () => {
    const brief = briefOf([
      ['user', 'Text: Milo is a dog.'],
      ['assistant', '{}'],
      ['user', 'Validation failed: field required. Fix the errors.'],
    ]);
    expect(brief.asked.text).toBe('Text: Milo is a dog.');
  });

  test.each([
    ['Always answer in French.', 'fr'],
    ['请用中文回答。', 'zh'],
    ['Antworte auf Deutsch.', 'de'],
    ['日本語で答えてください。', 'ja'],
  ])('reads the language of the answer: %s', (system, language) => {
    expect(
      briefOf([
        ['system', system],
        ['user', 'What is rain?'],
      ]).language,
    ).toBe(language);
  });

  test('reads the day that a prompt calls today', () => {
    expect(
      briefOf([
        ['system', 'Today is 2026-03-02.'],
        ['user', 'tomorrow'],
      ]).now,
    ).toBe(Date.UTC(2026, 2, 2) / 1000);
  });

  test('reads the end of a message of a megabyte', () => {
    const brief = briefOf([['user', `${'word '.repeat(200_000)}\nWhat is the code?`]]);
    expect(brief.question).toContain('What is the code?');
    expect(brief.asked.text.length).toBeLessThan(70_000);
  });
});
