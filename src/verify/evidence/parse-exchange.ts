import type { Contract } from '../../contract/contract.ts';
import type { Endpoint } from '../../contract/endpoints/endpoint.ts';
import { ENDPOINTS } from '../../contract/endpoints/endpoints.ts';
import { endpointAt } from '../../contract/endpoints/match-path.ts';
import type { Finding } from '../../contract/finding.ts';
import { asObject } from '../../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import { readEvents, type SseBody } from '../../contract/grammar/sse-events.ts';
import { judgeStream } from '../../contract/grammar/stream-grammar.ts';
import type { Tokenizer } from '../../contract/tokens/tokenizer.ts';
import type { Validators } from '../../contract/schema/validators.ts';
import { joinBytes } from '../../contract/join-bytes.ts';
import type { AnswerReading, RawAnswer } from './answer-reading.ts';
import { readingOf } from './answer-readings.ts';
import { decodeContent } from '../../recordings/content-coding.ts';
import { modelTokenizer } from './model-tokenizer.ts';
import type { Observation } from '../../recordings/observation.ts';
import type { ParsedExchange, SeenKind } from './parsed-exchange.ts';

/** What reading an exchange takes. */
export interface ParseContext {
  readonly contract: Contract;
  readonly validators: Validators;
  readonly tokenizer: Tokenizer;
  /** Default: all of the contract. */
  readonly endpoints?: readonly Endpoint[];
  /** What a probe hoped for; a function of its id. */
  readonly wants?: (probe: string) => ParsedExchange['wants'];
}

/** Bytes that a body may unpack to. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Bytes of a request that are read. */
const MAX_ASKED = 8 * 1024 * 1024;

const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const BOM = '\uFEFF';

/** Computes a value when it is first asked for. */
function lazy<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: compute() }).value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.startsWith(BOM) ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

function kindOf({ head, request }: Observation, endpoint: Endpoint | undefined, streamed: boolean): SeenKind {
  if (!head) return 'nothing';
  if (head.status >= 400) return 'error';
  if (head.status >= 300 || !endpoint?.request || request.method !== endpoint.method) return 'other';
  return streamed ? 'stream' : 'plain';
}

const EVENT_STREAM = /^\s*text\/event-stream\b/i;

/** Whether a body means to be an event stream, well written or not. */
const looksLikeEvents = (text: string): boolean => /(?:^|[\r\n])(?:data|event|id|retry)?:/.test(text.replace(BOM, ''));

const chunksOf = (sse: SseBody | undefined, { isPiece }: AnswerReading): ParsedExchange['chunks'] =>
  (sse?.events ?? []).flatMap(({ data }, event) => {
    const chunk = data === null ? undefined : parsed(data);
    return isJsonObject(chunk) && isPiece(chunk) ? [{ event, chunk }] : [];
  });

interface Parts {
  readonly kind: SeenKind;
  readonly request: JsonObject | undefined;
  readonly endpoint: Endpoint | undefined;
  readonly bytes: Uint8Array;
  readonly json: unknown;
  readonly sse: SseBody | undefined;
}

/** What the contract says of the exchange, by its schemas and its grammar. What is no answer of its kind at all is for others to tell. */
function judge({ kind, request, endpoint, bytes, json, sse }: Parts, tools: ParseContext): readonly Finding[] {
  const { contract, validators } = tools;
  const tokenizer = modelTokenizer(contract, asObject(request)['model'], tools.tokenizer);
  const grammar = endpoint?.grammar?.(contract);
  const bySchema = (name: string | undefined, value: unknown): readonly Finding[] =>
    name === undefined || value === undefined ? [] : validators.response(name, value);
  switch (kind) {
    case 'stream': {
      const schema = (event: unknown): readonly Finding[] => bySchema(endpoint?.event, event);
      if (!grammar) return (sse?.events ?? []).flatMap(({ data }) => (data === null ? [] : schema(parsed(data))));
      return sse ? judgeStream(grammar, bytes, request, { tokenizer, schema }) : [];
    }
    case 'plain': {
      if (isJsonObject(asObject(json)['error'])) return [];
      const { judgePlain } = readingOf(endpoint);
      const said = grammar && json !== undefined ? judgePlain(grammar, asObject(json), { tokenizer, request }) : [];
      return [...bySchema(endpoint?.response, json), ...said];
    }
    case 'error':
      return bySchema('ErrorResponse', json);
    case 'other':
      // What was sent to an endpoint that answers bodies tells nothing here: it was not asked as it wants to be.
      return endpoint?.request === undefined ? bySchema(endpoint?.response, json) : [];
    case 'nothing':
      return [];
  }
}

function bodyOf(
  { readings, end }: Observation,
  coding: string | undefined,
  streamed: boolean,
): Pick<ParsedExchange, 'bytes' | 'undecoded'> {
  const raw = joinBytes(readings.map((reading) => reading.bytes));
  const decoded = decodeContent(coding, raw, MAX_BYTES);
  if (!('bytes' in decoded)) return { bytes: raw, undecoded: decoded.failed };
  const cutOff = streamed && end !== undefined && end.how !== 'complete';
  return { bytes: cutOff ? wholeEvents(decoded.bytes) : decoded.bytes, undecoded: undefined };
}

const LF = 10;
const CR = 13;

/** Half an event tells only that the connection broke or that the probe left, which is already reported: the bytes up to the last blank line. */
function wholeEvents(bytes: Uint8Array): Uint8Array {
  for (let at = bytes.length - 1; at > 0; at--) {
    const before = bytes[at] === LF && bytes[at - 1] === CR ? at - 2 : at - 1;
    if ((bytes[at] === LF || bytes[at] === CR) && (bytes[before] === LF || bytes[before] === CR))
      return bytes.subarray(0, at + 1);
  }
  return bytes.subarray(0, 0);
}

function moments({ readings }: Observation): (byte: number) => number {
  return (byte) => {
    let end = 0;
    for (const { ms, bytes } of readings) {
      end += bytes.length;
      if (byte < end) return ms;
    }
    return readings.at(-1)?.ms ?? 0;
  };
}

/**
 * Reads an observation. Whatever came, it does not throw; what cannot be read is `undefined` or empty.
 *
 * @example
 * parseExchange(observation, tools).choices[0]?.content;
 */
export function parseExchange(observation: Observation, tools: ParseContext): ParsedExchange {
  const { head, request: sent, probe, sample } = observation;
  const header = (name: string): string | undefined =>
    head?.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  // What is far too large to be served need not be read here either.
  const asked = sent.body.length > MAX_ASKED ? undefined : parsed(lenient.decode(sent.body));
  const request = isJsonObject(asked) ? asked : undefined;
  const streamed = request?.['stream'] === true;
  const endpoint = endpointAt(pathOf(sent.url), tools.endpoints ?? ENDPOINTS, sent.method);
  const reading = readingOf(endpoint);
  const kind = kindOf(observation, endpoint, streamed);
  const body = lazy(() => bodyOf(observation, header('content-encoding'), streamed));
  const bytes = (): Uint8Array => body().bytes;
  const text = lazy(() => lenient.decode(bytes()));
  const json = lazy(() => (body().undecoded === undefined ? parsed(text()) : undefined));
  const sse = lazy(() => {
    if (body().undecoded !== undefined || json() !== undefined) return undefined;
    const claimed = kind === 'stream' && EVENT_STREAM.test(header('content-type') ?? '');
    return claimed || looksLikeEvents(text()) ? readEvents(bytes()) : undefined;
  });
  const chunks = lazy(() => chunksOf(sse(), reading));
  const parts = (): Parts => ({ kind, request, endpoint, bytes: bytes(), json: json(), sse: sse() });
  const findings = lazy(() => judge(parts(), tools));
  const answer = lazy((): RawAnswer =>
    kind === 'stream'
      ? { body: {}, pieces: chunks().map(({ chunk }) => chunk) }
      : { body: asObject(json()), pieces: undefined },
  );
  const isRead = kind === 'stream' || kind === 'plain';
  const choices = lazy(() => (isRead ? reading.choices(answer()) : []));
  const usage = lazy(() => reading.usage(answer()));
  return {
    observation,
    probe,
    sample,
    wants: tools.wants?.(probe),
    request,
    streamed,
    kind,
    status: head?.status,
    header,
    get bytes() {
      return bytes();
    },
    get undecoded() {
      return body().undecoded;
    },
    get text() {
      return text();
    },
    get json() {
      return json();
    },
    get sse() {
      return sse();
    },
    get chunks() {
      return chunks();
    },
    get choices() {
      return choices();
    },
    get usage() {
      return usage();
    },
    get id() {
      return reading.head(answer()).id;
    },
    get model() {
      return reading.head(answer()).model;
    },
    reading,
    get error() {
      const { error } = asObject(json());
      return isJsonObject(error) ? error : undefined;
    },
    get findings() {
      return findings();
    },
    msAt: moments(observation),
  };
}
