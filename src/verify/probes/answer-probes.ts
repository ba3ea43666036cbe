import type { Probe, ProbeContext, ProbeRequest } from './probe.ts';
import { ask, streamed, user } from './request-body.ts';

/** Scripts whose characters take two, three and four bytes, a combining accent, and an emoji made of several. */
export const UNICODE_ECHO = '你好 🌍 ñ e\u0301 👩‍👩‍👧';

const PONG = [user('Reply with exactly one word: pong')];
const ECHO = [user(`Repeat exactly this text and nothing else: ${UNICODE_ECHO}`)];
const COUNT = [user('Count from 1 to 60, separated by spaces. Write nothing else.')];

const answer = (
  id: string,
  title: string,
  visible: number,
  request: (context: ProbeContext) => ProbeRequest | undefined,
  more: Partial<Probe> = {},
): Probe => ({ id, title, wants: 'answer', uses: [], visible, request, ...more });

/** Plain and streamed answers of text, and what ends them. */
export const answerProbes: readonly Probe[] = [
  answer('text', 'short plain response', 16, (context) => ask(context, PONG, 16)),
  answer('text.stream-false', 'short response with "stream": false', 16, (context) =>
    ask(context, PONG, 16, { stream: false }),
  ),
  answer('stream.same', 'short streamed response', 16, (context) => ask(context, PONG, 16, streamed), {
    uses: ['stream', 'stream-usage'],
  }),
  answer('stream.text', 'stream with many scripts', 48, (context) => ask(context, ECHO, 48, streamed), {
    uses: ['stream', 'stream-usage'],
  }),
  answer(
    'stream.plain-usage',
    'stream without stream_options',
    16,
    (context) => ask(context, PONG, 16, { stream: true }),
    {
      uses: ['stream'],
    },
  ),
  answer('stream.long', 'long stream', 180, (context) => ask(context, COUNT, 180, streamed), {
    uses: ['stream', 'stream-usage'],
  }),
  answer(
    'limit',
    'response truncated by the token limit',
    16,
    (context) => ask(context, [user('Write a long poem about the sea.')], 16),
    { uses: ['limit'] },
  ),
  answer(
    'stream.limit',
    'stream truncated by the token limit',
    16,
    (context) => ask(context, [user('Write a long poem about the sea.')], 16, streamed),
    { uses: ['stream', 'stream-usage', 'limit'] },
  ),
  answer(
    'limit.names',
    'response truncated by max_completion_tokens',
    16,
    ({ model, limit }) => ({
      body: { model, messages: [user('Write a long poem about the sea.')], max_completion_tokens: limit(16) },
    }),
    { uses: ['limit'] },
  ),
  answer('limit.one', 'limit of one token', 1, ({ model, limitField }) => ({
    body: { model, messages: [user('Write a long poem about the sea.')], [limitField]: 1 },
  })),
  answer(
    'stop',
    'one stop sequence',
    32,
    (context) =>
      ask(context, [user('Repeat exactly this text and nothing else: one two three four')], 32, { stop: 'three' }),
    { uses: ['stop'] },
  ),
  answer(
    'stop.array',
    'two stop sequences',
    32,
    (context) =>
      ask(context, [user('Repeat exactly this text and nothing else: one two three four')], 32, {
        stop: ['five', 'three'],
      }),
    { uses: ['stop'] },
  ),
  answer(
    'sampling',
    'sampling parameters within their ranges',
    16,
    (context) =>
      ask(context, PONG, 16, { temperature: 0.2, top_p: 0.9, presence_penalty: 0.1, frequency_penalty: 0.1 }),
    { uses: ['sampling'] },
  ),
  answer('null', 'null for nullable fields, and many scripts', 48, (context) =>
    ask(context, ECHO, 48, { stop: null, temperature: null, stream: null, response_format: undefined }),
  ),
  answer(
    'seed',
    'seed and temperature = 0',
    24,
    (context) =>
      ask(context, [user('Invent a name for a cat. Reply with the name alone.')], 24, { seed: 7, temperature: 0 }),
    { uses: ['seed', 'sampling'] },
  ),
  answer(
    'seed.again',
    'same seed and temperature again',
    24,
    (context) =>
      ask(context, [user('Invent a name for a cat. Reply with the name alone.')], 24, { seed: 7, temperature: 0 }),
    { uses: ['seed', 'sampling'] },
  ),
  answer(
    'identity',
    'open question at temperature 0, to distinguish models by wording',
    64,
    (context) => ask(context, [user('Describe a lighthouse in two sentences.')], 64, { temperature: 0 }),
    { uses: ['sampling'], only: 'not-reasoning' },
  ),
  answer('n', 'n = 2', 32, (context) => ask(context, PONG, 16, { n: 2 }), { uses: ['n'] }),
  answer('stream.n', 'n = 2, streamed', 32, (context) => ask(context, PONG, 16, { n: 2, ...streamed }), {
    uses: ['n', 'stream', 'stream-usage'],
  }),
  answer(
    'logprobs',
    'log probabilities',
    16,
    (context) => ask(context, PONG, 16, { logprobs: true, top_logprobs: 2 }),
    { uses: ['logprobs'], only: 'not-reasoning' },
  ),
  answer(
    'stream.logprobs',
    'log probabilities, streamed',
    16,
    (context) => ask(context, PONG, 16, { logprobs: true, top_logprobs: 2, ...streamed }),
    { uses: ['logprobs', 'stream', 'stream-usage'], only: 'not-reasoning' },
  ),
  answer('effort', 'low reasoning effort', 16, (context) => ask(context, PONG, 16, { reasoning_effort: 'low' }), {
    uses: ['reasoning-effort'],
    only: 'low-effort',
  }),
];
