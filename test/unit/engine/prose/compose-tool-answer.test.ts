import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../src/contract/api-types.ts';
import { composeToolAnswer } from '../../../../src/engine/prose/compose-tool-answer.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { understand } from '../../../../src/engine/understand/understand.ts';

interface Run {
  readonly name: string;
  readonly args: Record<string, string | number>;
  readonly result: string;
}

function answer(question: string, runs: readonly Run[], seed = '1'): string {
  const calls = runs.map(({ name, args }, at) => ({
    id: `c${at}`,
    type: 'function' as const,
    function: { name, arguments: JSON.stringify(args) },
  }));
  const messages: Message[] = [
    { role: 'user', content: question },
    { role: 'assistant', content: null, tool_calls: calls },
    ...runs.map(({ result }, at): Message => ({ role: 'tool', tool_call_id: `c${at}`, content: result })),
  ];
  return composeToolAnswer(understand({ model: 'm', messages }), createRandom(seed));
}
const weather = (location: string, result: string): Run => ({ name: 'get_weather', args: { location }, result });
const SEEDS = Array.from({ length: 12 }, (_, seed) => `${seed}`);

describe('composeToolAnswer', () => {
  it.each([
    [weather('Tokyo', '{"temperature":22,"condition":"sunny"}'), ['22', 'sunny', 'Tokyo']],
    [weather('Oslo', '{"temp_f":41,"conditions":"rain","humidity":80}'), ['41°F', 'rain', 'Oslo', '80']],
    [weather('Paris', 'sunny'), ['sunny', 'Paris']],
    [weather('Rome', 'The weather in Rome is 70 degrees and sunny.'), ['The weather in Rome is 70 degrees and sunny.']],
    [{ name: 'get_stock_price', args: { symbol: 'AAPL' }, result: '150.00' }, ['150.00', 'AAPL', 'stock price']],
    [{ name: 'add', args: { a: 5, b: 7 }, result: '12' }, ['12']],
    [{ name: 'search', args: { query: 'cats' }, result: '[{"title":"One"},{"title":"Two"}]' }, ['One', 'Two', 'cats']],
    [
      { name: 'get_user', args: { id: 5 }, result: '{"user":{"name":"Ana","roles":["admin","dev"]}}' },
      ['Ana', 'admin and dev'],
    ],
    [{ name: 'delete_file', args: { path: 'a' }, result: 'Success' }, ['delete_file', 'success']],
    [weather('Atlantis', '{"error":{"message":"Location not found"}}'), ['Location not found', 'Atlantis']],
    [weather('Atlantis', 'Error: upstream timed out'), ['Error: upstream timed out']],
  ])('uses the values of %j', (run, words) => {
    for (const seed of SEEDS) for (const word of words) expect(answer('Tell me', [run], seed)).toContain(word);
  });

  it('mentions every one of several results', () => {
    const cities = ['Tokyo', 'Paris', 'Lima', 'Oslo'];
    const text = answer(
      'Weather?',
      cities.map((city, at) => weather(city, `{"temperature":${at + 11},"condition":"dry"}`)),
    );
    for (const [at, city] of cities.entries())
      expect(text).toMatch(new RegExp(`${city}[^]*${at + 11}|${at + 11}[^]*${city}`));
  });

  it('gives the value alone when only the number is wanted', () => {
    expect(
      answer('What is 2+2? Reply with just the number', [{ name: 'calc', args: {}, result: '{"result":4}' }]),
    ).toBe('4');
  });

  it('answers in Chinese where the question is Chinese', () => {
    const text = answer('东京天气怎么样？', [weather('东京', '{"temperature":22,"condition":"晴"}')]);
    expect(text).toMatch(/东京.*22.*晴/);
  });

  it.each(['', '[]', '{}', 'null', '[[[[', '{"a":{"b":{"c":{"d":{"e":1}}}}}', '\0', '"'])(
    'copes with the result %j',
    (result) => {
      const text = answer('Go', [{ name: 'noop', args: {}, result }]);
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/undefined|\[object/);
    },
  );

  it('repeats only the beginning of a long result', () => {
    expect(answer('Go', [{ name: 'read', args: {}, result: 'word '.repeat(100_000) }]).length).toBeLessThan(500);
  });
});
