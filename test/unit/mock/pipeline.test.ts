// How a request travels: what is done to its body, and how often.
import { readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, test, vi } from 'vitest';
import { FAULTS } from '../../../src/faults/catalogue.ts';
import { bindFault } from '../../../src/faults/bind-fault.ts';
import { chooseFault } from '../../../src/faults/find-fault.ts';
import { injectFaults } from '../../../src/faults/injection.ts';
import type { MockOptions } from '../../../src/index.ts';
import { sourceFiles } from '../../support/imports.ts';
import { post, testMock } from '../../support/mock.ts';

const counted = vi.hoisted(() => ({ generated: 0 }));

vi.mock('../../../src/engine/generate.ts', async (original) => {
  const real = await original<typeof import('../../../src/engine/generate.ts')>();
  const generate: typeof real.generate = (input) => {
    counted.generated++;
    return real.generate(input);
  };
  return { ...real, generate };
});

const MARK = 'Tell me about lighthouse 4711 as JSON';
const BODY = {
  model: 'gpt-5.1',
  messages: [{ role: 'user', content: MARK }],
  response_format: { type: 'json_object' },
  temperature: 0.5,
};

interface Work {
  readonly parsed: number;
  readonly encoded: number;
  readonly generated: number;
}

/** Whether a value is the body of the request, whatever has become of it. */
const isBody = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'messages' in value && 'model' in value;

/** What one request costs, the mock being warm. */
async function workOf(options: MockOptions, { stream = false, times = 1, headers = {} } = {}): Promise<Work> {
  const mock = testMock({ ...options, journalLimit: 0 });
  await mock.warm();
  const text = JSON.stringify({ ...BODY, stream });
  const init = { headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers } };
  const parse = vi.spyOn(JSON, 'parse');
  const stringify = vi.spyOn(JSON, 'stringify');
  counted.generated = 0;
  try {
    for (let i = 0; i < times; i++) {
      // oxlint-disable-next-line no-await-in-loop
      await (await post(mock, text, init)).text();
    }
    return {
      parsed: parse.mock.calls.filter(([value]) => value.includes(MARK) && value.includes('"messages"')).length,
      encoded: stringify.mock.calls.filter(([value]) => isBody(value)).length,
      generated: counted.generated,
    };
  } finally {
    parse.mockRestore();
    stringify.mockRestore();
  }
}

const ONCE: Work = { parsed: 1, encoded: 0, generated: 1 };
const ONCE_ENCODED: Work = { parsed: 1, encoded: 1, generated: 1 };

const scenario = (reply: object): MockOptions => ({ scenarios: [{ match: { user: 'lighthouse' }, reply }] });

describe('a request', () => {
  test.each<[string, MockOptions, Work]>([
    ['alone', {}, ONCE],
    ['with a scenario that says everything', scenario({ text: '{"a":1}' }), ONCE],
    ['with a scenario that has the engine answer', scenario({ generate: true }), ONCE],
    ['beside scenarios that do not fit', { scenarios: [{ match: { user: 'nothing like it' }, reply: 'no' }] }, ONCE],
    ['with a fault of the answer', { faults: ['b.id-missing'] }, ONCE],
    ['with a fault of the exchange', { faults: ['http.request-id-missing'] }, ONCE],
    ['with a fault that changes its body', { faults: ['param.ignore=response_format'] }, ONCE_ENCODED],
    [
      'with a scenario whose fault changes its body',
      scenario({ generate: true, fault: 'param.ignore=response_format' }),
      ONCE_ENCODED,
    ],
    [
      'with a scenario and faults that change its body one after the other',
      { ...scenario({ generate: true, fault: 'param.ignore=response_format' }), faults: ['param.ignore=temperature'] },
      ONCE_ENCODED,
    ],
    ['that is judged', { selfCheck: true }, ONCE],
  ])('is parsed once, answered once and encoded at most once: %s', async (_, options, work) => {
    expect(await workOf(options)).toEqual(work);
    expect(await workOf(options, { stream: true })).toEqual(work);
  });

  test('is parsed when it comes for the first and the second time, and never again', async () => {
    expect(await workOf({}, { times: 2 })).toEqual({ parsed: 2, encoded: 0, generated: 2 });
    expect(await workOf({}, { times: 9 })).toEqual({ parsed: 2, encoded: 0, generated: 2 });
  });

  test('is neither parsed nor answered where it is refused at the door', async () => {
    const refused = await workOf({}, { headers: { 'content-type': 'text/plain' } });
    expect(refused).toEqual({ parsed: 0, encoded: 0, generated: 0 });
  });
});

describe('a fault that changes a request', () => {
  const draws = () => () => 0.5;
  const body = {
    ...BODY,
    stream: true,
    stream_options: { include_usage: true },
    n: 2,
    max_tokens: 7,
    stop: ['x'],
    seed: 3,
    tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } }],
    tool_choice: 'required',
    parallel_tool_calls: false,
  };

  test.each(FAULTS.filter(({ policy }) => policy).map(({ name }) => name))(
    'leaves a value that its JSON text would give back: %s',
    (name) => {
      const request = { method: 'POST', path: '/v1/chat/completions', body, trusted: false, header: () => undefined };
      const seen = injectFaults([bindFault(chooseFault(name), draws)], request).policy();
      if ('kind' in seen || !seen.body) return;
      expect(seen.body).toStrictEqual(JSON.parse(JSON.stringify(seen.body)));
    },
  );
});

describe('the code of the mock', () => {
  const MAX_LINES = 60;

  interface Node {
    readonly type: string;
    readonly start: number;
    readonly end: number;
  }

  function longFunctions(file: string): string[] {
    const text = readFileSync(file, 'utf8');
    const found: string[] = [];
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) return value.forEach(visit);
      if (typeof value !== 'object' || value === null) return;
      const { type, start, end } = value as Partial<Node>;
      if (type && /Function/.test(type) && start !== undefined) {
        const lines = text.slice(start, end).split('\n').length;
        if (lines > MAX_LINES) found.push(`${file}: ${lines} lines from ${text.slice(start, start + 60)}`);
      }
      Object.values(value).forEach(visit);
    };
    visit(parseAst(text, { lang: 'ts' }, file));
    return found;
  }

  test.each(['src/mock', 'src/endpoints', 'src/wire'])('has no function of more than sixty lines: %s', (folder) => {
    expect(sourceFiles(folder).flatMap(longFunctions)).toEqual([]);
  });
});
