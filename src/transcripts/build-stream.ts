import type { ChatCompletionChunk } from '../contract/api-types.ts';
import { STREAM_HEAD } from '../wire/encode.ts';
import { streamText } from '../wire/unfold.ts';
import { judgePlan } from './build-judge.ts';
import { STREAM_KEYS, type StreamBuildOptions } from './build-options.ts';
import { buildPlan } from './build-plan.ts';
import { checkKeys, settle } from './build-settle.ts';
import { replayStream, type ReplayHead, type ReplayOptions } from './transcript-replay.ts';
import type { Violation } from '../scenarios/script.ts';

const WHAT = 'a stream';

/** An event stream, in whatever form a test needs it. */
export interface BuiltStream {
  /** The body. */
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The events, parsed, without `[DONE]`. */
  readonly chunks: ChatCompletionChunk[];
  /** An HTTP answer to hand to a client, as often as wanted. */
  response(options?: ReplayOptions): Response;
}

const HEAD: ReplayHead = { status: 200, headers: Object.fromEntries(STREAM_HEAD) };
const PREFIX = 'data: ';

const chunkTexts = (text: string): string[] =>
  text
    .split('\n\n')
    .filter((event) => event !== '' && event !== 'data: [DONE]')
    .map((event) => event.slice(PREFIX.length));

function builtStream(text: string): BuiltStream {
  const encoder = new TextEncoder();
  return {
    text,
    get bytes() {
      return encoder.encode(text);
    },
    get chunks() {
      // JSON boundary: what the wire writes is of this type, which `validate` and the tests hold it to.
      return chunkTexts(text).map((chunk) => JSON.parse(chunk) as ChatCompletionChunk);
    },
    response: (options) => replayStream(HEAD, encoder.encode(text), options),
  };
}

const rightRole = (role: unknown): boolean => role === undefined || role === 'assistant';

function roleViolations(role: unknown): Violation[] {
  if (rightRole(role)) return [];
  return [{ requirement: 'chunk.role.value', message: `the role is assistant, but got ${JSON.stringify(role)}` }];
}

/** Only keys stand without a backslash before their quotes, so no text of an answer can look like this. */
const withRole = (text: string, role: unknown): string =>
  rightRole(role)
    ? text
    : text.replaceAll('"delta":{"role":"assistant"', () => `"delta":{"role":${JSON.stringify(role)}`);

/**
 * A streamed answer, made the way the mock makes it: a token a chunk unless the text is given in pieces, tokens really counted.
 *
 * @param said the text, or all there is to say
 * @throws StarmockError `BAD_SCENARIO` for a stream that breaks the contract, unless `allow` names the requirement; and for
 *   options from which nothing can be built
 * @example
 * const fetch = async () => stream({ text: ['Hel', 'lo!'] }).response();
 * @example
 * stream({ text: 'Grüße', include_usage: true }).response({ chunkSize: 7 }); // cuts characters in the middle
 */
export function stream(said: string | StreamBuildOptions): BuiltStream {
  const options: StreamBuildOptions = typeof said === 'string' ? { text: said } : said;
  checkKeys(WHAT, options, STREAM_KEYS);
  const blueprint = buildPlan(WHAT, options);
  const { role } = options;
  settle(WHAT, [...roleViolations(role), ...judgePlan(blueprint, options)], options.allow);
  const asked = options.request?.stream_options;
  const text = streamText(blueprint.plan, blueprint.identity, {
    includeUsage: options.include_usage ?? asked?.include_usage ?? false,
    includeObfuscation: options.include_obfuscation ?? asked?.include_obfuscation ?? true,
  });
  return builtStream(withRole(text, role));
}
