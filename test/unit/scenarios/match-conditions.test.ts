import { describe, expect, test } from 'vitest';
import type { ChatCompletionRequest } from '../../../src/contract/api-types.ts';
import type { Match } from '../../../src/scenarios/scenario.ts';
import { answers, factsOf, setOf } from './support.ts';
import { ask } from '../../support/requests.ts';

async function matches(match: Match, request: ChatCompletionRequest, headers = {}): Promise<boolean> {
  const set = await setOf({ name: 'it', match, reply: 'x' });
  return answers(set, factsOf(request, headers)) === 'it';
}

const conversation = (...contents: readonly string[]): ChatCompletionRequest => ({
  model: 'gpt-5.1',
  messages: contents.map((content, index) => ({ role: index % 2 === 0 ? 'user' : 'assistant', content })),
});

describe('contains', () => {
  test.each([
    ['order', 'Where is my order?', true],
    ['order', 'Please reorder it', false],
    ['order', 'orders', false],
    ['my order', 'It is MY ORDER', true],
    ['c++', 'I like C++.', true],
    ['c', 'cc', false],
    ['天气', '今天天气怎么样', true],
    ['날씨', '오늘 날씨가 어때', true],
    ['naïve', 'a naïve answer', true],
    ['i', 'é i', true],
    ['e', 'e\u0301', false],
    ['?!', 'what?!', true],
    ['𝐀', 'x𝐀', false],
  ])('looks for whole words: %j in %j is %j', async (phrase, text, expected) => {
    expect(await matches({ user: phrase }, ask(text))).toBe(expected);
  });

  test('finds parts of words when asked to', async () => {
    expect(await matches({ user: { contains: 'ord', partial: true } }, ask('Reorder'))).toBe(true);
  });

  test('tells cases apart when asked to', async () => {
    const match: Match = { user: { contains: 'Order', ignore_case: false } };
    expect([await matches(match, ask('an order')), await matches(match, ask('an Order'))]).toEqual([false, true]);
  });

  test('reads both ends of a long text, and not its middle', async () => {
    const filler = 'la '.repeat(30_000);
    const match: Match = { user: 'needle' };
    const found = [`needle ${filler}`, `${filler} needle`, `${filler} needle ${filler}`].map((text) =>
      matches(match, ask(text)),
    );
    expect(await Promise.all(found)).toEqual([true, true, false]);
  });
});

describe('a text condition', () => {
  test('holds when all of its parts do', async () => {
    const match: Match = { user: { contains: 'order', regex: '\\d' } };
    expect([await matches(match, ask('order 5')), await matches(match, ask('order'))]).toEqual([true, false]);
  });

  test('compares whole texts exactly, or without case', async () => {
    expect(await matches({ user: { equals: 'Ping' } }, ask('ping'))).toBe(false);
    expect(await matches({ user: { equals: 'Ping', ignore_case: true } }, ask('pING'))).toBe(true);
  });

  test('forgets the position of a global regular expression', async () => {
    const set = await setOf({ name: 'it', match: { user: { regex: /a/g } }, reply: 'x' });
    const facts = factsOf(ask('xa'));
    expect([answers(set, facts), answers(set, facts)]).toEqual(['it', 'it']);
  });

  test('reads the text parts of a message', async () => {
    const content = [
      { type: 'text', text: 'first' },
      { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
      { type: 'text', text: 'second' },
    ] as const;
    const request = { model: 'gpt-5.1', messages: [{ role: 'user', content }] } as unknown as ChatCompletionRequest;
    expect(await matches({ user: { equals: 'first\nsecond' } }, request)).toBe(true);
  });
});

describe('the position of a message', () => {
  const request = conversation('one', 'two', 'three', 'four', 'five');

  test.each([
    [{ at: 'first', equals: 'one' }, true],
    [{ at: 'last', equals: 'five' }, true],
    [{ at: 1, equals: 'three' }, true],
    [{ at: -2, equals: 'three' }, true],
    [{ at: 3, equals: 'three' }, false],
    [{ at: 'any', equals: 'three' }, true],
    [{ at: 'any', equals: 'two' }, false],
    [{ role: 'any', at: 'any', equals: 'two' }, true],
    [{ role: 'assistant', at: 'history', equals: 'two\nfour' }, true],
    [{ role: 'tool', at: 'history', contains: 'two' }, false],
    [{ role: 'system', contains: 'one' }, false],
  ] as const)('is counted within its role: %j is %j', async (message, expected) => {
    expect(await matches({ message }, request)).toBe(expected);
  });
});

describe('the request as a whole', () => {
  test.each<[Match, boolean]>([
    [{ model: 'gpt-5*' }, true],
    [{ model: 'gpt-5' }, false],
    [{ model: '*' }, true],
    [{ model: 'gpt.5*' }, false],
    [{ turn: 1 }, true],
    [{ turn: { min: 2 } }, false],
    [{ stream: false }, true],
    [{ response_format: 'text' }, true],
    [{ tools: false }, true],
    [{ tools: true }, false],
    [{ tool_result: false }, true],
    [{ json: { path: '/messages/0/role', equals: 'user' } }, true],
    [{ json: { path: '/messages/*/role', equals: 'assistant' } }, false],
    [{ json: { path: '', exists: true } }, true],
    [{ json: { path: '/messages/00', exists: true } }, false],
    [{ json: { path: '/messages/length', exists: true } }, false],
    [{ json: { path: '/user', exists: false } }, true],
    [{ json: { path: '/messages', equals: [{ content: 'hi', role: 'user' }] } }, true],
    [{ json: { path: '/messages/0/content', regex: '^h' } }, true],
    [{ predicate: ({ model }) => model === 'gpt-5.1' }, true],
  ])('is matched by %o: %j', async (match, expected) => {
    expect(await matches(match, ask('hi'))).toBe(expected);
  });

  test('declares tools of all kinds', async () => {
    const request = ask('hi', {
      tools: [{ type: 'custom' as const, custom: { name: 'sql' } }],
      functions: [{ name: 'old' }],
    });
    expect(await matches({ tools: ['sql', 'old'] }, request)).toBe(true);
    expect(await matches({ tools: ['sql', 'new'] }, request)).toBe(false);
  });

  test('has headers, whatever the case of their names in the rule', async () => {
    expect(await matches({ headers: { 'X-Test': 'a' } }, ask('hi'), { 'x-test': 'a' })).toBe(true);
    expect(await matches({ headers: { 'x-test': true } }, ask('hi'))).toBe(false);
    expect(await matches({ headers: { 'x-test': { contains: 'b' } } }, ask('hi'), { 'x-test': 'a b' })).toBe(true);
  });
});

describe('a tool result', () => {
  const request = {
    model: 'gpt-5.1',
    messages: [
      { role: 'user', content: 'weather' },
      {
        role: 'assistant',
        tool_calls: ['a', 'b'].map((id) => ({
          id,
          type: 'function',
          function: { name: `tool_${id}`, arguments: '{}' },
        })),
      },
      { role: 'tool', tool_call_id: 'a', content: '{"sky":"rain"}' },
      { role: 'tool', tool_call_id: 'b', content: 'no JSON' },
    ],
  } as unknown as ChatCompletionRequest;

  test.each([
    [{ tool: 'tool_a' }, true],
    [{ tool: 'tool_c' }, false],
    [{ id: 'b' }, true],
    [{ tool: 'tool_a', json: { path: '/sky', equals: 'rain' } }, true],
    [{ tool: 'tool_b', json: { path: '/sky', equals: 'rain' } }, false],
    [{ tool: 'tool_b', text: 'no json' }, true],
    [{ tool: 'tool_a', id: 'b' }, true],
    [true, true],
    [false, false],
  ] as const)('is found by %j: %j', async (tool_result, expected) => {
    expect(await matches({ tool_result }, request)).toBe(expected);
  });

  test('counts only at the end of the conversation', async () => {
    const over = { ...request, messages: [...request.messages, { role: 'user', content: 'thanks' }] };
    expect(await matches({ tool_result: true }, over as ChatCompletionRequest)).toBe(false);
  });
});
