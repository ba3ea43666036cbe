import { describe, expect, test } from 'vitest';
import { sayTo, type Said } from '../../../support/form-answers.ts';

const ask = (text: string): Said => [['user', text]];

describe('fillForm', () => {
  test.each<[string, Said, string]>([
    [
      'an option by its description',
      [
        ['system', 'Reply with the queue only.\n- GARDEN: plants, lawns, hedges\n- POOL: water, chlorine'],
        ['user', 'My hedges need a cut.'],
      ],
      'GARDEN',
    ],
    ['a feeling', ask('Sentiment, one of [good, bad]. Only the label.\n\nReview: Terrible soup, I hate it.'), 'bad'],
    [
      'yes for a thing that is mentioned',
      ask('Does the text mention a boat? Answer yes or no.\nText: The boat left at six.'),
      'yes',
    ],
    [
      'no for a thing that is not',
      ask('Does the text mention a plane? Answer yes or no.\nText: The boat left at six.'),
      'no',
    ],
    ['the letter of a sum', ask('Reply with one letter.\nWhat is 8 + 9?\nA. 16\nB. 17\nC. 18'), 'B'],
    [
      'an unknown answer in the words of the caller',
      [
        [
          'system',
          'Answer from the notes. If they do not have it, say exactly: NO IDEA\n\nNotes:\nThe gate opens at nine.',
        ],
        ['user', 'Who owns the mill?'],
      ],
      'NO IDEA',
    ],
    [
      'what was said before',
      [
        ['user', 'My bike is teal.'],
        ['assistant', 'Nice.'],
        ['user', 'Which colour is my bike? One word.'],
      ],
      'teal',
    ],
    ['a conversion', ask('How many minutes are 4 hours? Output the number only.'), '240'],
    ['a problem in words', ask('Tom has 7 nuts and gets 5 more. How many nuts has he? Only the number.'), '12'],
    ['a row of numbers', ask('Count from 3 to 6, separated by spaces. Write nothing else.'), '3 4 5 6'],
  ])('answers with %s', (_, said, answer) => {
    expect(sayTo(said)).toBe(answer);
  });

  test('fills JSON from the text, with null for what is missing', () => {
    const said = ask(
      'Extract name, email and phone as JSON with keys name, email, phone (null if missing).\n\nText: Write to Ines Roth at ines@example.org.',
    );
    expect(JSON.parse(sayTo(said))).toEqual({ name: 'Ines Roth', email: 'ines@example.org', phone: null });
  });

  test('cuts the text into records for the rows of a table', () => {
    const said = ask(
      'Turn this into CSV with the columns item,qty and a header line. CSV only.\n\n3 lamps and 2 desks',
    );
    expect(sayTo(said)).toBe('item,qty\nlamps,3\ndesks,2');
  });

  test('answers from the passage that bears on the question, with its number', () => {
    const said = ask('[1] Moss likes shade.\n[2] Ferns need water.\n\nWhat do ferns need? Cite like [1].');
    expect(sayTo(said)).toBe('Ferns need water [2].');
  });

  test('copies lines of a shown file letter for letter', () => {
    const said: Said = [
      ['system', 'Answer with a SEARCH/REPLACE block:\n\nfile\n<<<<<<< SEARCH\nold\n=======\nnew\n>>>>>>> REPLACE'],
      ['user', 'app.ini\n```\nport = 80\nhost = a\n```\n\nChange 80 to 81.'],
    ];
    expect(sayTo(said)).toBe('app.ini\n<<<<<<< SEARCH\nport = 80\n=======\nport = 81\n>>>>>>> REPLACE');
  });

  test('keeps keys and placeholders in a translation', () => {
    const said = ask('Translate the values of this JSON to German, keep the keys. JSON only.\n{"a": "Hello {name}"}');
    expect(JSON.parse(sayTo(said))).toEqual({ a: 'Hallo {name}' });
  });

  test('acts first and answers once a tool has spoken', () => {
    const form =
      'Tools: Map, Clock\n\nUse this format: Thought, Action (one of [Map, Clock]), Action Input, Observation, and in the end "Final Answer: <answer>".\n\nQuestion: What time is it in Rome?\nThought:';
    expect(sayTo(ask(form))).toMatch(/\nAction: (?:Map|Clock)\nAction Input: \S/);
    expect(sayTo(ask(`${form} I look.\nAction: Clock\nAction Input: Rome\nObservation: 09:15\nThought:`))).toContain(
      'Final Answer: 09:15',
    );
  });

  test('says the same to the same conversation and seed', () => {
    const said = ask('Tell me about tea');
    expect(sayTo(said, 'a')).toBe(sayTo(said, 'a'));
    expect(new Set(['a', 'b', 'c', 'd'].map((seed) => sayTo(said, seed))).size).toBeGreaterThan(1);
  });
});
