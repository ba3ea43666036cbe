// Proves src/endpoints/codec.ts, src/mock/pipeline.ts.
// A new endpoint is two values: with them it is routed, validated, answered plain and streamed, recorded, judged and served by msw.
import { setupServer } from 'msw/node';
import { afterAll, describe, expect, test } from 'vitest';
import { defaultContract } from '../../../src/contract/contract.ts';
import { ENDPOINTS } from '../../../src/contract/endpoints/endpoints.ts';
import { loadValidators } from '../../../src/contract/schema/validators.ts';
import { loadTokenizer } from '../../../src/contract/tokens/load-tokenizer.ts';
import { createMock, type Mock } from '../../../src/create-mock.ts';
import type { ServedEndpoint } from '../../../src/endpoints/served-endpoint.ts';
import type { MockOptions } from '../../../src/mock-options.ts';
import { SERVED_ENDPOINTS } from '../../../src/endpoints/served-endpoints.ts';
import { handlers } from '../../../src/msw/index.ts';
import { parseExchange } from '../../../src/verify/evidence/parse-exchange.ts';
import type { ParsedExchange } from '../../../src/verify/evidence/parsed-exchange.ts';
import { toHar, observationsOfHar } from '../../../src/recordings/har.ts';
import { observationOf } from '../../../src/recordings/recorded-exchange.ts';
import { refusal } from '../../support/mock.ts';
import { echo, ECHO_ENDPOINTS, echoCodec, withEcho } from './toy-endpoint.ts';

const SERVED = [...SERVED_ENDPOINTS, ...ECHO_ENDPOINTS];
const ENDPOINTS_AND_ECHO = [...ENDPOINTS, ...ECHO_ENDPOINTS.map(({ endpoint }) => endpoint)];
const ASKED = { model: 'gpt-5.1', say: 'pong' };
const HEADERS = { authorization: 'Bearer sk-test', 'content-type': 'application/json' };

function echoMock(options: MockOptions = {}, served: readonly ServedEndpoint[] = SERVED): Mock {
  const mock = createMock(options, served);
  afterAll(() => mock.close());
  return mock;
}

const ask = (mock: Pick<Mock, 'fetch'>, body: object, base = 'http://mock/v1'): Promise<Response> =>
  mock.fetch(`${base}/echo`, { method: 'POST', headers: HEADERS, body: JSON.stringify(body) });

const call = (mock: Mock, method: string, path: string): Promise<Response> =>
  mock.fetch(`http://mock/v1${path}`, { method, headers: HEADERS });

/** What the pieces of a stream say together. */
const piecesOf = (stream: string): string =>
  [...stream.matchAll(/^data: (.*)$/gm)]
    .map(([, data = '']) => (JSON.parse(data) as { readonly piece?: string }).piece ?? '')
    .join('');

const eventNames = (stream: string): string[] => [...stream.matchAll(/^event: (.*)$/gm)].map(([, name = '']) => name);

describe('a new endpoint', () => {
  const mock = echoMock({ selfCheck: true });

  test('is not there without its values', async () => {
    expect((await ask(echoMock({}, SERVED_ENDPOINTS), ASKED)).status).toBe(404);
  });

  test('answers with a plain body of its own shape', async () => {
    const response = await ask(mock, ASKED);
    expect(response.headers.get('content-type')).toBe('application/json');
    const text = await response.text();
    expect(Number(response.headers.get('content-length'))).toBe(Buffer.byteLength(text));
    expect(JSON.parse(text)).toEqual({ id: expect.stringMatching(/^echo-\w{29}$/), object: 'echo', said: 'pong' });
  });

  test.each([{}, { speed: 'realistic' as const }])('streams named events that say the same: %j', async (options) => {
    const response = await ask(echoMock(options), { ...ASKED, stream: true });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const text = await response.text();
    expect(piecesOf(text)).toBe('pong');
    const names = eventNames(text);
    expect([names[0], names.at(-1)]).toEqual(['echo.begun', 'echo.ended']);
    expect(text).not.toContain('[DONE]');
  });

  test.each([
    [{ model: 'gpt-5.1' }, 400, 'say'],
    [{ ...ASKED, say: 7 }, 400, 'say'],
    [{ ...ASKED, say: 'x'.repeat(41) }, 400, 'say'],
    [{ ...ASKED, stream: 'yes' }, 400, 'stream'],
    [{ ...ASKED, model: 'gpt-0' }, 404, null],
  ])('refuses a body that its schema refuses: %j', async (body, status, param) => {
    expect(await refusal(await ask(mock, body))).toMatchObject({ status, param, type: 'invalid_request_error' });
  });

  test('is routed by method and path', async () => {
    const wrong = await call(mock, 'PUT', '/echo');
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
    const one = await call(mock, 'PUT', '/echo/echo-1');
    expect([one.status, one.headers.get('allow')]).toEqual([405, 'GET, HEAD, DELETE']);
    const preflight = await call(mock, 'OPTIONS', '/echo');
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST, DELETE, OPTIONS');
  });

  test('finds again what it has said, until that is deleted or the mock is reset', async () => {
    const said = (await (await ask(mock, ASKED)).json()) as { readonly id: string };
    const path = `/echo/${said.id}`;
    expect(await (await call(mock, 'GET', path)).json()).toEqual(said);
    expect(await (await call(mock, 'DELETE', path)).json()).toMatchObject({ id: said.id, deleted: true });
    expect((await call(mock, 'GET', path)).status).toBe(404);
    const other = (await (await ask(mock, ASKED)).json()) as { readonly id: string };
    mock.reset();
    expect((await call(mock, 'GET', `/echo/${other.id}`)).status).toBe(404);
  });

  test('is in the journal, with its answer folded', async () => {
    const journaled = echoMock();
    await (await ask(journaled, { ...ASKED, stream: true })).text();
    const [entry] = journaled.requests;
    expect(entry).toMatchObject({ path: '/v1/echo', kind: 'stream', model: 'gpt-5.1', request: { say: 'pong' } });
    expect(entry?.answer).toMatchObject({ object: 'echo', said: 'pong' });
    expect(entry?.usage?.prompt_tokens).toBe(1);
  });

  test('is judged by its own schemas', async () => {
    const broken = { ...echoCodec, idPrefix: 'oops-' };
    const served = [{ endpoint: echo, codec: async () => broken }];
    for (const [from, count] of [
      [echoMock({ selfCheck: true }), 0],
      [echoMock({ selfCheck: true }, served), 1],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop
      await (await ask(from, ASKED)).text();
      expect(from.requests[0]?.findings).toHaveLength(count);
    }
  });

  test('follows scenarios and meets faults', async () => {
    const scripted = echoMock({ scenarios: [{ match: { user: 'pong' }, reply: 'ping' }] });
    expect(await (await ask(scripted, ASKED)).json()).toMatchObject({ said: 'ping' });
    const faulty = echoMock({ faults: ['http.request-id-missing', 'e.detail-text'] });
    expect((await ask(faulty, ASKED)).headers.has('x-request-id')).toBe(false);
    const refused = await ask(faulty, { ...ASKED, say: 7 });
    expect(Object.keys((await refused.json()) as object)).toEqual(['detail']);
  });

  test('is said by hand', async () => {
    const controlled = echoMock();
    const reply = await controlled.controlled({ user: 'pong' });
    const asking = ask(controlled, { ...ASKED, stream: true });
    reply.text('Po');
    reply.text('ng');
    reply.end();
    const text = await (await asking).text();
    expect(piecesOf(text)).toBe('Pong');
    expect(eventNames(text).at(-1)).toBe('echo.ended');
  });
});

describe('what is recorded of a new endpoint', () => {
  const seenOf = async (observation: Parameters<typeof parseExchange>[0]): Promise<ParsedExchange> => {
    const contract = withEcho(defaultContract());
    const validators = await loadValidators(contract);
    return parseExchange(observation, {
      contract,
      validators,
      tokenizer: loadTokenizer(),
      endpoints: ENDPOINTS_AND_ECHO,
    });
  };

  test.each([
    ['plain', false],
    ['stream', true],
  ])('is known by its body, and judged by its schemas: %s', async (kind, stream) => {
    const body = await (await ask(echoMock(), { ...ASKED, stream })).text();
    const sound = await seenOf(observationOf({ request: { ...ASKED, stream }, body }, ENDPOINTS_AND_ECHO));
    expect([sound.kind, sound.findings]).toEqual([kind, []]);
    const broken = body.replace('"echo', '"ohce');
    const seen = await seenOf(observationOf({ request: { ...ASKED, stream }, body: broken }, ENDPOINTS_AND_ECHO));
    expect(seen.findings.length).toBeGreaterThan(0);
  });

  test('is read from an HTTP archive, which passes over it without its contract', async () => {
    const body = await (await ask(echoMock(), ASKED)).text();
    const observation = observationOf({ request: ASKED, body }, ENDPOINTS_AND_ECHO);
    const { log } = JSON.parse(JSON.stringify(toHar([observation], { toolVersion: '1.0.0' }))) as {
      log: { entries: Record<string, unknown>[] };
    };
    // As if somebody else had recorded it.
    for (const entry of log.entries) delete entry['_starmock'];
    const text = JSON.stringify({ log });
    expect(observationsOfHar(text, 'echo.har', ENDPOINTS_AND_ECHO)).toHaveLength(1);
    expect(() => observationsOfHar(text, 'echo.har')).toThrow(/none of its 1 entries/);
  });
});

test('a new endpoint is served through msw', async () => {
  const server = setupServer(...handlers({}, SERVED));
  server.listen();
  try {
    const net = { fetch: globalThis.fetch } as Pick<Mock, 'fetch'>;
    const said = (await (await ask(net, ASKED, 'http://api.test/v1')).json()) as { readonly id: string };
    expect(said).toMatchObject({ object: 'echo', said: 'pong' });
    const again = await fetch(`http://api.test/v1/echo/${said.id}`, { headers: HEADERS });
    expect(await again.json()).toEqual(said);
    const stream = await (await ask(net, { ...ASKED, stream: true }, 'http://api.test/v1')).text();
    expect(piecesOf(stream)).toBe('pong');
  } finally {
    server.close();
  }
});
