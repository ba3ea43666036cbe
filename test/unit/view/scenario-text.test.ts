// Proves src/view/scenario-text.ts, src/view/scenario-of.ts: what is saved is accepted, and gives the reply again.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { checkFaults } from '../../../src/faults/find-fault.ts';
import { defaultContract } from '../../../src/contract/contract.ts';
import { createMock } from '../../../src/index.ts';
import type { Observation } from '../../../src/recordings/observation.ts';
import { openScenarios } from '../../../src/scenarios/open-scenarios.ts';
import { scenarioText } from '../../../src/view/scenario-text.ts';
import { viewExchange, type ExchangeFacts } from '../../../src/view/view-exchange.ts';
import { chunk, data, observed } from '../../support/observed.ts';
import { ask, HEADERS } from '../../support/requests.ts';
import { anyObservation } from '../verify/support/arbitrary-observations.ts';

const FACTS: ExchangeFacts = { number: 3, source: { kind: 'recorded' } };

const folder = mkdtempSync(path.join(tmpdir(), 'starmock-saved-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Saves the scenario of an exchange. */
async function saved(observation: Observation): Promise<string> {
  const file = path.join(folder, 'saved.yaml');
  writeFileSync(file, await scenarioText(observation, FACTS));
  return file;
}

const workshop = openScenarios(defaultContract().requirements, checkFaults);

async function problems(file: string): Promise<readonly string[]> {
  const { diagnostics } = await (await workshop).load([file], '');
  return diagnostics.map(({ message }) => message);
}

/** What a strict mock with the saved scenario responds to the same request. */
async function repeated(observation: Observation): Promise<ReturnType<typeof viewExchange>> {
  const file = await saved(observation);
  expect(await problems(file)).toEqual([]);
  await using mock = createMock({ scenarios: [file], strict: true });
  const { pathname } = new URL(observation.request.url);
  const body = Buffer.from(observation.request.body).toString('utf8');
  const response = await mock.fetch(`http://mock${pathname}`, { method: 'POST', headers: HEADERS, body });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const head = { status: response.status, reason: '', httpVersion: '1.1', headers: [], ms: 0 };
  return viewExchange({ ...observation, head, readings: [{ ms: 0, bytes }] }, FACTS);
}

const answer = (message: object, finish = 'stop'): string =>
  JSON.stringify({
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finish }],
  });

const TOOLS = [
  {
    type: 'function',
    function: { name: 'add', parameters: { type: 'object', properties: { a: { type: 'number' } } } },
  },
];

const call = (args: string): object => ({ id: 'call_1', type: 'function', function: { name: 'add', arguments: args } });

const ERROR = { error: { message: 'Slow down', type: 'requests', param: null, code: 'rate_limit_exceeded' } };

describe('a saved scenario', () => {
  test.each([
    ['text', ask('Hello?'), answer({ content: 'Hi: #1 "quoted"\n- yes\n' })],
    ['empty text', ask('Hello?'), answer({ content: '' })],
    ['text that looks like a template', ask('{{user}} {{#a}}'), answer({ content: '{{ user }} {{/a}}' })],
    ['text that looks like YAML', ask('a: b\n---\n? x'), answer({ content: '!!js/function "x"\n<<: *a' })],
    [
      'a stream',
      ask('Hello?', { stream: true }),
      chunk({ role: 'assistant', content: '' }) +
        chunk({ content: 'Hi' }) +
        chunk({}, { finish_reason: 'stop' }) +
        data('[DONE]'),
    ],
    ['calls', ask('Add', { tools: TOOLS }), answer({ content: null, tool_calls: [call('{"a":1}')] }, 'tool_calls')],
    ['text cut off', ask('Go on', { max_completion_tokens: 2 }), answer({ content: 'One two' }, 'length')],
    ['a refusal', ask('Do it'), answer({ content: null, refusal: 'No.' })],
    ['reasoning', ask('Think', { model: 'gpt-5.1-thinking' }), answer({ content: 'Yes', reasoning_content: 'Hm.' })],
    [
      'several choices',
      ask('Two', { n: 2 }),
      JSON.stringify({
        choices: ['a', 'b'].map((content, index) => ({
          index,
          message: { role: 'assistant', content },
          finish_reason: 'stop',
        })),
      }),
    ],
    [
      'a turn after a tool',
      {
        ...ask('Add'),
        messages: [
          { role: 'user', content: 'Add' },
          { role: 'assistant', tool_calls: [call('{}')] },
          { role: 'tool', tool_call_id: 'call_1', content: '3' },
        ],
      },
      answer({ content: 'It is 3.' }),
    ],
  ])('gives the reply again: %s', async (_, asked, body) => {
    const observation = observed({ asked, pieces: [[0, body]] });
    const before = viewExchange(observation, FACTS);
    const again = await repeated(observation);
    expect(again.status).toBe(200);
    expect(again.turns.filter((turn) => turn.answer)).toEqual(before.turns.filter((turn) => turn.answer));
  });

  test('gives an error again', async () => {
    const head = { status: 429, reason: '', httpVersion: '1.1', headers: [], ms: 0 };
    const again = await repeated(observed({ asked: ask('Hello?'), head, pieces: [[0, JSON.stringify(ERROR)]] }));
    expect([again.status, again.error]).toEqual([429, 'Slow down']);
  });

  test('gives a reply of Responses again', async () => {
    const body = JSON.stringify({
      status: 'completed',
      output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Seine' }] }],
    });
    const again = await repeated(
      observed({ path: '/v1/responses', asked: { model: 'gpt-5.1', input: 'A river?' }, pieces: [[0, body]] }),
    );
    expect(again.turns.at(-1)?.parts).toEqual([{ kind: 'text', text: 'Seine' }]);
  });

  test('is accepted where the recorded call was broken', async () => {
    const body = answer({ content: null, tool_calls: [call('{"a":')] }, 'tool_calls');
    expect(await problems(await saved(observed({ asked: ask('Add', { tools: TOOLS }), pieces: [[0, body]] })))).toEqual(
      [],
    );
  });

  test('is accepted, and holds the text, whatever that is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'grapheme' }),
        async (said, asked) => {
          const observation = observed({ asked: ask(asked), pieces: [[0, answer({ content: said })]] });
          const again = await repeated(observation);
          expect(
            again.turns
              .at(-1)
              ?.parts.map(({ text }) => text)
              .join(''),
          ).toBe(said.toWellFormed());
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is accepted or refused, whatever the exchange is', async () => {
    await fc.assert(
      fc.asyncProperty(anyObservation, async (observation) => {
        const text = await scenarioText(observation, FACTS).catch((error: Error) => error.message);
        if (text.startsWith('Exchange 3 has no reply')) return;
        expect(await problems(await saved(observation))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('holds no key that the request was sent with', async () => {
    const key = 'sk-proj-0123456789abcdefghij';
    const headers = [['authorization', `Bearer ${key}`]] as const;
    const text = await scenarioText(
      observed({ asked: ask(`Is ${key} mine?`), headers, pieces: [[0, answer({ content: key })]] }),
      FACTS,
    );
    expect(text).not.toContain(key);
  });
});
