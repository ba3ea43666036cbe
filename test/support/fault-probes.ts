import { createMock, type Mock, type MockOptions } from '../../src/index.ts';
import { virtualClock } from '../../src/transports/virtual-clock.ts';

/** One request of the many that faults are tried on. */
export interface Probe {
  readonly name: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** What came of a probe, as far as a client can tell. */
export interface Outcome {
  /** 0: the connection failed; -1: no head came. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  readonly text: string;
  readonly end: 'complete' | 'broken' | 'hangs';
  /** Milliseconds of the mock's clock until it was over. */
  readonly ms: number;
}

const KEY = 'sk-probe-0123456789';

/** A red square of 8 by 8 pixels. */
const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mP4z8CAFTEMLQkAKP8/wc53yE8AAAAASUVORK5CYII=';

const user = (content: unknown): object => ({ role: 'user', content });

const chat = (name: string, more: object = {}, content: unknown = 'Tell me about the sea'): Probe => ({
  name,
  body: { model: 'gpt-5.1', messages: [user(content)], ...more },
});

const tool = (name: string, properties: object): object => ({
  type: 'function',
  function: {
    name,
    description: name.replaceAll('_', ' '),
    parameters: { type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
  },
});

const WEATHER = tool('get_weather', { city: { type: 'string' } });
const STOCK = tool('get_stock_price', { symbol: { type: 'string' } });
const NOW = tool('get_time', {});

const CALL = { id: 'call_abc', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Oslo"}' } };

const loop = (more: object = {}): Probe => ({
  name: 'tool loop',
  body: {
    model: 'gpt-5.1',
    tools: [WEATHER],
    messages: [
      user('How is the weather in Oslo?'),
      { role: 'assistant', content: null, tool_calls: [CALL], ...more },
      { role: 'tool', tool_call_id: 'call_abc', content: '{"celsius":4,"sky":"rain"}' },
    ],
  },
});

const schema = {
  type: 'json_schema',
  json_schema: {
    name: 'person',
    strict: true,
    schema: {
      type: 'object',
      properties: { name: { type: 'string' }, age: { type: 'integer' } },
      required: ['name', 'age'],
      additionalProperties: false,
    },
  },
};

const stream = { stream: true, stream_options: { include_usage: true } };

const image = (url: string): unknown => [
  { type: 'text', text: 'What fills this image?' },
  { type: 'image_url', image_url: { url } },
];

/** Requests of every kind: what is asked, how it is asked, and what is wrong with it. */
export const PROBES: readonly Probe[] = [
  chat('plain'),
  chat('plain again'),
  chat(
    'longer',
    {},
    'Tell me about the sea, the rivers, the lakes and the mountains of the north, and why they matter.',
  ),
  chat('stream', stream),
  chat('stream without usage', { stream: true }),
  chat('unicode', {}, '用中文告诉我大海的故事，加上表情符号😀'),
  chat('unicode in a stream', stream, 'Say exactly: 你好，世界 😀'),
  chat('exact', {}, 'Say exactly: 你好，世界 😀'),
  chat('thinking', { model: 'gpt-5.1-thinking' }, 'Why is the sky blue?'),
  chat('thinking in a stream', { model: 'gpt-5.1-thinking', ...stream }, 'Why is the sky blue?'),
  chat('chat model', { model: 'gpt-5.1-chat' }),
  chat('tools', { tools: [WEATHER, STOCK] }, 'How is the weather in Oslo and what is the stock price of ACME?'),
  chat(
    'tools in a stream',
    { tools: [WEATHER, STOCK], ...stream },
    'How is the weather in Oslo and what is the stock price of ACME?',
  ),
  chat('one tool', { tools: [WEATHER] }, 'How is the weather in Oslo?'),
  chat('one tool in a stream', { tools: [WEATHER], ...stream }, 'How is the weather in Oslo?'),
  chat('tool without parameters', { tools: [NOW], tool_choice: 'required' }, 'What time is it?'),
  chat('tool without parameters in a stream', { tools: [NOW], tool_choice: 'required', ...stream }, 'What time is it?'),
  chat('tool required', { tools: [WEATHER], tool_choice: 'required' }, 'Hello'),
  chat(
    'tool named',
    { tools: [WEATHER, STOCK], tool_choice: { type: 'function', function: { name: 'get_weather' } } },
    'Hello',
  ),
  chat(
    'tool named in a stream',
    { tools: [WEATHER, STOCK], tool_choice: { type: 'function', function: { name: 'get_weather' } }, ...stream },
    'Hello',
  ),
  chat('no tool', { tools: [WEATHER], tool_choice: 'none' }, 'How is the weather in Oslo?'),
  chat(
    'one call at a time',
    { tools: [WEATHER, STOCK], parallel_tool_calls: false },
    'How is the weather in Oslo and what is the stock price of ACME?',
  ),
  chat('json', { response_format: { type: 'json_object' } }, 'Extract info as JSON: John is 30'),
  chat('json in a stream', { response_format: { type: 'json_object' }, ...stream }, 'Extract info as JSON: John is 30'),
  chat('json schema', { response_format: schema }, 'John is 30'),
  chat('json schema in a stream', { response_format: schema, ...stream }, 'John is 30'),
  chat('json without the word', { response_format: { type: 'json_object' } }, 'John is 30'),
  chat('limit', { max_tokens: 5 }),
  chat('limit in a stream', { max_completion_tokens: 5, ...stream }),
  chat('limit of one', { max_tokens: 1 }),
  chat('stop', { stop: ['e'] }),
  chat('two choices', { n: 2 }),
  chat('logprobs', { model: 'gpt-5.1-chat', logprobs: true, top_logprobs: 3 }),
  chat('logprobs in a stream', { model: 'gpt-5.1-chat', logprobs: true, top_logprobs: 3, ...stream }),
  chat('sampling', { temperature: 0.5, top_p: 0.9 }),
  chat('effort', { reasoning_effort: 'low' }),
  chat('null', { stop: null }),
  chat('user', { user: 'ann', seed: 3 }),
  chat('stream options alone', { stream_options: { include_usage: true } }),
  chat('accepts json', stream),
  { ...chat('accepts gzip'), headers: { 'accept-encoding': 'gzip' } },
  chat('image', {}, image(PNG)),
  chat('image by address', {}, image('https://example.com/a.png')),
  chat('no image', {}, image('data:image/png;base64,AAAA')),
  chat('parts', {}, [
    { type: 'text', text: 'Tell me about' },
    { type: 'text', text: ' the sea' },
  ]),
  chat('system', { messages: [{ role: 'system', content: 'Begin each answer with the word Ahoy.' }, user('Hello')] }),
  chat('developer', {
    messages: [{ role: 'developer', content: 'Begin each answer with the word Ahoy.' }, user('Hello')],
  }),
  chat('earlier turns', {
    messages: [user('My name is Ann.'), { role: 'assistant', content: 'Hello Ann.' }, user('What is my name?')],
  }),
  chat('earlier reasoning', {
    messages: [
      user('My name is Ann.'),
      { role: 'assistant', content: 'Hello Ann.', reasoning_content: 'A name.' },
      user('What is my name?'),
    ],
  }),
  loop(),
  chat('range', { temperature: 3 }),
  chat('range in a stream', { temperature: 3, ...stream }),
  chat('type', { n: 'two' }),
  chat('too many stops', { stop: ['a', 'b', 'c', 'd', 'e'] }),
  chat('tool name', { tools: [tool('get weather!', {})] }),
  chat('unknown role', { messages: [{ role: 'wizard', content: 'Hello' }] }),
  chat('no messages', { messages: [] }),
  chat('unknown model', { model: 'no-such-model' }),
  { name: 'no model', body: { messages: [user('Hello')] } },
  chat('call without result', { messages: [user('Hi'), { role: 'assistant', tool_calls: [CALL] }, user('And?')] }),
  { name: 'no json', body: 'not json {' },
  {
    name: 'no utf-8',
    body: new Uint8Array([
      ...new TextEncoder().encode('{"model":"gpt-5.1","messages":[{"role":"user","content":"'),
      0xff,
      0xfe,
      ...new TextEncoder().encode('"}]}'),
    ]),
  },
  { ...chat('no json declared'), headers: { 'content-type': 'text/plain' } },
  { ...chat('too large', {}, 'x'.repeat(20_000)) },
  { ...chat('no key'), headers: { authorization: undefined } },
  { ...chat('wrong key'), headers: { authorization: 'Bearer sk-wrong-9876543210' } },
  { ...chat('other scheme'), headers: { authorization: 'Basic dXNlcjpwdw==' } },
  { ...chat('empty key'), headers: { authorization: 'Bearer ' } },
  { ...chat('small letters'), headers: { authorization: `bearer ${KEY}` } },
  { name: 'models', method: 'GET', path: '/v1/models' },
  { name: 'model', method: 'GET', path: '/v1/models/gpt-5.1' },
  { name: 'no such model', method: 'GET', path: '/v1/models/no-such-model' },
  { name: 'no such path', method: 'GET', path: '/v1/nothing' },
  { name: 'wrong method', method: 'PUT', path: '/v1/chat/completions' },
  { name: 'preflight', method: 'OPTIONS', path: '/v1/chat/completions', headers: { origin: 'https://page.example' } },
];

/** A mock for probes: equal requests get equal answers, and no time passes but that of its clock. */
export function probeMock(options: MockOptions = {}): Mock {
  return createMock({
    stableIds: true,
    seed: 'probe',
    apiKeys: [KEY],
    maxBody: 15_000,
    clock: virtualClock(),
    journalLimit: 0,
    ...options,
  });
}

/** Longer than anything here takes; only what hangs waits for it. */
const HANG_MS = 3000;

function headersOf({ headers = {}, name }: Probe): Record<string, string> {
  const usual = {
    authorization: `Bearer ${KEY}`,
    'content-type': 'application/json',
    'accept-encoding': 'identity',
    accept: name === 'accepts json' ? 'application/json' : '*/*',
  };
  const all: Record<string, string | undefined> = { ...usual, ...headers };
  return Object.fromEntries(Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined));
}

function bodyOf({ body }: Probe): Pick<RequestInit, 'body'> {
  if (body === undefined) return {};
  if (body instanceof Uint8Array) return { body: new Uint8Array(body) };
  return { body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const NOTHING = Symbol('nothing came');

/** The value, or nothing where the clock has gone through all that was planned and nothing came. */
function soon<T>(work: Promise<T>): Promise<T | typeof NOTHING> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof NOTHING>((resolve) => {
    timer = setTimeout(() => resolve(NOTHING), HANG_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function readBody(response: Response): Promise<Pick<Outcome, 'bytes' | 'end'>> {
  const pieces: Uint8Array[] = [];
  const reader = (response.body ?? new ReadableStream<Uint8Array>({ start: (control) => control.close() })).getReader();
  const all = (end: Outcome['end']): Pick<Outcome, 'bytes' | 'end'> => ({ bytes: Buffer.concat(pieces), end });
  try {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const piece = await soon(reader.read());
      if (piece === NOTHING) {
        // oxlint-disable-next-line no-await-in-loop
        await reader.cancel();
        return all('hangs');
      }
      if (piece.done) return all('complete');
      pieces.push(piece.value);
    }
  } catch {
    return all('broken');
  }
}

const FAILED: Omit<Outcome, 'ms' | 'status' | 'end'> = { headers: {}, bytes: new Uint8Array(), text: '' };

/** Sends a probe and waits for all of its answer. */
export async function send(mock: Mock, clock: { now(): number }, probe: Probe): Promise<Outcome> {
  const started = clock.now();
  const leave = new AbortController();
  const init = { method: probe.method ?? 'POST', headers: headersOf(probe), ...bodyOf(probe), signal: leave.signal };
  const url = `http://mock${probe.path ?? '/v1/chat/completions'}`;
  const asking = mock.fetch(url, init).catch(() => undefined);
  const response = await soon(asking);
  if (response === NOTHING) leave.abort();
  if (response === NOTHING || !response) {
    return { ...FAILED, status: response ? -1 : 0, end: response ? 'hangs' : 'broken', ms: clock.now() - started };
  }
  const { bytes, end } = await readBody(response);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    bytes,
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
    end,
    ms: clock.now() - started,
  };
}
