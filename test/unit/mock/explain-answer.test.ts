import { describe, expect, it } from 'vitest';
import { createMock, type AnswerExplanation } from '../../../src/index.ts';
import { program } from '../../support/program.ts';

async function explained(body: object, path = '/chat/completions'): Promise<AnswerExplanation> {
  await using mock = createMock({ auth: false });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await mock.fetch(`http://mock/v1${path}`, init);
  expect(response.status).toBe(200);
  await response.text();
  const explanation = mock.requests[0]?.explain?.();
  if (!explanation) throw new Error('nothing is explained');
  return explanation;
}

const ask = (content: string, more: object = {}): object => ({
  model: 'gpt-5.1',
  messages: [{ role: 'user', content }],
  ...more,
});

const boat = {
  type: 'function',
  function: {
    name: 'rent_boat',
    description: 'Rents a boat',
    parameters: {
      type: 'object',
      properties: { harbor: { type: 'string' }, seats: { type: 'integer' } },
      required: ['harbor', 'seats'],
    },
  },
};

const sourceOf = ({ sources }: AnswerExplanation, place: string) => sources.find((one) => one.place === place);

describe('an answer is explained', () => {
  it.each([
    ['one of', 'Is granite a mineral or a rock? Answer with one word: mineral or rock.', /^one of /],
    [
      'JSON',
      'Return JSON {"harbor": string, "seats": number} for: a boat in Bergen with 6 seats',
      /^JSON with harbor, seats$/,
    ],
    ['prose', 'Why do tides change?', /^prose \(answer\)$/],
    [
      'a list',
      'List exactly three rivers of Europe as bullet points starting with "- ".',
      /^a list of 3 .*each after "-"$/,
    ],
    ['an exact text', 'Say exactly: harbor closed', /^exactly "harbor closed"$/],
  ])('by its form: %s', async (_, prompt, form) => {
    expect((await explained(ask(prompt))).form).toMatch(form);
  });

  it('by the message that each value of a call stands in', async () => {
    const found = await explained({
      model: 'gpt-5.1',
      tools: [boat],
      messages: [
        { role: 'system', content: 'The harbor is always Tromsø.' },
        { role: 'user', content: 'Rent a boat in Bergen with 6 seats.' },
      ],
    });
    expect(found.form).toBe('calls rent_boat');
    expect(sourceOf(found, 'rent_boat.harbor')).toMatchObject({
      value: 'Bergen',
      from: 'quoted',
      message: 1,
      author: 'user',
    });
    expect(sourceOf(found, 'rent_boat.seats')).toMatchObject({
      value: '6',
      message: 1,
      excerpt: expect.stringContaining('6 seats'),
    });
  });

  it('by the result of a tool, where the answer tells it', async () => {
    const call = {
      id: 'c1',
      type: 'function',
      function: { name: 'rent_boat', arguments: '{"harbor":"Bergen","seats":6}' },
    };
    const found = await explained({
      model: 'gpt-5.1',
      tools: [boat],
      messages: [
        { role: 'user', content: 'Rent a boat in Bergen with 6 seats.' },
        { role: 'assistant', content: null, tool_calls: [call] },
        { role: 'tool', tool_call_id: 'c1', content: '{"booking":"NB-7741","pier":"west"}' },
      ],
    });
    expect(found.sources.some(({ from, author }) => from !== 'written' && author === 'tool')).toBe(true);
  });

  it('by what a prompt was cut into', async () => {
    const { segments, asked } = await explained({
      model: 'gpt-5.1',
      messages: [
        { role: 'system', content: 'Summarize the note in one sentence.' },
        { role: 'user', content: '<note>\nThe pier is closed until May because of ice.\n</note>' },
      ],
    });
    expect(asked).toBe(1);
    expect(segments).toContainEqual(expect.objectContaining({ author: 'system', role: 'orders' }));
    expect(segments).toContainEqual(
      expect.objectContaining({ author: 'user', role: 'material', kind: 'tag', label: 'note', message: 1 }),
    );
  });

  it('and says what the mock has made up', async () => {
    const schema = {
      type: 'object',
      properties: { code: { type: 'string', pattern: '^Q[0-9]{6}$' } },
      required: ['code'],
    };
    const format = {
      type: 'json_schema',
      json_schema: { name: 'ticket', schema: { ...schema, additionalProperties: false } },
    };
    const found = await explained(ask('Give me a ticket.', { response_format: format }));
    expect(found.form).toBe('JSON by the schema "ticket" of response_format');
    expect(sourceOf(found, 'code')).toMatchObject({ from: 'written' });
    expect(sourceOf(found, 'code')).not.toHaveProperty('message');
  });

  it('never says that a word stands where it is a part of another', async () => {
    const found = await explained(ask('The artist left the party. Reply with exactly one word: art'));
    const [source] = found.sources;
    expect([source?.value, source?.from]).toEqual(['art', 'quoted']);
    expect(source?.excerpt).toMatch(/\bart\b/);
    const apart = await explained(ask('The artist left the party early. Is 12 in 1234? Answer with a number.'));
    const wrong = apart.sources.filter(({ value, from, excerpt = '' }) => {
      const word = value.replace(/[.]$/, '');
      return (
        from === 'quoted' &&
        !excerpt
          .toLowerCase()
          .match(/[\w']+/g)
          ?.join(' ')
          .includes(word.toLowerCase())
      );
    });
    expect(wrong).toEqual([]);
  });

  it('on Responses, streamed, and not among the facts of an entry', async () => {
    await using mock = createMock({ auth: false });
    const body = JSON.stringify({ model: 'gpt-5.1', input: 'Say exactly: pier nine', stream: true });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    await (await mock.fetch('http://mock/v1/responses', init)).text();
    expect(mock.requests[0]?.explain?.()).toMatchObject({
      form: 'exactly "pier nine"',
      sources: [{ place: 'answer', value: 'pier nine', from: 'quoted', message: 0 }],
    });
    expect(Object.keys(mock.requests[0] ?? {})).not.toContain('explain');
  });
});

describe('starmock explain of a request', () => {
  const run = (body: object, args: readonly string[] = [], width?: number) =>
    program(['explain', '-', ...args], { stdin: JSON.stringify(body), ...(width === undefined ? {} : { width }) });

  it('shows what was read, the form, and where the values come from', async () => {
    const { code, stdout } = await run(ask('Return JSON {"city": string} for: I live in the city of Bergen.'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/What was read\n {2}0 user orders +Return JSON/);
    expect(stdout).toMatch(/form +JSON with city\n/);
    expect(stdout).toMatch(/city +Bergen\n +quoted from message 0 \(user\): "/);
  });

  it.each([40, 80])('fits %i columns', async (width) => {
    const { stdout } = await run(
      ask('Why do the tides of the northern sea change so much in spring and autumn? '.repeat(4)),
      [],
      width,
    );
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
  });

  it('prints the same as JSON', async () => {
    const { stdout } = await run(ask('Say exactly: pier nine'), ['--json']);
    expect(JSON.parse(stdout)).toMatchObject({ scenarios: [], answer: { form: 'exactly "pier nine"', asked: 0 } });
  });

  it.each([
    ['tool.args.json', 0, /^tool\.args\.json/, /^$/],
    ['no-such-request.json', 2, /^$/, /Unknown check "no-such-request\.json".*no file/],
    ['./no-such-request.json', 2, /^$/, /Cannot read request/],
  ])('tells a check from a file: %s', async (what, code, out, err) => {
    const ended = await program(['explain', what]);
    expect(ended.code).toBe(code);
    expect(ended.stdout).toMatch(out);
    expect(ended.stderr).toMatch(err);
  });

  it('refuses what the mock refuses, and what is no request', async () => {
    const unknown = await run({ ...ask('Hello'), model: 'nobody-knows-it' });
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('nobody-knows-it')]);
    const wrong = await run({ model: 'gpt-5.1' });
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('not a valid request')]);
  });
});
