// Which requests meet which faults, and what is told of it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { virtualClock } from '../../src/transports/virtual-clock.ts';
import { post, testMock } from '../support/mock.ts';
import type { Mock } from '../../src/index.ts';
import { HEADERS } from '../support/requests.ts';

const HELLO = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hello' }] };

/** Statuses of requests that come one after the other. */
async function statuses(mock: Mock, count: number, headers: Record<string, string> = {}): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < count; i++) {
    const init = { headers: { ...HEADERS, ...headers } };
    // oxlint-disable-next-line no-await-in-loop
    const response = await post(mock, HELLO, init);
    all.push(response.status);
  }
  return all;
}

describe('faults for all requests', () => {
  test('meet each of them, in their order, and are in the journal', async () => {
    const mock = testMock({ faults: ['b.id-missing', 'b.usage-null'] });
    const body = (await (await post(mock, HELLO)).json()) as Record<string, unknown>;
    expect('id' in body).toBe(false);
    expect(body['usage']).toBeNull();
    expect(mock.requests[0]?.faults).toEqual(['b.id-missing', 'b.usage-null']);
  });

  test('bend errors of every kind, those of authentication included', async () => {
    const mock = testMock({ faults: ['e.detail-text'], apiKeys: ['sk-right'] });
    const answers = await Promise.all([
      post(mock, HELLO),
      mock.fetch('http://mock/v1/nothing', { headers: { authorization: 'Bearer sk-right' } }),
      mock.fetch('http://mock/v1/chat/completions', {
        method: 'PUT',
        headers: { authorization: 'Bearer sk-right' },
      }),
      post(
        mock,
        { ...HELLO, temperature: 9 },
        { headers: { authorization: 'Bearer sk-right', 'content-type': 'application/json' } },
      ),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 404, 405, 400]);
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    expect(bodies.map((body) => Object.keys(body as object))).toEqual(answers.map(() => ['detail']));
  });

  test('are never remembered', async () => {
    const mock = testMock({ faults: ['usage.jitter=1'], stableIds: true });
    const counts = [];
    for (let i = 0; i < 4; i++) {
      // oxlint-disable-next-line no-await-in-loop
      const body = (await (await post(mock, HELLO)).json()) as { usage: { prompt_tokens: number } };
      counts.push(body.usage.prompt_tokens);
    }
    expect(new Set(counts).size).toBe(4);
  });

  test('leave the question alone whether the server is alive', async () => {
    const mock = testMock({ faults: ['500', 'e.502-html'] });
    expect((await mock.fetch('http://mock/healthz')).status).toBe(200);
  });

  test('are seen by the self-check, which judges by what the client asked for', async () => {
    const mock = testMock({ faults: ['usage.include-ignored', 'b.created-string'], selfCheck: true });
    await (await post(mock, { ...HELLO, stream: true, stream_options: { include_usage: true } })).text();
    await (await post(mock, HELLO)).text();
    const found = mock.requests.map(({ findings = [] }) => findings.map(({ requirement }) => requirement));
    expect(found[0]).toContain('usage.stream.requested');
    expect(found[1]).toEqual(['body.created']);
  });

  test('keep the request of the journal as it was sent', async () => {
    const mock = testMock({ faults: ['param.ignore=max_tokens'] });
    await post(mock, { ...HELLO, max_tokens: 3 });
    expect(mock.requests[0]?.request?.max_tokens).toBe(3);
    expect(mock.requests[0]?.answer?.choices[0]?.finish_reason).toBe('stop');
  });

  test('are refused by name when they do not exist', async () => {
    // @ts-expect-error: the compiler knows every name, too.
    const mock = testMock({ faults: ['sse.done-misssing'] });
    await expect(mock.listen()).rejects.toThrow('there is no fault "sse.done-misssing"; did you mean sse.done-missing');
    await expect(mock.warm()).rejects.toMatchObject({ code: 'BAD_OPTION' });
  });

  test('do not touch what a test says by hand', async () => {
    const mock = testMock({ faults: ['b.id-missing'] });
    const reply = await mock.controlled();
    reply.text('by hand');
    reply.end();
    const body = (await (await post(mock, HELLO)).json()) as object;
    expect(body).toHaveProperty('id');
    expect(mock.requests[0]?.faults).toBeUndefined();
  });
});

describe('a fault rate', () => {
  const failures = async (seed: number): Promise<string> => {
    const all = await statuses(testMock({ faults: ['500'], faultRate: 0.5, seed }), 40);
    return all.map((status) => (status === 500 ? 'x' : '.')).join('');
  };

  test('strikes about as often as it says, at the same requests for the same seed', async () => {
    const [first, again, other] = await Promise.all([failures(1), failures(1), failures(2)]);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(first.replaceAll('.', '').length).toBeGreaterThan(10);
    expect(first.replaceAll('.', '').length).toBeLessThan(30);
  });

  test.each([
    [0, [200, 200, 200]],
    [1, [500, 500, 500]],
  ])('is never or always at its ends: %d', async (faultRate, wanted) => {
    expect(await statuses(testMock({ faults: ['500'], faultRate }), 3)).toEqual(wanted);
  });

  test.each([-0.1, 1.1, Number.NaN])('is refused beyond them: %d', (faultRate) => {
    expect(() => testMock({ faults: ['500'], faultRate })).toThrow('expected a number from 0 to 1');
  });
});

describe('a fault script', () => {
  test('goes request by request, and its last step stays', async () => {
    expect(await statuses(testMock({ faultScript: ['429', '503', 'ok'] }), 5)).toEqual([429, 503, 200, 200, 200]);
    expect(await statuses(testMock({ faultScript: ['ok', '500'] }), 4)).toEqual([200, 500, 500, 500]);
  });

  test('goes on its own in each session, and begins anew after a reset', async () => {
    const mock = testMock({ faultScript: ['429', 'ok'] });
    expect(await statuses(mock, 2, { 'x-starmock-session': 'a' })).toEqual([429, 200]);
    expect(await statuses(mock, 2, { 'x-starmock-session': 'b' })).toEqual([429, 200]);
    mock.reset();
    expect(await statuses(mock, 2, { 'x-starmock-session': 'a' })).toEqual([429, 200]);
  });

  test('may have several faults in a step', async () => {
    const mock = testMock({ faultScript: ['429@retry_after=3, e.plain-text'] });
    const response = await post(mock, HELLO);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '3']);
    expect(response.headers.get('content-type')).toBe('text/plain');
  });
});

describe('the fault header', () => {
  const ask = (mock: Mock, fault: string): Promise<Response> =>
    post(mock, HELLO, {
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', 'x-starmock-fault': fault },
    });

  test('names faults for one request', async () => {
    const mock = testMock({ faultHeader: true });
    expect((await ask(mock, '503@retry_after=2, http.should-retry')).headers.get('x-should-retry')).toBe('true');
    expect((await post(mock, HELLO)).status).toBe(200);
  });

  test('says so when it names none, and asks SDKs not to try again', async () => {
    const response = await ask(testMock({ faultHeader: true }), 'sse.stal');
    expect([response.status, response.headers.get('x-should-retry')]).toEqual([400, 'false']);
    expect(await response.text()).toContain('did you mean sse.stall');
  });

  test('is ignored unless it is allowed', async () => {
    expect((await ask(testMock(), '500')).status).toBe(200);
  });

  test('lets a fault count on from request to request', async () => {
    const mock = testMock({ faultHeader: true });
    const models = [];
    for (let i = 0; i < 3; i++) {
      // oxlint-disable-next-line no-await-in-loop
      const body = (await (await ask(mock, 'model.echo-unstable')).json()) as { model: string };
      models.push(body.model);
    }
    expect(models).toEqual(['gpt-5.1', 'openai/gpt-5.1', 'gpt-5.1']);
  });
});

describe('a fault of a scenario', () => {
  test('meets its requests alone, and joins those of all requests', async () => {
    const mock = testMock({
      faults: ['b.id-missing'],
      scenarios: [{ match: { user: 'hello' }, reply: { text: 'Hey.', fault: 'b.usage-missing, b.finish-null' } }],
    });
    const first = (await (await post(mock, HELLO)).json()) as Record<string, unknown>;
    expect(Object.keys(first)).not.toEqual(expect.arrayContaining(['id']));
    expect('usage' in first).toBe(false);
    expect(JSON.stringify(first)).toContain('"finish_reason":null');
    await post(mock, { ...HELLO, messages: [{ role: 'user', content: 'Goodbye' }] });
    expect(mock.requests.map(({ faults }) => faults)).toEqual([
      ['b.id-missing', 'b.usage-missing', 'b.finish-null'],
      ['b.id-missing'],
    ]);
  });

  test('bends the request before the reply is cut to its limits, and uses the scenario once', async () => {
    const mock = testMock({
      scenarios: [
        { name: 'once', times: 1, reply: { text: 'One two three four five.', fault: 'param.ignore=max_tokens' } },
        { name: 'then', reply: 'Done.' },
      ],
    });
    const say = async (): Promise<string> => {
      const body = (await (await post(mock, { ...HELLO, max_tokens: 2 })).json()) as {
        choices: { message: { content: string } }[];
      };
      return body.choices[0]?.message.content ?? '';
    };
    expect(await say()).toBe('One two three four five.');
    expect(await say()).toBe('Done.');
  });

  test('may refuse the request', async () => {
    const mock = testMock({ scenarios: [{ reply: { text: 'Hey.', fault: '503@retry_after=4' } }] });
    const response = await post(mock, HELLO);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '4']);
    expect(mock.requests[0]).toMatchObject({ kind: 'error', faults: ['503@retry_after=4'], model: 'gpt-5.1' });
  });

  test('that does not exist is told when scenarios are loaded', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'starmock-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'a.yaml');
    writeFileSync(path, 'scenarios:\n  - reply: { text: Hey., fault: sse.stal }\n');
    await expect(testMock({ scenarios: [path] }).warm()).rejects.toThrow(
      /a\.yaml:2:\d+ there is no fault "sse\.stal"; did you mean sse\.stall/,
    );
  });
});

describe('faults that take several answers, or time, to show', () => {
  test('param.seed-ignored answers otherwise each time', async () => {
    const mock = testMock({ faults: ['param.seed-ignored'] });
    const body = { ...HELLO, seed: 7, temperature: 0, messages: [{ role: 'user', content: 'Tell me about the sea' }] };
    await post(mock, body);
    await post(mock, body);
    const [first, second] = mock.requests.map(({ answer }) => answer?.choices[0]?.message.content);
    expect(first).not.toBe(second);
  });

  test('http.abort-poisons fails the request after a client has left', async () => {
    const clock = virtualClock({ manual: true });
    const mock = testMock({ faults: ['http.abort-poisons'], speed: 'realistic', clock });
    const stream = await post(mock, { ...HELLO, stream: true });
    await stream.body?.cancel();
    expect((await post(mock, HELLO)).status).toBe(500);
    expect((await post(mock, HELLO)).status).toBe(200);
  });

  test('time.slow-head keeps the client waiting for the head', async () => {
    const clock = virtualClock();
    const response = await post(testMock({ faults: ['time.slow-head=700'], clock }), HELLO);
    expect([response.status, clock.now()]).toEqual([200, 700]);
  });

  test('net.slow-loris sends byte by byte', async () => {
    const clock = virtualClock();
    const response = await post(testMock({ faults: ['net.slow-loris=10'], clock }), HELLO);
    const { length } = await response.text();
    expect(clock.now()).toBe((length - 1) * 10);
  });
});
