import { bytesOf, chunk, choice, header, piece, say, TRANSCRIPTS, usage, type Chunk } from './transcripts.ts';

/** One fault in a good stream, and the one requirement that it breaks. */
export interface Mutation {
  readonly name: string;
  readonly of: keyof typeof TRANSCRIPTS;
  /** Changes chunks, which become bytes afterwards. */
  readonly chunks?: (chunks: Chunk[]) => Chunk[];
  /** Changes the event stream itself. */
  readonly bytes?: (body: string) => string | Uint8Array;
  readonly request?: Chunk;
  readonly breaks: string;
  /** Further requirements that the same fault cannot help breaking. */
  readonly also?: readonly string[];
}

const TEXT = 'a text';
const CALL = 'a single tool call, its header on the first delta';
const CALLS = 'parallel tool calls';
const USAGE = 'a text with usage';
const THOUGHT = 'reasoning before a text';

/** Replaces members of one chunk. */
const member =
  (position: number, more: Chunk) =>
  (chunks: Chunk[]): Chunk[] =>
    chunks.with(position, { ...chunks.at(position), ...more });

/** Replaces members of the only choice of one chunk. */
const inChoice =
  (position: number, more: Chunk) =>
  (chunks: Chunk[]): Chunk[] => {
    const [old] = (chunks.at(position)?.['choices'] ?? []) as Chunk[];
    return chunks.with(position, { ...chunks.at(position), choices: [{ ...old, ...more }] });
  };

const withoutKey = (body: Chunk, key: string): Chunk =>
  Object.fromEntries(Object.entries(body).filter(([k]) => k !== key));
const insert =
  (position: number, ...more: Chunk[]) =>
  (chunks: Chunk[]): Chunk[] =>
    chunks.toSpliced(position, 0, ...more);
const remove = (position: number) => (chunks: Chunk[]) => chunks.toSpliced(position, 1);
const said = (delta: unknown): Chunk => chunk([choice(delta)]);
const calls = (entry: Chunk): Chunk => said({ tool_calls: [entry] });
const swap = (from: string, to: string) => (body: string) => body.replace(from, to);

const latin1 = (body: string): Uint8Array => Uint8Array.from(body, (character) => character.charCodeAt(0));

/** The table: every requirement that a stream can break, broken at least once. */
export const MUTATIONS: readonly Mutation[] = [
  // Bytes
  { name: 'a byte order mark', of: TEXT, bytes: (body) => `\uFEFF${body}`, breaks: 'sse.bom' },
  {
    name: 'a byte that is no UTF-8',
    of: TEXT,
    bytes: (body) => latin1(body.replace('Hel', 'H\u00e9l')),
    breaks: 'sse.utf8',
  },
  { name: 'half a character in an escape', of: TEXT, bytes: swap('Hel', String.raw`\ud83d`), breaks: 'sse.utf8' },
  { name: 'an event line', of: TEXT, bytes: swap('data:', 'event: message\ndata:'), breaks: 'sse.event.none' },
  { name: 'a ping without data', of: TEXT, bytes: (body) => `event: ping\n\n${body}`, breaks: 'sse.event.none' },
  {
    name: 'cut JSON',
    of: TEXT,
    bytes: swap('"finish_reason":null}]}', '"fini'),
    breaks: 'sse.data.json',
    also: ['chunk.role.first'],
  },
  { name: 'an empty data line', of: TEXT, bytes: (body) => `data:\n\n${body}`, breaks: 'sse.data.json' },
  { name: 'a comment sent as data', of: TEXT, bytes: (body) => `data: : ping\n\n${body}`, breaks: 'sse.data.json' },
  { name: 'JSON that is no object', of: TEXT, bytes: (body) => `data: [1]\n\n${body}`, breaks: 'sse.data.json' },
  { name: 'JSON over two data lines', of: TEXT, bytes: swap('"object"', '\ndata: "object"'), breaks: 'sse.data.json' },
  { name: 'a line without a field', of: TEXT, bytes: (body) => `{"id":"x"}\n${body}`, breaks: 'sse.data.json' },
  { name: 'no [DONE]', of: TEXT, bytes: swap('data: [DONE]\n\n', ''), breaks: 'sse.done.once' },
  { name: 'two [DONE]', of: TEXT, bytes: (body) => `${body}data: [DONE]\n\n`, breaks: 'sse.done.once' },
  { name: 'a chunk after [DONE]', of: TEXT, bytes: (body) => `${body}data: {}\n\n`, breaks: 'sse.done.last' },
  {
    name: 'rubbish after [DONE]',
    of: TEXT,
    bytes: (body) => `${body}data: x\n\n`,
    breaks: 'sse.done.last',
    also: ['sse.data.json'],
  },
  { name: 'a space after [DONE]', of: TEXT, bytes: swap('[DONE]', '[DONE] '), breaks: 'sse.done.exact' },
  { name: '[done] in small letters', of: TEXT, bytes: swap('[DONE]', '[done]'), breaks: 'sse.done.exact' },
  { name: 'no blank line after [DONE]', of: TEXT, bytes: swap('[DONE]\n\n', '[DONE]\n'), breaks: 'sse.done.exact' },

  // The envelope of a chunk
  { name: 'another id', of: TEXT, chunks: member(1, { id: 'chatcmpl-other' }), breaks: 'chunk.id.stable' },
  { name: 'an empty id', of: TEXT, chunks: (all) => all.map((body) => ({ ...body, id: '' })), breaks: 'chunk.id' },
  { name: 'another time', of: USAGE, chunks: member(-1, { created: 1 }), breaks: 'chunk.created.stable' },
  {
    name: 'a time as text',
    of: TEXT,
    chunks: (all) => all.map((body) => ({ ...body, created: '1' })),
    breaks: 'chunk.schema',
  },
  { name: 'another model', of: TEXT, chunks: member(2, { model: 'gpt-4o' }), breaks: 'chunk.model.stable' },
  {
    name: 'the object of a plain body',
    of: TEXT,
    chunks: member(1, { object: 'chat.completion' }),
    breaks: 'chunk.object',
  },
  {
    name: 'choices null beside usage',
    of: USAGE,
    chunks: member(-1, { choices: null }),
    breaks: 'chunk.choices.array',
  },
  {
    name: 'no choices beside usage',
    of: USAGE,
    chunks: (all) => all.toSpliced(-1, 1, withoutKey(all.at(-1) ?? {}, 'choices')),
    breaks: 'chunk.choices.array',
  },
  { name: 'no index', of: TEXT, chunks: inChoice(1, { index: undefined }), breaks: 'chunk.choice.index' },
  { name: 'an index beyond n', of: TEXT, chunks: inChoice(1, { index: 1 }), breaks: 'chunk.choice.index' },
  {
    name: 'no delta on the last chunk',
    of: TEXT,
    chunks: inChoice(-1, { delta: undefined }),
    breaks: 'chunk.delta.object',
  },
  {
    name: 'a null delta on the last chunk',
    of: TEXT,
    chunks: inChoice(-1, { delta: null }),
    breaks: 'chunk.delta.object',
  },
  {
    name: 'content in parts',
    of: TEXT,
    chunks: inChoice(1, { delta: { content: [{ type: 'text', text: 'a' }] } }),
    breaks: 'chunk.content.text',
  },
  {
    name: 'a padding one too long',
    of: 'a padded text with usage',
    chunks: (all) => member(1, { obfuscation: `${all[1]?.['obfuscation']}x` })(all),
    breaks: 'chunk.obfuscation.length',
  },
  {
    name: 'padding that was refused',
    of: 'a padded text with usage',
    request: { stream_options: { include_usage: true, include_obfuscation: false } },
    breaks: 'chunk.obfuscation.length',
  },

  // Role
  { name: 'no role', of: TEXT, chunks: inChoice(0, { delta: { content: '' } }), breaks: 'chunk.role.first' },
  { name: 'no first chunk', of: TEXT, chunks: remove(0), breaks: 'chunk.role.first' },
  { name: 'another role', of: TEXT, chunks: inChoice(0, { delta: { role: 'model' } }), breaks: 'chunk.role.first' },
  { name: 'an empty role', of: TEXT, chunks: inChoice(0, { delta: { role: '' } }), breaks: 'chunk.role.first' },
  {
    name: 'a second role',
    of: TEXT,
    chunks: inChoice(1, { delta: { role: 'assistant', content: 'Hel' } }),
    breaks: 'chunk.role.once',
  },

  // The end of a choice
  { name: 'no finish_reason', of: TEXT, chunks: remove(-1), breaks: 'finish.once' },
  { name: 'an answer of nothing', of: TEXT, chunks: () => [], breaks: 'finish.once' },
  { name: 'a choice that was never sent', of: TEXT, request: { n: 2 }, breaks: 'finish.once' },
  { name: 'two finish_reasons', of: TEXT, chunks: insert(4, chunk([choice({}, 'stop')])), breaks: 'finish.once' },
  {
    name: 'an unknown finish_reason',
    of: TEXT,
    chunks: inChoice(-1, { finish_reason: 'eos' }),
    breaks: 'finish.value',
  },
  {
    name: 'an empty finish_reason on the way',
    of: TEXT,
    chunks: inChoice(1, { finish_reason: '' }),
    breaks: 'finish.value',
  },
  { name: 'a "null" on the way', of: TEXT, chunks: inChoice(1, { finish_reason: 'null' }), breaks: 'finish.value' },
  { name: 'text after the end', of: TEXT, chunks: insert(4, said({ content: '!' })), breaks: 'chunk.after-finish' },
  {
    name: 'a call that finishes with stop',
    of: CALL,
    chunks: inChoice(-1, { finish_reason: 'stop' }),
    breaks: 'finish.tool-calls',
  },
  {
    name: 'a text that finishes with tool_calls',
    of: TEXT,
    chunks: inChoice(-1, { finish_reason: 'tool_calls' }),
    breaks: 'finish.tool-calls',
  },

  // Tool calls
  {
    name: 'calls counted from 1',
    of: CALL,
    chunks: () => say('tool_calls', { role: 'assistant' }, header(1, 'f'), piece(1, '{}')),
    breaks: 'tool.index.dense',
  },
  {
    name: 'a gap between calls',
    of: CALLS,
    chunks: (all) => all.with(4, said(header(2, 'f'))).with(5, said(piece(2, '{}'))),
    breaks: 'tool.index.dense',
  },
  {
    name: 'no index on a piece',
    of: CALL,
    chunks: insert(1, calls({ function: { arguments: '' } })),
    breaks: 'tool.index.dense',
  },
  {
    name: 'two calls at one index',
    of: CALL,
    chunks: insert(3, calls({ index: 0, id: 'call_9', type: 'function', function: { name: 'g', arguments: '' } })),
    breaks: 'tool.index.dense',
  },
  {
    name: 'a header without an id',
    of: CALLS,
    chunks: (all) => all.with(4, calls({ index: 1, type: 'function', function: { name: 'f', arguments: '' } })),
    breaks: 'tool.header.complete',
  },
  {
    name: 'a header without a type',
    of: CALLS,
    chunks: (all) => all.with(4, calls({ index: 1, id: 'c', function: { name: 'f', arguments: '' } })),
    breaks: 'tool.header.complete',
  },
  {
    name: 'a header without a name',
    of: CALLS,
    chunks: (all) => all.with(4, calls({ index: 1, id: 'c', type: 'function', function: { arguments: '' } })),
    breaks: 'tool.header.complete',
  },
  {
    name: 'a header without a piece',
    of: CALLS,
    chunks: (all) => all.with(4, calls({ index: 1, id: 'c', type: 'function', function: { name: 'f' } })),
    breaks: 'tool.header.complete',
  },
  {
    name: 'a piece before its header',
    of: CALLS,
    chunks: insert(1, said(piece(0, ''))),
    breaks: 'tool.header.complete',
  },
  { name: 'a header twice', of: CALLS, chunks: insert(2, said(header(0, 'get_weather'))), breaks: 'tool.header.once' },
  {
    name: 'the name again',
    of: CALLS,
    chunks: insert(2, calls({ index: 0, function: { name: 'get_weather', arguments: '' } })),
    breaks: 'tool.header.once',
  },
  {
    name: 'two calls with one id',
    of: CALLS,
    chunks: (all) =>
      all.with(4, calls({ index: 1, id: 'call_0', type: 'function', function: { name: 'f', arguments: '' } })),
    breaks: 'tool.id.unique',
  },
  { name: 'arguments without their end', of: CALL, chunks: remove(2), breaks: 'tool.args.json' },
  { name: 'no arguments at all', of: CALL, chunks: (all) => all.toSpliced(1, 2), breaks: 'tool.args.json' },
  {
    name: 'arguments that are a list',
    of: 'a whole call in one delta',
    chunks: inChoice(0, { delta: { role: 'assistant', ...header(0, 'f', '[]') } }),
    breaks: 'tool.args.json',
  },
  {
    name: 'arguments as an object',
    of: CALL,
    chunks: insert(3, calls({ index: 0, function: { arguments: {} } })),
    breaks: 'chunk.schema',
  },
  {
    name: 'a deprecated call without a name',
    of: 'a deprecated function call',
    chunks: inChoice(0, { delta: { role: 'assistant', function_call: { arguments: '' } } }),
    breaks: 'tool.header.complete',
  },
  {
    name: 'a deprecated call named twice',
    of: 'a deprecated function call',
    chunks: insert(1, said({ function_call: { name: 'f', arguments: '' } })),
    breaks: 'tool.header.once',
  },
  { name: 'words between calls', of: CALLS, chunks: insert(4, said({ content: 'And' })), breaks: 'chunk.schema' },

  // Reasoning
  {
    name: 'a thought after the text',
    of: THOUGHT,
    chunks: insert(3, said({ reasoning_content: 'Hm.' })),
    breaks: 'reason.before-content',
  },
  {
    name: 'a thought after a call',
    of: CALL,
    chunks: insert(3, said({ reasoning: 'Hm.' })),
    breaks: 'reason.before-content',
  },

  // Usage
  { name: 'no usage though asked for', of: USAGE, chunks: remove(-1), breaks: 'usage.stream.requested' },
  { name: 'usage though not asked for', of: USAGE, request: {}, breaks: 'usage.stream.requested' },
  {
    name: 'usage before the end',
    of: USAGE,
    chunks: (all) => [...all.slice(0, 3), ...all.slice(4), ...all.slice(3, 4)],
    breaks: 'usage.stream.last',
  },
  { name: 'usage twice', of: USAGE, chunks: insert(5, chunk([], { usage: usage() })), breaks: 'usage.stream.last' },
  {
    name: 'an empty chunk after usage',
    of: USAGE,
    chunks: insert(5, chunk([], { usage: null })),
    breaks: 'usage.stream.last',
  },
  {
    name: 'usage on the finishing chunk',
    of: USAGE,
    chunks: member(3, { usage: usage() }),
    breaks: 'usage.stream.null-elsewhere',
  },
  {
    name: 'usage on every chunk',
    of: TEXT,
    chunks: (all) => all.map((body) => ({ ...body, usage: usage() })),
    breaks: 'usage.stream.null-elsewhere',
  },
  {
    name: 'no null for usage',
    of: USAGE,
    chunks: (all) => all.with(1, withoutKey(all[1] ?? {}, 'usage')),
    breaks: 'usage.stream.null-elsewhere',
  },
  {
    name: 'a wrong total',
    of: USAGE,
    chunks: member(-1, { usage: { ...usage(), total_tokens: 99 } }),
    breaks: 'usage.sum',
  },
  {
    name: 'counts as text',
    of: USAGE,
    chunks: member(-1, { usage: { prompt_tokens: '1', completion_tokens: '1', total_tokens: '11' } }),
    breaks: 'usage.sum',
  },
  {
    name: 'more reasoning than completion',
    of: USAGE,
    chunks: member(-1, { usage: { ...usage(), completion_tokens_details: { reasoning_tokens: 6 } } }),
    breaks: 'usage.sum',
  },

  // Errors
  {
    name: 'an error of plain text',
    of: TEXT,
    chunks: (all) => [...all.slice(0, 2), { error: 'overloaded' }],
    breaks: 'err.in-stream',
  },
  {
    name: 'an error without its envelope',
    of: TEXT,
    chunks: (all) => [...all.slice(0, 2), { message: 'overloaded', type: 'server_error' }],
    breaks: 'err.in-stream',
  },
  {
    name: 'an error called detail',
    of: TEXT,
    chunks: (all) => [...all.slice(0, 2), { detail: [{ msg: 'overloaded' }] }],
    breaks: 'err.in-stream',
  },
  {
    name: 'an error that finishes its choice with a word of its own',
    of: TEXT,
    chunks: (all) => [...all.slice(0, 2), chunk([choice({}, 'error')], { error: { message: 'overloaded' } })],
    breaks: 'finish.value',
    also: ['err.in-stream'],
  },
  {
    name: 'a chunk after an error',
    of: TEXT,
    chunks: insert(1, { error: { message: 'The server is overloaded.' } }),
    breaks: 'err.in-stream',
  },
];

/** The body and the request of a mutated stream. */
export function mutate({ of, chunks, bytes, request }: Mutation): { body: string | Uint8Array; request: Chunk } {
  const good = TRANSCRIPTS[of] ?? { request: {}, chunks: [] };
  const body = bytesOf(chunks ? chunks([...good.chunks]) : good.chunks);
  return { body: bytes ? bytes(body) : body, request: request ?? good.request };
}
