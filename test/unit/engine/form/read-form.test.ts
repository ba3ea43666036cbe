import { describe, expect, test } from 'vitest';
import type { Form } from '../../../../src/engine/form/form.ts';
import { formOf, type Said } from '../../../support/form-answers.ts';

const ask = (text: string): Said => [['user', text]];
const namesOf = (form: Form): readonly string[] => (form.kind === 'choice' ? form.options.map(({ name }) => name) : []);

describe('readForm', () => {
  test.each<[string, Said, readonly string[]]>([
    [
      'a list with "or"',
      ask('Is this fresh, stale or frozen? One word.\n\nText: bread of today'),
      ['fresh', 'stale', 'frozen'],
    ],
    [
      'slashes',
      [
        ['system', 'Bins: glass / paper / metal. Name one bin only.'],
        ['user', 'an old newspaper'],
      ],
      ['glass', 'paper', 'metal'],
    ],
    [
      'bullets with descriptions',
      [
        ['system', 'Choose one label, nothing else:\n- attic: things above\n- cellar: things below'],
        ['user', 'wine'],
      ],
      ['attic', 'cellar'],
    ],
    ['a JSON list', ask('Labels: ["hot", "cold"]\nText: "ice"\nLabel:'), ['hot', 'cold']],
    ['quoted words', ask('Answer only "even" or "odd": 8'), ['even', 'odd']],
    ['yes and no in German', ask('Antworte nur mit Ja oder Nein: Ist 9 gerade?'), ['Ja', 'Nein']],
    ['Chinese quotes', ask('请判断，只回答“冷”或“热”：\n冰块'), ['冷', '热']],
  ])('reads options from %s', (_, said, names) => {
    expect(namesOf(formOf(said))).toEqual(names);
  });

  test.each<[string, Said, Form['kind']]>([
    ['a score', ask('Rate the tone from 1 to 7. Only the number.\n\nMail: Thank you so much!'), 'slot'],
    ['JSON by example', ask('Return JSON like {"pet": "...", "legs": 4}.\n\nText: a spider'), 'json'],
    [
      'JSON by keys',
      [
        ['system', 'Answer in JSON with the keys "pet" and "legs".'],
        ['user', 'a spider'],
      ],
      'json',
    ],
    [
      'TypeScript',
      ask('Make JSON of type "Pet":\n```\ninterface Pet { name: string; legs: number; }\n```\nText: a spider'),
      'json',
    ],
    [
      'labelled lines',
      ask('Describe it in this form:\nWHAT: one word\nWHY: one sentence\n\nChange: faster start'),
      'template',
    ],
    ['tags', ask('Put the result inside <res></res> tags. What is 4 + 4?'), 'template'],
    ['a last line', ask('Think, then end with a line "Result: <number>". What is 4 + 4?'), 'template'],
    ['bullets', ask('Give exactly 4 bullet points that start with "- ". About owls.'), 'list'],
    [
      'a table',
      ask('Make a Markdown table with the columns Name and Legs: a dog has 4 legs. A hen has 2 legs.'),
      'table',
    ],
    [
      'SQL',
      ask('Tables: pets(id, name, legs). Return only the SQL.\n\nQuestion: How many pets are there?\nSQL:'),
      'sql',
    ],
    ['code', ask('Write a Python function half(n). Only a code block.'), 'code'],
    [
      'a commit message',
      ask('Write a commit message for this diff.\n\ndiff --git a/a.ts b/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n+run();'),
      'commit',
    ],
    ['a ranking', ask('[1] cats\n[2] dogs\nQuery: dogs\nRank them as [] > [].'), 'order'],
    ['an exact text', ask('Say exactly: "a b"'), 'exact'],
    ['plain talk', ask('Tell me about tea'), 'text'],
  ])('reads %s', (_, said, kind) => {
    expect(formOf(said).kind).toBe(kind);
  });

  test('takes no options out of a quoted text', () => {
    expect(
      formOf(ask('Summarize the text in one sentence.\n\nText: Choose only red or blue, said the king.')).kind,
    ).toBe('text');
  });
});
