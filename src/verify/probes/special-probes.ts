import type { Probe, ProbeContext, ProbeRequest } from './probe.ts';
import { coloredSquare } from './colored-square.ts';
import { ask, streamed, user } from './request-body.ts';

const answer = (
  id: string,
  title: string,
  visible: number,
  uses: Probe['uses'],
  request: (context: ProbeContext) => ProbeRequest | undefined,
  more: Partial<Probe> = {},
): Probe => ({ id, title, wants: 'answer', uses, visible, request, ...more });

const JSON_PROMPT = [user('Extract the facts as a JSON object with the keys name and age: John is 30 years old.')];
const JSON_OBJECT = { response_format: { type: 'json_object' } } as const;

/** A strict schema with what clients' libraries send most: nested objects, arrays, an enum, an optional value as a union. */
export const PERSON_SCHEMA: object = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    age: { type: 'integer' },
    role: { type: 'string', enum: ['guest', 'member', 'admin'] },
    tags: { type: 'array', items: { type: 'string' } },
    address: {
      anyOf: [
        {
          type: 'object',
          properties: { city: { type: 'string' } },
          required: ['city'],
          additionalProperties: false,
        },
        { type: 'null' },
      ],
    },
  },
  required: ['name', 'age', 'role', 'tags', 'address'],
  additionalProperties: false,
};

const THOUGHT = [user('What is 17 times 23? Think it through, then reply with the number.')];

/** The text of the token probes: ordinary words, so many times. */
export const TOKEN_TEXT = 'The quick brown fox jumps over the lazy dog. ';

const tokens = (id: string, times: number, more: Readonly<Record<string, unknown>> = {}): Probe =>
  answer(id, `a prompt of ${times} sentences`, 16, 'stream' in more ? ['stream', 'stream-usage'] : [], (context) =>
    ask(context, [user(`${TOKEN_TEXT.repeat(times)}Reply with exactly one word: pong`)], 16, more),
  );

const NOTE = 'Repeat exactly this text and nothing else: the code is ';

const isolated = (id: string, letter: string): Probe =>
  answer(
    id,
    `one of two streams at once (${letter})`,
    32,
    ['stream', 'stream-usage'],
    (context) => ask(context, [user(`${NOTE}${context.nonce}`)], 32, streamed),
    { together: 'isolation' },
  );

/** JSON mode, images, reasoning, counts of tokens, and streams that disturb one another. */
export const specialProbes: readonly Probe[] = [
  answer('json.object', 'JSON mode', 48, ['json-object'], (context) => ask(context, JSON_PROMPT, 48, JSON_OBJECT)),
  answer('stream.json', 'JSON mode, streamed', 48, ['json-object', 'stream', 'stream-usage'], (context) =>
    ask(context, JSON_PROMPT, 48, { ...JSON_OBJECT, ...streamed }),
  ),
  answer('json.schema', 'strict JSON schema', 96, ['json-schema'], (context) =>
    ask(context, [user('Describe John, who is 30 years old, lives in Berlin and is a member.')], 96, {
      response_format: { type: 'json_schema', json_schema: { name: 'person', strict: true, schema: PERSON_SCHEMA } },
    }),
  ),
  answer('vision.red', 'image of a red square', 16, ['vision'], (context) =>
    ask(
      context,
      [
        user([
          { type: 'text', text: 'What color fills this image? Reply with one word.' },
          // Large enough to cost tens of tokens where patches of 32 pixels are counted, and one tile elsewhere.
          { type: 'image_url', image_url: { url: coloredSquare(256, 'red') } },
        ]),
      ],
      16,
    ),
  ),
  answer('reason', 'reasoning on a small sum', 24, ['reasoning'], (context) => ask(context, THOUGHT, 24), {
    only: 'reasoning',
  }),
  answer(
    'stream.reason',
    'reasoning on a small sum, streamed',
    24,
    ['reasoning', 'stream', 'stream-usage'],
    (context) => ask(context, THOUGHT, 24, streamed),
    {
      only: 'reasoning',
    },
  ),
  tokens('tokens.1', 4),
  tokens('tokens.2', 8),
  tokens('tokens.4', 16),
  tokens('tokens.stream', 4, streamed),
  tokens('tokens.again', 4),
  isolated('isolation.a', 'a'),
  isolated('isolation.b', 'b'),
  answer('abort', 'stream canceled by the client', 180, ['stream'], (context) => ({
    ...ask(context, [user('Write a long story about a lighthouse.')], 180, { stream: true }),
    leaveAfter: 2,
  })),
  answer('abort.after', 'short response after the canceled stream', 16, [], (context) =>
    ask(context, [user('Reply with exactly one word: pong')], 16),
  ),
];
