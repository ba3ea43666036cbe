/** Event streams written by hand, one for each shape that the contract allows. */
export interface Transcript {
  readonly request: Record<string, unknown>;
  readonly chunks: readonly Chunk[];
}

/** A chunk to be mutilated: open on purpose. */
export type Chunk = Record<string, unknown>;

/** A part of a choice in a chunk: delta, finish_reason, index. */
export function choice(delta: unknown, finish: string | null = null, index = 0): Chunk {
  return { index, delta, logprobs: null, finish_reason: finish };
}

/** A chunk with these choices, and more members if need be. */
export function chunk(choices: unknown, more: Chunk = {}): Chunk {
  return {
    id: 'chatcmpl-abc123',
    object: 'chat.completion.chunk',
    created: 1_762_992_000,
    model: 'gpt-5.1',
    system_fingerprint: null,
    choices,
    ...more,
  };
}

/** One chunk for each delta of choice 0, and a last, empty one that finishes it. */
export function say(finish: string, ...deltas: unknown[]): Chunk[] {
  return [...deltas.map((delta) => chunk([choice(delta)])), chunk([choice({}, finish)])];
}

/** The delta that opens a function call. */
export function header(index: number, name: string, text = ''): Chunk {
  return { tool_calls: [{ index, id: `call_${index}`, type: 'function', function: { name, arguments: text } }] };
}

/** A delta with a piece of a call's arguments. */
export function piece(index: number, text: string): Chunk {
  return { tool_calls: [{ index, function: { arguments: text } }] };
}

/** The usage of `tokens` completion tokens. */
export function usage(tokens = 5): Chunk {
  return { prompt_tokens: 8, completion_tokens: tokens, total_tokens: 8 + tokens };
}

/** Pads chunks the way the API does. */
export function padded(chunks: readonly Chunk[]): Chunk[] {
  return chunks.map((plain) => {
    const length = JSON.stringify({ ...plain, obfuscation: '' }).length;
    return { ...plain, obfuscation: 'x'.repeat((17 - (length % 16)) % 16) };
  });
}

/** The event stream of these chunks. */
export function bytesOf(chunks: readonly Chunk[]): string {
  return [...chunks.map((body) => JSON.stringify(body)), '[DONE]'].map((data) => `data: ${data}\n\n`).join('');
}

const first = { role: 'assistant', content: '', refusal: null };
const text = say('stop', first, { content: 'Hel' }, { content: 'lo' });
const nullUsage = (chunks: readonly Chunk[]): Chunk[] => chunks.map((body) => ({ ...body, usage: null }));
const withUsage = [...nullUsage(text), chunk([], { usage: usage() })];
const asked = { stream_options: { include_usage: true } };
const weather = [header(0, 'get_weather'), piece(0, '{"city":'), piece(0, '"Oslo"}')];
const custom = (body: Chunk): Chunk => ({ tool_calls: [{ index: 0, ...body }] });

/** Every shape, by name. */
export const TRANSCRIPTS: Readonly<Record<string, Transcript>> = {
  'a text': { request: {}, chunks: text },
  'a text with usage': { request: asked, chunks: withUsage },
  'a padded text with usage': { request: asked, chunks: padded(withUsage) },
  'a single tool call, its header on the first delta': {
    request: {},
    chunks: say('tool_calls', { role: 'assistant', content: null, ...weather[0], refusal: null }, ...weather.slice(1)),
  },
  'parallel tool calls': {
    request: {},
    chunks: say('tool_calls', { role: 'assistant', content: null }, ...weather, header(1, 'get_time'), piece(1, '{}')),
  },
  'interleaved pieces of parallel calls': {
    request: {},
    chunks: say('tool_calls', first, header(0, 'a'), header(1, 'b'), piece(1, '{'), piece(0, '{}'), piece(1, '}')),
  },
  'a whole call in one delta': {
    request: {},
    chunks: say('tool_calls', { role: 'assistant', ...header(0, 'f', '{}') }),
  },
  'two calls in one delta': {
    request: {},
    chunks: say('tool_calls', first, {
      tool_calls: [
        ...(header(0, 'f', '{}')['tool_calls'] as Chunk[]),
        ...(header(1, 'g', '{}')['tool_calls'] as Chunk[]),
      ],
    }),
  },
  'empty ids and names on later pieces': {
    request: {},
    chunks: say('tool_calls', first, header(0, 'f'), {
      tool_calls: [{ index: 0, id: '', type: 'function', function: { name: '', arguments: '{}' } }],
    }),
  },
  'a text before a tool call': {
    request: {},
    chunks: say('tool_calls', first, { content: 'One moment.' }, ...weather),
  },
  'a forced call that finishes with stop': {
    request: { tool_choice: { type: 'function', function: { name: 'get_weather' } } },
    chunks: say('stop', first, ...weather),
  },
  'a call cut off by the limit': { request: {}, chunks: say('length', first, ...weather.slice(0, 2)) },
  'a custom tool call': {
    request: {},
    chunks: say(
      'tool_calls',
      first,
      custom({ id: 'call_0', type: 'custom', custom: { name: 'sql', input: '' } }),
      custom({ custom: { input: 'SELECT 1' } }),
    ),
  },
  'a deprecated function call': {
    request: {},
    chunks: say(
      'function_call',
      { role: 'assistant', content: null, function_call: { name: 'f', arguments: '' } },
      { function_call: { arguments: '{}' } },
    ),
  },
  'a refusal': {
    request: {},
    chunks: say('stop', { role: 'assistant', content: null, refusal: '' }, { refusal: 'No.' }),
  },
  'two choices that take turns': {
    request: { n: 2 },
    chunks: [
      chunk([choice(first)]),
      chunk([choice(first, null, 1)]),
      chunk([choice({ content: 'B' }, null, 1)]),
      chunk([choice({ content: 'A' })]),
      chunk([choice({}, 'stop', 1)]),
      chunk([choice({}, 'length')]),
    ],
  },
  'two choices in one chunk': {
    request: { n: 2 },
    chunks: [chunk([choice(first), choice(first, null, 1)]), chunk([choice({}, 'stop'), choice({}, 'stop', 1)])],
  },
  'reasoning before a text': {
    request: {},
    chunks: say('stop', { role: 'assistant', content: '' }, { reasoning_content: 'Hm.' }, { content: 'Yes.' }),
  },
  'reasoning with null siblings': {
    request: {},
    chunks: say(
      'stop',
      { role: 'assistant', content: null, reasoning_content: '' },
      { content: null, reasoning_content: 'Hm.' },
      { content: 'Yes.', reasoning_content: null },
    ),
  },
  'reasoning under its other name, then a tool call': {
    request: {},
    chunks: say('tool_calls', { role: 'assistant', content: '' }, { reasoning: 'Hm.' }, ...weather),
  },
  'a finish_reason on the last piece': {
    request: {},
    chunks: [chunk([choice(first)]), chunk([choice({ content: 'Hi' }, 'stop')])],
  },
  'empty deltas on the way and after the end': {
    request: {},
    chunks: [...say('stop', first, {}, { content: '' }, { content: 'Hi' }), chunk([choice({ content: '' })])],
  },
  'a first chunk without choices that reports on the prompt': {
    request: {},
    chunks: [{ id: '', object: '', created: 0, model: '', choices: [], prompt_filter_results: [] }, ...text],
  },
  'a moderation chunk after the usage chunk': {
    request: asked,
    chunks: [...withUsage, chunk([], { moderation: { input: {}, output: {} }, usage: null })],
  },
  'audio whose last piece has no finish_reason': {
    request: {},
    chunks: [
      chunk([choice({ role: 'assistant', audio: { id: 'audio_1', transcript: 'Hi' } })]),
      chunk([choice({ audio: { expires_at: 1 } })]),
    ],
  },
};
