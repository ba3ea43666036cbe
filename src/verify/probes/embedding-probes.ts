import { embeddings } from '../../contract/endpoints/embeddings.ts';
import { accessProbes, unknownModelProbe } from './access-probes.ts';
import type { Asking } from './asking.ts';
import type { Probe, ProbeContext, ProbeRequest } from './probe.ts';
import { isOdd, protocolProbes, refusal } from './protocol-probes.ts';

/** How embeddings are asked. */
export const embeddingsAsking: Asking = {
  path: embeddings.path,
  nowhere: '/no-such-path',
  nothing: (model) => ({ model }),
  least: ({ model }, text) => ({ model, input: text }),
};

/** Three texts: the second says nearly the same as the first, the third something else. */
export const NEAR_TEXTS = [
  'The cat sleeps on the warm kitchen floor.',
  'A cat is sleeping on the warm floor of the kitchen.',
  'Quarterly revenue of the bank rose by three percent.',
] as const;

/** The tokens of "hello world" in the table that embedding models count in. */
export const HELLO_TOKENS: readonly number[] = [15339, 1917];
export const HELLO_TEXT = 'hello world';

const embed = (
  { model }: ProbeContext,
  input: unknown,
  more: Readonly<Record<string, unknown>> = {},
): ProbeRequest => ({ path: embeddings.path, body: { model, input, ...more } });

const answer = (
  id: string,
  title: string,
  input: unknown,
  more: Readonly<Record<string, unknown>> = {},
  wants: Probe['wants'] = 'answer',
): Probe => ({ id, title, wants, uses: [], visible: 0, request: (context) => embed(context, input, more) });

const refused = (id: string, title: string, input: unknown): Probe =>
  refusal(id, title, (context) => embed(context, input));

/** More tokens than any model of the API reads at once. */
const LONG_TEXT = 'lighthouse '.repeat(9000);
const MAX_INPUTS = 2048;

const refusals = protocolProbes(embeddingsAsking);

/** Every probe of embeddings, in the order of sending. */
export const embeddingProbes: readonly Probe[] = [
  answer('text', 'one text', NEAR_TEXTS[0]),
  ...accessProbes(embeddingsAsking),
  unknownModelProbe(embeddingsAsking),
  ...refusals.filter((probe) => !isOdd(probe)),
  refused('err.input', 'an empty text', ''),
  refused('err.input.list', 'an empty list of texts', []),
  refused('err.type', 'an object as input', { text: 'Hi' }),
  answer('text.again', 'the same text again', NEAR_TEXTS[0]),
  answer('texts', 'three texts at once', NEAR_TEXTS),
  answer('texts.turned', 'the same in another order', [NEAR_TEXTS[2], NEAR_TEXTS[0], NEAR_TEXTS[1]]),
  answer('float', 'numbers', NEAR_TEXTS[0], { encoding_format: 'float' }),
  answer('base64', 'the same as base64', NEAR_TEXTS[0], { encoding_format: 'base64' }),
  answer('dimensions', 'a shorter vector', NEAR_TEXTS[0], { dimensions: 256 }, 'either'),
  answer('tokens', 'tokens in place of a text', HELLO_TOKENS),
  answer('tokens.text', 'the text of those tokens', HELLO_TEXT),
  refused('limit.tokens', 'a text that is too long', LONG_TEXT),
  refused(
    'limit.inputs',
    'one text too many',
    Array.from({ length: MAX_INPUTS + 1 }, () => 'a'),
  ),
  ...refusals.filter(isOdd),
];
