// Proves src/engine/understand/, src/engine/prose/: work on a given text.
import { describe, expect, it } from 'vitest';
import { correctGrammar } from '../../../../src/engine/understand/grammar.ts';
import { pickOut } from '../../../../src/engine/understand/pick-out.ts';
import { readTextWork } from '../../../../src/engine/understand/read-text-work.ts';
import { restyle } from '../../../../src/engine/understand/restyle.ts';

describe('readTextWork', () => {
  it.each([
    ['Fix the grammar: he go to school', 'He goes to school.'],
    ['Correct this sentence: "She don\'t like apples"', "She doesn't like apples."],
    ['Rewrite politely: Send me the report now.', 'Could you please send me the report as soon as you can?'],
    ['Make this more formal: hey guys, thanks for the help', 'Hello everyone, Thank you for the help.'],
  ])('does %j', (text, result) => {
    expect(readTextWork(text)?.task).toMatchObject({ kind: 'rewrite', result });
  });

  it.each([
    ['Extract all email addresses from this text: write to bob@example.com', 'emails', ['bob@example.com']],
    ['Extract the dates from: We met on 2024-05-01 and on 3 June 2025.', 'dates', ['2024-05-01', '3 June 2025']],
    ['Extract the names: Ana Silva met Bob in Paris.', 'names', ['Ana Silva', 'Bob', 'Paris']],
  ])('picks out what %j asks for', (text, what, values) => {
    expect(readTextWork(text)?.task).toEqual({ kind: 'extract', found: [{ what, values }] });
  });

  it('leaves requests without a text alone', () => {
    expect(readTextWork('Help me improve my writing')).toBeUndefined();
  });
});

describe('correctGrammar', () => {
  it.each([
    ['i has a apple', 'I have an apple.'],
    ['they was late', 'They were late.'],
    ['she can go', 'She can go.'],
    ['it makes him go', 'It makes him go.'],
    ['yesterday i go to the store', 'Yesterday I went to the store.'],
    ['The bus is late.', 'The bus is late.'],
  ])('turns %j into %j', (text, corrected) => {
    expect(correctGrammar(text)).toBe(corrected);
  });
});

describe('pickOut', () => {
  it('finds the words that matter', () => {
    const words = pickOut('Our new phone has an amazing camera and a long battery life', 'keywords');
    expect(words).toEqual(expect.arrayContaining(['camera', 'battery life']));
  });
});

describe('restyle', () => {
  it('drops what says nothing from a text that is to be shorter', () => {
    expect(restyle('I actually really like it (a lot).', 'shorter')).toBe('I like it.');
  });

  it('does not read again what it put in', () => {
    expect(restyle('A big dog and a large cat.', 'anew')).toBe('A large dog and a big cat.');
  });
});
