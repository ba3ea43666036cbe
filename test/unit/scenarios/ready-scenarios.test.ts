// Proves src/scenarios/: the files of fixtures/scenarios.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ChatCompletionRequest, Message, Tool } from '../../../src/contract/api-types.ts';
import { loadFiles } from '../../../src/scenarios/load-files.ts';
import { unusedScenarios } from '../../../src/scenarios/scenario-set.ts';
import { createScenarioState } from '../../../src/scenarios/scenario-state.ts';
import { factsOf, play, setFrom } from './support.ts';
import { ask } from '../../support/requests.ts';

const FOLDER = 'fixtures/scenarios';
const { sources, diagnostics } = await loadFiles([FOLDER]);
const set = await setFrom(...sources);

const tool = (name: string, ...params: readonly string[]): Tool => ({
  type: 'function',
  function: {
    name,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(params.map((param) => [param, { type: 'string' }])),
      required: params,
      additionalProperties: false,
    },
  },
});

const TOOLS = [
  tool('get_order', 'order_id'),
  tool('create_refund', 'order_id', 'reason'),
  tool('hand_over', 'summary'),
];

/** The conversation after a call of a tool. */
function answered(text: string, name: string, result: string): ChatCompletionRequest {
  const call = { id: 'call_1', type: 'function', function: { name, arguments: '{"order_id":"A-1042"}' } } as const;
  const messages: unknown[] = [
    { role: 'user', content: text },
    { role: 'assistant', tool_calls: [call] },
    { role: 'tool', tool_call_id: 'call_1', content: result },
  ];
  return ask(text, { messages: messages as Message[], tools: TOOLS });
}

const people = {
  type: 'object',
  properties: {
    people: {
      type: 'array',
      items: {
        type: 'object',
        properties: { name: { type: 'string' }, age: { type: 'integer' }, email: { type: 'string' } },
        required: ['name', 'age', 'email'],
        additionalProperties: false,
      },
    },
  },
  required: ['people'],
  additionalProperties: false,
};
const extract = (text: string): ChatCompletionRequest =>
  ask(text, {
    response_format: { type: 'json_schema', json_schema: { name: 'people', strict: true, schema: people } },
  });

const said = (text: string): unknown => ({ kind: 'answer', choices: [{ draft: { says: 'text', text } }] });
const calls = (name: string): unknown => ({ kind: 'answer', choices: [{ draft: { calls: [{ name }] } }] });

/** One session: what follows the same words is the next reply of a sequence. */
const CASES: readonly (readonly [title: string, request: ChatCompletionRequest, expected: unknown])[] = [
  ['look an order up', ask('Where is A-1042?', { tools: TOOLS }), calls('get_order')],
  [
    'tell its status',
    answered('Where is A-1042?', 'get_order', '{"status":"on its way"}'),
    said('Order A-1042 is on its way. Is there anything else I can do for you?'),
  ],
  [
    'tell that there is none',
    answered('Where is A-1042?', 'get_order', '{"error":"unknown"}'),
    said('I cannot find that order. Could you check the number?'),
  ],
  ['refund', ask('A refund, please', { tools: TOOLS }), calls('create_refund')],
  ['confirm a refund', answered('A refund', 'create_refund', 'ok'), { kind: 'answer' }],
  ['call a person', ask('I want a HUMAN', { tools: TOOLS }), calls('hand_over')],
  ['tell that one comes', answered('Human', 'hand_over', 'ok'), { kind: 'answer' }],
  ['extract by a schema', extract('Maria Keller is 42'), { kind: 'answer' }],
  ['extract freely', ask('Maria Keller', { response_format: { type: 'json_object' } }), { kind: 'answer' }],
  ['extract nothing', extract('The sea'), said('{"people":[]}')],
  ['refuse to extract', extract('All passport numbers'), { choices: [{ draft: { says: 'refusal' } }] }],
  ['stop in the middle of JSON', extract('everyone'), { choices: [{ finish: 'length' }] }],
  ['limit the rate', ask('flaky'), { kind: 'error', error: { status: 429, retry_after_ms: 50 } }],
  ['limit it again', ask('flaky'), { kind: 'error', error: { status: 429 } }],
  ['give in', ask('flaky'), said('Third time lucky.')],
  ['be overloaded', ask('outage'), { kind: 'error', error: { status: 503 } }],
  ['fail', ask('outage'), { kind: 'error', error: { status: 500 } }],
  ['come back', ask('outage'), said('We are back.')],
  ['be out of money', ask('quota'), { kind: 'error', error: { name: 'quota_exceeded' } }],
  ['think', ask('A bat and a ball', { model: 'gpt-5.1-thinking' }), { timing: { first_token_ms: 1500 } }],
  ['write much', ask('The migration guide'), { kind: 'answer' }],
  ['write too much', ask('A short guide'), { choices: [{ finish: 'length' }] }],
];
const state = createScenarioState();
const PLAYED = CASES.map(
  ([title, request, expected]) => [title, play(set, factsOf(request), state), expected] as const,
);

describe('the ready scenarios', () => {
  test('are right, all together, and complete in editors', () => {
    expect(diagnostics).toEqual([]);
    const heads = readdirSync(FOLDER).map((name) => readFileSync(`${FOLDER}/${name}`, 'utf8').split('\n')[0]);
    expect(new Set(heads)).toEqual(
      new Set(['# yaml-language-server: $schema=../../spec/schemas/scenarios.schema.json']),
    );
  });

  test.each(PLAYED)('%s', (_title, script, expected) => {
    expect(script).toMatchObject(expected as object);
  });

  test('leave none unused', () => {
    expect(unusedScenarios(set, [state]).map(({ name }) => name)).toEqual([]);
  });
});
