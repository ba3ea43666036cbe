import { describe, expect, test } from 'vitest';
import { bent, healthy, saidIn, stepsOf, type Outcome, type Subject } from '../subjects.ts';

const namesIn = (outcome: Outcome): string[] =>
  stepsOf(outcome).flatMap((event) => (event.type === 'tool-open' ? [event.name] : []));

describe('the faults of whether a tool is called', () => {
  test.each([
    ['tool.tools-ignored', 'call'],
    ['tool.tools-ignored', 'call without arguments'],
    ['tool.choice-ignored', 'call without arguments'],
    ['tool.choice-named-ignored', 'named call'],
    ['tool.stream-differs', 'named call'],
    ['tool.in-content-xml', 'calls'],
    ['sse.empty-stop', 'calls'],
  ] as const)('call none: %s of %s', async (name, subject) => {
    expect(namesIn(await healthy(subject))).not.toEqual([]);
    const outcome = await bent(name, subject);
    expect(namesIn(outcome)).toEqual([]);
    expect(stepsOf(outcome)).toContainEqual(expect.objectContaining({ type: 'finish', reason: 'stop' }));
  });

  test.each([
    ['tool.choice-none-ignored', 'forbidden call', ['get_weather']],
    ['tool.parallel-ignored', 'single calls only', ['get_weather', 'get_weather']],
    ['tool.second-lost', 'calls', ['get_weather']],
    ['tool.unknown-name', 'calls', ['get_weather_x', 'get_weather_x']],
    ['tool.legacy-function_call', 'calls', ['get_weather']],
  ] as const)('call others: %s', async (name, subject, names) => {
    expect(namesIn(await bent(name, subject))).toEqual(names);
  });

  test.each(['tool.choice-ignored', 'tool.choice-named-ignored', 'tool.choice-none-ignored', 'tool.stream-differs'])(
    'do not mind a choice that is left to the model: %s',
    async (name) => {
      expect((await bent(name, 'call')).plan).toEqual((await healthy('call')).plan);
    },
  );

  test('refuse a choice that is an object', async () => {
    expect((await bent('tool.choice-object-400', 'named call')).exchange.status).toBe(400);
    const others: readonly Subject[] = ['call', 'call without arguments', 'text'];
    for (const subject of others) expect((await bent('tool.choice-object-400', subject)).exchange.status).toBe(200);
  });

  test('write every call as markup', async () => {
    const text = saidIn(await bent('tool.in-content-xml', 'calls'), 'text');
    const calls = [...text.matchAll(/<tool_call>\n(.*)\n<\/tool_call>/g)].map(([, json = '']) => JSON.parse(json));
    expect(calls.map((call) => call.arguments.city)).toEqual(['Paris', 'Rome']);
  });

  test('call in the deprecated way', async () => {
    const { chunks } = await bent('tool.legacy-function_call', 'call');
    expect(chunks[0]?.choices[0]?.delta.function_call?.name).toBe('get_weather');
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('function_call');
  });
});

describe('the faults of traces of calls', () => {
  test.each([
    ['tool.empty-array-on-text', []],
    ['tool.null-on-text', null],
  ])('say that there are none: %s', async (name, value) => {
    const { chunks } = await bent(name, 'usage');
    const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta)).slice(0, -1);
    expect(deltas.map((delta) => delta.tool_calls)).toEqual(deltas.map(() => value));
    expect((await bent(name, 'call')).text).not.toContain(`"tool_calls":${JSON.stringify(value)}`);
  });
});
