// Proves src/engine/fill, src/engine/form.
import { describe, expect, test } from 'vitest';
import { sayTo, type Said } from '../../../support/form-answers.ts';

const ask = (text: string): Said => [['user', text]];
const told = (system: string, text: string): Said => [
  ['system', system],
  ['user', text],
];

describe('the surface of an answer', () => {
  test.each<[string, Said, string]>([
    [
      'a letter in the brackets asked for',
      told('Trivia host. Give the letter in square brackets.', 'What is 6 + 7?\nA. 12\nB. 13\nC. 14'),
      '[B]',
    ],
    [
      'what a rule says for a message',
      told('When the user types open sesame, reply with gate:unlocked.', 'open sesame'),
      'gate:unlocked',
    ],
    [
      'the id of an element',
      ask(
        '<shelves>\n<shelf id="s-1">novels and poems</shelf>\n<shelf id="s-2">maps and atlases</shelf>\n</shelves>\nPick the shelf id, nothing else.\n<book>An atlas with maps of Peru</book>',
      ),
      's-2',
    ],
    [
      'a claim that goes against its evidence',
      ask(
        'Evidence: The bridge is not open to lorries.\nClaim: The bridge is open to lorries.\n\nAnswer SUPPORTED, REFUTED or NOT_ENOUGH_INFO, one label only.',
      ),
      'REFUTED',
    ],
    [
      'ids from best to worst',
      ask(
        'Query: repair of a bicycle tube\nCandidates:\nK1 = Bread rises in a warm room.\nK2 = A bicycle tube is mended with a patch.\nReturn the candidate ids from most to least relevant, comma-separated.',
      ),
      'K2, K1',
    ],
    [
      'marks around names',
      ask('Wrap all names of people in [[…]] and change nothing else:\nThen Marta called Piotr about the roof.'),
      'Then [[Marta]] called [[Piotr]] about the roof.',
    ],
    ['a number in words', ask('Write the number 83 in words, nothing else.'), 'eighty-three'],
    [
      'a telephone number for the world',
      told('Normalize numbers to E.164, default country code +31. Number only.', '020 555 7788'),
      '+31205557788',
    ],
    [
      'the towns of a text as a list',
      ask(
        'Extract every town from the text as a bullet list, no duplicates, nothing else.\n\nText: The tour starts in Lyon, goes on to Turin and ends in Lyon.',
      ),
      '- Lyon\n- Turin',
    ],
    [
      'an item of the list before',
      [
        ['user', 'Name three tools.'],
        ['assistant', '1. saw\n2. plane\n3. chisel'],
        ['user', 'Which was the third? One word.'],
      ],
      'chisel',
    ],
    [
      'the words of the caller in another language',
      told(
        "Réponds uniquement avec le contexte. Si la réponse n'est pas dans le contexte, écris exactement : Inconnu.\n\nContexte : La mairie ouvre à neuf heures.",
        'Qui a peint la chapelle ?',
      ),
      'Inconnu',
    ],
  ])('is %s', (_, said, expected) => {
    expect(sayTo(said)).toBe(expected);
  });

  test('keeps to a line where JSON is to be on one', () => {
    expect(
      sayTo(
        told(
          'Return compact JSON on one line: {"urgent": boolean, "room": string}',
          'Room 12 is flooded, come at once!',
        ),
      ),
    ).not.toContain('\n');
  });

  test('keeps to the words allowed in the system message', () => {
    const said = sayTo(told('Radio host: at most 10 words, one sentence.', 'Why do geese fly south?'));
    expect(said.split(/\s+/).length).toBeLessThanOrEqual(10);
  });

  test('ends a trace of actions with what was observed', () => {
    const said = sayTo(
      told(
        'Work in steps of Thought, Action, Observation. Actions:\n(1) Find[thing] looks a thing up\n(2) Finish[answer] ends the task.',
        'Question: In which year was the Hollow mill built?\nThought 1: I look the mill up.\nAction 1: Find[Hollow mill]\nObservation 1: The Hollow mill was built in 1764.\nThought 2:',
      ),
    );
    expect(said).toMatch(/\nAction 2: Finish\[.*1764.*\]$/);
  });

  test('calls a tool in the element that is shown', () => {
    const said = sayTo(
      told(
        'Call a function like this:\n<calls>\n<run tool="$NAME">\n<arg key="$KEY">value</arg>\n</run>\n</calls>\n\nFunctions:\n{"name": "set_heat", "description": "Sets the heat of an oven", "parameters": {"degrees": "integer"}}\n{"name": "play_song", "description": "Plays a song", "parameters": {"title": "string"}}',
        'Set the heat of the oven to 190 degrees.',
      ),
    );
    expect(said).toBe('<calls>\n<run tool="set_heat">\n<arg key="degrees">190</arg>\n</run>\n</calls>');
  });
});
