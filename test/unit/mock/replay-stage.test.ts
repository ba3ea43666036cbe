import { describe, expect, it } from 'vitest';
import { createCassetteStore } from '../../../src/cassette-store.ts';
import { SERVED_ENDPOINTS } from '../../../src/endpoints/served-endpoints.ts';
import { FAULTS } from '../../../src/faults/catalogue.ts';
import { createMock, type FaultSpec, type MockOptions } from '../../../src/index.ts';
import { faultStageOf, serviceOf } from '../../../src/mock-service.ts';
import type { HandledRequest } from '../../../src/mock/record.ts';
import { loadRuntime } from '../../../src/mock/runtime.ts';
import type { Service } from '../../../src/mock/pipeline.ts';
import type { Exchange } from '../../../src/wire/exchange.ts';
import { keepCassette, testFolder } from '../../support/cassette-folder.ts';
import { exchange } from '../recordings/cassettes/support/exchanges.ts';

const tool = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};
const responsesTool = { type: 'function', name: 'get_weather', parameters: tool.function.parameters, strict: false };
const sea = 'Tell me about the sea, the rivers, the lakes and the mountains of the north 🌊, and why they matter.';
const chat = (more: object): object => ({ model: 'gpt-5.1', messages: [{ role: 'user', content: sea }], ...more });

/** What is asked, by the name of the endpoint whose faults are tried on it. */
const ASKED: ReadonlyArray<readonly [endpoint: string | undefined, path: string, body: object]> = [
  [undefined, '/chat/completions', chat({ stream: true, stream_options: { include_usage: true } })],
  [undefined, '/chat/completions', chat({})],
  [undefined, '/chat/completions', chat({ model: 'gpt-5.1-thinking', stream: true })],
  [
    undefined,
    '/chat/completions',
    {
      model: 'gpt-5.1',
      stream: true,
      tools: [tool],
      messages: [{ role: 'user', content: 'How is the weather in Oslo?' }],
    },
  ],
  ['responses', '/responses', { model: 'gpt-5.1', input: sea, stream: true }],
  ['responses', '/responses', { model: 'gpt-5.1', input: 'How is the weather in Oslo?', tools: [responsesTool] }],
  ['embeddings', '/embeddings', { model: 'text-embedding-3-small', input: ['the sea', 'a river'] }],
];

const encode = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** A mock without a transport. @param folder of its cassettes, if it is to replay */
function service(fault: string | undefined, folder?: string): Service {
  const options: MockOptions = {
    stableIds: true,
    seed: 7,
    faults: fault === undefined ? [] : [fault as FaultSpec],
    onInternalError: fail,
  };
  return serviceOf(options, {
    loadRuntime: () => runtime,
    scenarios: () => undefined,
    controlled: () => undefined,
    faults: faultStageOf(options),
    endpoints: SERVED_ENDPOINTS,
    limiter: undefined,
    recordings:
      folder === undefined
        ? undefined
        : createCassetteStore({
            paths: [folder],
            repeat: false,
            session: undefined,
            mode: 'none',
            passing: false,
            profile: 'starmagic',
            now: () => 0,
          }),
  });
}

const runtime = loadRuntime({ profile: 'starmagic', seed: '7' });

function fail(error: unknown): void {
  throw error;
}

const bytesOf = ({ frames }: Exchange): Buffer =>
  Buffer.concat([...frames].map(({ bytes }) => Buffer.from(bytes as string)));

/** What a client would get, as text; a mock with faults cuts its streams otherwise. */
const shown = ({ exchange: said }: HandledRequest): string => {
  const { headers, frames, ...rest } = said;
  const waited = [...frames].reduce((sum, { wait }) => sum + wait, 0);
  return JSON.stringify([rest, headers, waited, bytesOf(said).toString('latin1')]);
};

const ask = async (from: Service, path: string, body: object): Promise<HandledRequest> =>
  from.handle({
    method: 'POST',
    path: `/v1${path}`,
    header: (name) => ({ authorization: 'Bearer sk-test-0123456789', 'content-type': 'application/json' })[name],
    body: encode(body),
  });

/** A folder with what the mock says by itself. */
async function recorded(path: string, body: object): Promise<string> {
  const { exchange: said } = await ask(service(undefined), path, body);
  const observation = exchange({ path, request: body, headers: said.headers, body: [bytesOf(said)], startedAt: 0 });
  return keepCassette(testFolder(), 'recorded', [observation]);
}

/** Faults that have the service see another request where the answer cannot be said anew. */
const NOT_RECORDED = ['embeddings.base64-always'];

/** Faults that show in an answer that the mock makes up. */
async function showing(faults: readonly string[], path: string, body: object, folder?: string): Promise<string[]> {
  const sound = shown(await ask(service(undefined, folder), path, body));
  const found: string[] = [];
  for (const fault of faults) {
    // oxlint-disable-next-line no-await-in-loop
    const handled = await ask(service(fault, folder), path, body);
    expect(handled.record.error?.code === 'fault_not_applicable' ? fault : undefined).toBe(
      NOT_RECORDED.find((name) => folder !== undefined && name === fault),
    );
    if (shown(handled) !== sound) found.push(fault);
  }
  return found;
}

describe('a recorded answer', () => {
  it.each(ASKED)('meets every fault that an answer of the mock meets (R32): %s %s %#', async (endpoint, path, body) => {
    const faults = FAULTS.filter((fault) => fault.endpoint === endpoint).map(({ name }) => name);
    const folder = await recorded(path, body);
    const own = await showing(faults, path, body);
    const replayed = await showing(own, path, body, folder);
    expect(own.length).toBeGreaterThan(3);
    expect(own.filter((name) => !replayed.includes(name))).toEqual([]);
  });

  it('keeps what it says when a fault changes how much it says', async () => {
    const body = chat({ stream: true, stream_options: { include_usage: true } });
    const folder = await recorded('/chat/completions', { ...body });
    const wordsOf = (handled: HandledRequest): unknown =>
      (handled.answer?.() as { choices?: { message: { content: string } }[] } | undefined)?.choices?.[0]?.message
        .content;
    const sound = await ask(service(undefined, folder), '/chat/completions', body);
    const bent = await ask(service('usage.estimate', folder), '/chat/completions', body);
    expect(bent.record).toMatchObject({ recording: 'recorded#1', faults: ['usage.estimate'] });
    expect(wordsOf(bent)).toBe(wordsOf(sound));
  });

  it('keeps its own chunks under a fault that works on bytes (R15, R32)', async () => {
    const words = { request: { model: 'unknown-model', messages: [], stream: true } };
    const body = [
      'data: {"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}\n\nda',
      'ta: [DONE]\n\n',
    ];
    const folder = await keepCassette(testFolder(), 'c', [
      exchange({ ...words, headers: [['Content-Type', 'text/event-stream']], body }),
    ]);
    const fetched = await ask(service('sse.done-missing', folder), '/chat/completions', words.request);
    expect(bytesOf(fetched.exchange).toString('utf8')).toBe(`${body[0]?.slice(0, -2)}`);
  });

  it('tells why a fault cannot be injected into it', async () => {
    const words = { request: { model: 'unknown-model', messages: [{ role: 'user', content: 'Hi' }] } };
    const folder = await keepCassette(testFolder(), 'c', [exchange(words)]);
    const mock = createMock({ cassettes: [folder], faults: ['usage.estimate'] });
    const send = (request: object): Promise<Response> =>
      mock.fetch('http://mock/v1/chat/completions', {
        method: 'POST',
        headers: { authorization: 'Bearer a', 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
    expect((await send(words.request)).status).toBe(200);
    const folder2 = await keepCassette(testFolder(), 'd', [exchange({ request: { odd: true } })]);
    const other = createMock({ cassettes: [folder2], faults: ['usage.estimate'] });
    const refused = await other.fetch('http://mock/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer a' },
      body: '{"odd":true}',
    });
    expect(await refused.text()).toContain('Cannot inject usage.estimate into recording d#1: ');
  });
});
