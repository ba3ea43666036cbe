// Proves src/engine/form, src/engine/fill.
import { describe, expect, test } from 'vitest';
import { optionRuns } from '../../../../src/engine/form/option-runs.ts';
import { readVerdict } from '../../../../src/engine/form/read-verdict.ts';
import { sayTo, type Said } from '../../../support/form-answers.ts';
import { findSpelled, spelledNumber } from '../../../../src/engine/values/spelled-numbers.ts';
import { writeCron } from '../../../../src/engine/fill/write-cron.ts';

const names = (text: string): readonly string[] => optionRuns(text).map(({ name }) => name);
const told = (system: string, user: string): Said => [
  ['system', system],
  ['user', user],
];

describe('options by their shape', () => {
  test.each([
    ['Zulässige Antworten: Hafen, Markt, Brücke.', ['Hafen', 'Markt', 'Brücke']],
    ['Mark the note "hot" or "cold".', ['hot', 'cold']],
    ['LOW, MID or TOP is what counts.', ['LOW', 'MID', 'TOP']],
    ['Pick lamp | chair | table for it.', ['Pick lamp', 'chair', 'table for it']],
    ['Give <yes/> or <no/>.', ['<yes/>', '<no/>']],
  ])('reads %j', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test('takes no columns of a table for options', () => {
    expect(names('A table with | City | Rain |.')).toEqual([]);
  });
});

describe('readVerdict', () => {
  test.each([
    ['Write 7 if the note names a fruit, otherwise 3.', '7', '3'],
    ['If the mail speaks of a refund, reply "loop"; else reply "stop".', 'loop', 'stop'],
    ['Give <in/> when the text has the word "tram", and <out/> if not.', '<in/>', '<out/>'],
  ])('reads both values of %j', (orders, yes, no) => {
    expect(readVerdict(orders)).toMatchObject({ yes, no });
  });
});

describe('spelled numbers', () => {
  test.each([
    ['four hundred and seven', 407],
    ['ninety-six', 96],
    ['two thousand and twelve', 2012],
  ])('reads %j', (text, value) => {
    expect(spelledNumber(text)).toBe(value);
  });

  test('reads halves with their unit', () => {
    expect(findSpelled('for half an hour').at(0)?.value).toBe(0.5);
    expect(findSpelled('a mile and a half').at(0)?.value).toBe(1.5);
  });
});

describe('writeCron', () => {
  test.each([
    ['every monday and friday at 7:45', '45 7 * * 1,5'],
    ['on working days at 6 pm', '0 18 * * 1-5'],
    ['every 20 minutes', '*/20 * * * *'],
    ['on the 3rd of each month at midnight', '0 0 3 * *'],
  ])('writes %j', (words, cron) => {
    expect(writeCron(words)).toBe(cron);
  });
});

describe('answers in the form that is shown', () => {
  test.each<[string, Said, string]>([
    ['sorts given lines', told('Sort the names alphabetically, one per line.', 'Uma, Bo, Kai'), 'Bo\nKai\nUma'],
    ['turns a text into capitals', told('Print the text below in upper case.', 'wet paint'), 'WET PAINT'],
    [
      'keeps the rows that a condition wants',
      told('Print the rows whose seats is 0, as CSV with the same header.', 'room,seats\nred,4\nblue,0'),
      'room,seats\nblue,0',
    ],
    [
      'answers out of a cell',
      told(
        'Output only the value of the cell that answers.',
        '| boat | pier |\n|---|---|\n| Iris | 4 |\n| Nora | 9 |\n\nWhich pier is the boat Nora at?',
      ),
      '9',
    ],
    [
      'gives the corrected value',
      [
        ['user', 'My gate is 12.'],
        ['assistant', 'Noted.'],
        ['user', 'Sorry, I meant 21, not 12.'],
        ['assistant', 'Changed.'],
        ['user', 'Which gate is mine? Just the digits.'],
      ],
      '21',
    ],
    [
      'writes a line for every name',
      told(
        'Extract these slots, one per line as slot: value, value none if not given: origin, destination.',
        'A bus from Mill Lane to the harbour',
      ),
      'origin: Mill Lane\ndestination: harbour',
    ],
    [
      'writes a record for every fact',
      told('Write every fact as (subject | relation | object), one per line.', 'Ola paints boats.'),
      '(Ola | paints | boats)',
    ],
    [
      'makes an object of labelled lines',
      told('Convert the form to JSON with snake_case keys; numbers as numbers.', 'Last name: Berg\nShoe size: 41'),
      '{\n  "last_name": "Berg",\n  "shoe_size": 41\n}',
    ],
    [
      'keeps to its matter',
      told(
        'You help only with questions on chess. For any other topic reply exactly: NOT_MINE',
        'How do I bake rye bread?',
      ),
      'NOT_MINE',
    ],
  ])('%s', (_, messages, expected) => {
    expect(sayTo(messages)).toBe(expected);
  });
});
