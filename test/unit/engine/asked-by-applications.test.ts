// Proves src/engine/form, src/engine/fill, src/engine/tools: what the parsers of applications need beyond the form itself.
import { describe, expect, test } from 'vitest';
import { sayTo, type Said } from '../../support/form-answers.ts';
import { testMock } from '../../support/mock.ts';

type Json = Readonly<Record<string, unknown>>;
interface Answered {
  readonly choices: readonly [
    {
      readonly message: {
        readonly content: string;
        readonly tool_calls?: readonly [{ function: { arguments: string } }];
      };
    },
  ];
}

async function answerOf(body: Json): Promise<Answered['choices'][0]['message']> {
  const response = await testMock().fetch('http://mock/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5.1', ...body }),
  });
  return ((await response.json()) as Answered).choices[0].message;
}

/** Arguments of the one call that a request insists on. */
async function filled(properties: Json, messages: readonly Json[]): Promise<unknown> {
  const parameters = { type: 'object', properties, required: Object.keys(properties) };
  const { tool_calls: calls } = await answerOf({
    messages,
    tools: [{ type: 'function', function: { name: 'save', description: 'Saves what was said.', parameters } }],
    tool_choice: { type: 'function', function: { name: 'save' } },
  });
  return JSON.parse(calls?.[0].function.arguments ?? 'null');
}

describe('a tool that is insisted on', () => {
  const PEOPLE = {
    people: {
      type: 'array',
      items: {
        type: 'object',
        properties: { name: { type: 'string' }, age: { type: 'integer' } },
        required: ['name', 'age'],
      },
    },
  };

  test.each([
    ['Noor is 27 and her uncle Piet is 58.', { Noor: 27, Piet: 58 }],
    ['Crew: Zuri (44), Anton (31) and Mei (29).', { Zuri: 44, Anton: 31, Mei: 29 }],
    ['My tenant Olu is 61 and her son Tayo, 33, lives with her.', { Olu: 61, Tayo: 33 }],
  ])('gets each of the people with their own age: %s', async (content, ages) => {
    const people = Object.entries(ages).map(([name, age]) => ({ name, age }));
    expect(await filled(PEOPLE, [{ role: 'user', content }])).toEqual({ people });
  });

  test.each([
    [
      'upper case',
      { city: 'Oslo' },
      'Validation Error found:\n1 error\ncity\n  must be UPPERCASE [input_value=Oslo]',
      'OSLO',
    ],
    ['lower case', { city: 'Oslo' }, 'Schema validation failed: city must be lowercase', 'oslo'],
    ['an end', { file: 'plan' }, '1 validation error: file must end with .md', 'plan.md'],
    ['a beginning', { order: '4711' }, '{"error":"order must start with \'ORD-\'"}', 'ORD-4711'],
    [
      'a part',
      { sql: 'SELECT * FROM t;' },
      'Error: please add ORDER BY id to the query',
      'SELECT * FROM t ORDER BY id;',
    ],
  ])('is called again as the error asks: %s', async (_, args, error, wanted) => {
    const [name = ''] = Object.keys(args);
    const call = { id: 'call_1', type: 'function', function: { name: 'save', arguments: JSON.stringify(args) } };
    const messages = [
      { role: 'user', content: 'Save it.' },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'call_1', content: error },
    ];
    expect(await filled({ [name]: { type: 'string' } }, messages)).toEqual({ [name]: wanted });
  });
});

describe('options', () => {
  const TEAMS = 'money covers invoices and refunds; shipping covers parcels and delays; misc for everything else';

  test.each([
    ['My parcel never arrived.', 'shipping'],
    ['The refund is missing.', 'money'],
    ['I like your logo.', 'misc'],
  ])('are chosen by what the description of the property says of each: %s', async (content, team) => {
    const schema = {
      type: 'object',
      properties: { team: { enum: ['money', 'shipping', 'misc'], description: TEAMS } },
    };
    const format = { type: 'json_schema', json_schema: { name: 'route', schema: { ...schema, required: ['team'] } } };
    const { content: said } = await answerOf({ messages: [{ role: 'user', content }], response_format: format });
    expect(JSON.parse(said)).toEqual({ team });
  });

  const grade = (answer: string): Said => [
    [
      'user',
      `[Reference]: Lake Victoria\n[Answer]: ${answer}\n\n` +
        'Reply with "VERDICT: $LETTER" where LETTER is "P" for right answers, or "F" for wrong answers.',
    ],
  ];
  test.each([
    ['It is Lake Victoria.', 'VERDICT: P'],
    ['It is Lake Tanganyika.', 'VERDICT: F'],
  ])('are letters that the prompt explains: %s', async (answer, verdict) => {
    expect(await sayTo(grade(answer))).toBe(verdict);
  });
});

describe('what was said before', () => {
  const REVIEW = 'You review code. Once all your comments are resolved, reply LGTM.';

  test('ends a review with the words that the instructions give, when remarks have been answered', async () => {
    const first: Said = [
      ['system', REVIEW],
      ['user', 'def f(): pass'],
    ];
    expect(await sayTo(first)).not.toContain('LGTM');
    expect(await sayTo([...first, ['assistant', 'Add a docstring.'], ['user', 'def f(): "nothing"']])).toBe('LGTM');
  });

  test('is the file that is edited', async () => {
    const said = await sayTo([
      ['system', 'Answer with SEARCH/REPLACE blocks:\n<<<<<<< SEARCH\n=======\n>>>>>>> REPLACE'],
      ['user', 'This is conf.py:\n```python\nTIMEOUT = 30\nRETRIES = 2\n```'],
      ['assistant', 'Noted.'],
      ['user', 'Set TIMEOUT to 60'],
    ]);
    expect(said).toContain('<<<<<<< SEARCH\nTIMEOUT = 30\n=======\nTIMEOUT = 60\n>>>>>>> REPLACE');
  });

  test('shows the form with doubled braces, unquoted keys and blanks', async () => {
    const said = await sayTo([
      [
        'user',
        'Choices:\n(1) Recipes for bread\n(2) Routes of ferries\n\nReturn the one choice that bears most on: "When does the ferry leave?"\n' +
          'Answer with JSON only. Here is an example:\n[\n  {{\n    choice: 1,\n    reason: "<why>"\n  }},\n  ...\n]',
      ],
    ]);
    expect(JSON.parse(said)).toMatchObject([{ choice: 2 }]);
  });
});
