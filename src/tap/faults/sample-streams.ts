import type { Exchange } from '../../wire/exchange.ts';

/** Head of the samples. */
export const SAMPLE_HEAD: Pick<Exchange, 'status' | 'headers'> = {
  status: 200,
  headers: [
    ['content-type', 'text/event-stream; charset=utf-8'],
    ['x-request-id', 'req_0123456789abcdef'],
    ['cache-control', 'no-cache'],
  ],
};

const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const DONE = 'data: [DONE]\n\n';

const chunk = (choices: readonly object[], more: object = {}): string =>
  event({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_764_547_200,
    model: 'gpt-5.1',
    choices,
    usage: null,
    ...more,
  });

const delta = (value: object, finish: string | null = null): string =>
  chunk([{ index: 0, delta: value, logprobs: null, finish_reason: finish }]);

const USAGE = chunk([], {
  usage: {
    prompt_tokens: 9,
    completion_tokens: 12,
    total_tokens: 21,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  },
});

const said = (value: object): string => delta({ tool_calls: [{ index: 0, ...value }] });

const WORDS = ['Naïve', ' cafés', ' serve', ' crème', ' brûlée', ' daily', ' – even', ' in', ' winter', '.'];

const named = (type: string, sequence: number, more: object = {}): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence, ...more })}\n\n`;

const response = (status: string): object => ({
  response: { id: 'resp_1', object: 'response', model: 'gpt-5.1', status, output: [], usage: null },
});

/** Two choices, with reasoning before their words. */
const CHOICES = [0, 1].flatMap((index) => [
  chunk([{ index, delta: { role: 'assistant', content: '' }, logprobs: null, finish_reason: null }]),
  chunk([{ index, delta: { reasoning_content: 'Hm.' }, logprobs: null, finish_reason: null }]),
  chunk([{ index, delta: { content: 'Yes' }, logprobs: null, finish_reason: null }]),
  chunk([{ index, delta: {}, logprobs: null, finish_reason: 'stop' }]),
]);

/** Two calls at once. */
const CALLS = [0, 1].flatMap((index) => [
  delta({
    tool_calls: [{ index, id: `call_${index}`, type: 'function', function: { name: 'get_time', arguments: '' } }],
  }),
  delta({ tool_calls: [{ index, function: { arguments: '{"zone":' } }] }),
  delta({ tool_calls: [{ index, function: { arguments: '"CET"}' } }] }),
]);

/** Streams that show whether a fault can work event by event: words, a tool call, a response. */
export const SAMPLE_STREAMS: readonly (readonly string[])[] = [
  [
    delta({ role: 'assistant', content: '' }),
    ...WORDS.map((content) => delta({ content })),
    delta({}, 'stop'),
    USAGE,
    DONE,
  ],
  [
    delta({ role: 'assistant', content: null }),
    said({ id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '' } }),
    ...['{"ci', 'ty":', '"Köln', '"}'].map((part) => said({ function: { arguments: part } })),
    delta({}, 'tool_calls'),
    USAGE,
    DONE,
  ],
  [...CHOICES, USAGE, DONE],
  [delta({ role: 'assistant', content: null }), ...CALLS, delta({}, 'tool_calls'), USAGE, DONE],
  [
    named('response.created', 0, response('in_progress')),
    named('response.in_progress', 1, response('in_progress')),
    ...WORDS.map((text, at) =>
      named('response.output_text.delta', 2 + at, { item_id: 'msg_1', output_index: 0, content_index: 0, delta: text }),
    ),
    named('response.completed', 12, response('completed')),
  ],
];
