import type { JsonObject } from '../contract/requirements.ts';
import { isText } from '../contract/schema/json-shape.ts';
import type { Observation } from '../recordings/observation.ts';
import type { SeenChoice, SeenUsage } from '../verify/evidence/seen-answer.ts';
import { curlOf } from '../verify/report/curl.ts';
import { redactorFor } from './hide-secrets.ts';
import { readExchange, type ReadExchange } from './read-answer.ts';
import { requestTurns } from './request-turns.ts';
import { streamEvents } from './stream-events.ts';
import type {
  ViewedAnswer,
  ViewedCost,
  ViewedExchange,
  ViewedFinding,
  ViewedPart,
  ViewedRequest,
  ViewedSource,
  ViewedState,
  ViewedSummary,
  ViewedTurn,
  ViewedUsage,
} from './viewed-exchange.ts';

/** What is known of an exchange beside its bytes. */
export interface ExchangeFacts {
  /** Number of the exchange within the run, from 1. */
  readonly number: number;
  readonly source: ViewedSource;
  readonly session?: string;
  /** Default: that of the request's body. */
  readonly model?: string;
  readonly faults?: readonly string[];
  /** Counts that the response needn't contain. Default: those of the response. */
  readonly usage?: ViewedUsage;
  readonly cost?: ViewedCost;
  readonly found?: readonly ViewedFinding[];
  readonly hint?: string;
  /** The response is still being sent. */
  readonly running?: boolean;
  /** The client disconnected before the response was complete. */
  readonly left?: boolean;
  /** Bytes that weren't kept. */
  readonly omitted?: number;
}

/** The variable that the command reads the key from. */
const KEY_VARIABLE = 'OPENAI_API_KEY';

function stateOf({ end, failure }: Observation, { running, left, faults = [] }: ExchangeFacts): ViewedState {
  if (running) return 'running';
  if (left) return 'left';
  if (failure) return 'failed';
  if (end === undefined) return 'complete';
  if (end.how !== 'aborted') return end.how;
  // A tap knows who left: if it was not the client, a fault has cut the response off.
  return left === false && faults.length > 0 ? 'closed' : 'left';
}

function usageOf(usage: SeenUsage | undefined): ViewedUsage | undefined {
  if (usage === undefined) return undefined;
  const { prompt, completion, reasoning, cached } = usage;
  const counts = Object.entries({ prompt, completion, reasoning, cached }).filter(([, count]) => count !== undefined);
  return counts.length > 0 ? Object.fromEntries(counts) : undefined;
}

/** When the first text of a stream arrived; nothing for plain responses and unknown times. */
function firstMs({ said, stream }: ReadExchange): number | undefined {
  if (!stream || !said.timed) return undefined;
  for (const { text, ms } of streamEvents(said)) if (text !== undefined) return ms;
  return undefined;
}

function errorText({ error }: ReadExchange, { failure }: Observation): string | undefined {
  if (failure) return `${failure.phase}: ${failure.code} ${failure.message}`;
  if (error === undefined) return undefined;
  return isText(error['message']) ? error['message'] : JSON.stringify(error);
}

/** Leaves out what is not known. */
type Known<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };
const known = <T extends object>(values: T): Known<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Known<T>;

const modelIn = (asked: JsonObject | undefined): string | undefined =>
  isText(asked?.['model']) ? asked['model'] : undefined;

/** A session may be an API key. */
function shownSession(session: string | undefined, hide: Hide): string | undefined {
  return session === undefined || session === '' || hide(session) !== session ? undefined : session;
}

/** Characters of a request in the list. */
const MAX_ASKED = 120;

function lastQuestion(asked: JsonObject | undefined, hide: Hide): string | undefined {
  if (asked === undefined) return undefined;
  const parts = requestTurns(asked).findLast(({ role }) => role === 'user')?.parts ?? [];
  const text =
    parts
      .find(({ kind }) => kind === 'text')
      ?.text.trim()
      .replaceAll(/\s+/g, ' ') ?? '';
  return text === '' ? undefined : hide(text.slice(0, MAX_ASKED)).toWellFormed();
}

/** Hides what must not be shown of a text. */
type Hide = (text: string) => string;

function summaryOf(
  observation: Observation,
  facts: ExchangeFacts,
  read: ReadExchange,
  hide: Hide = redactorFor(observation).text,
): ViewedSummary {
  const { request, head, end, startedAt, model } = observation;
  const { number, source, session, faults = [], cost, found = [] } = facts;
  return {
    number,
    startedAt,
    method: request.method,
    path: read.path,
    source,
    faults,
    state: stateOf(observation, facts),
    status: head?.status ?? 0,
    stream: read.stream,
    findings: found.length,
    ...known({
      model: facts.model ?? modelIn(read.asked) ?? (model === '' ? undefined : model),
      asked: lastQuestion(read.asked, hide),
      session: shownSession(session, hide),
      usage: facts.usage ?? usageOf(read.usage),
      cost,
      firstMs: firstMs(read),
      ms: facts.running ? undefined : end?.ms,
      error: hidden(errorText(read, observation), hide),
    }),
  };
}

const hidden = (text: string | undefined, hide: Hide): string | undefined =>
  text === undefined ? undefined : hide(text);

/** The row of an exchange in the list. */
export function summarizeExchange(observation: Observation, facts: ExchangeFacts): ViewedSummary {
  return summaryOf(observation, facts, readExchange(observation));
}

const partIf = (kind: ViewedPart['kind'], text: string | null): ViewedPart[] =>
  text === null || text === '' ? [] : [{ kind, text }];

function choiceTurn(choice: SeenChoice): ViewedTurn {
  const { reasoning, content, refusal, calls, functionCall, finish, role } = choice;
  const all = [...calls, ...(functionCall ? [functionCall] : [])];
  return {
    role: role ?? 'assistant',
    answer: true,
    parts: [
      ...partIf('reasoning', reasoning),
      ...partIf('text', content),
      ...partIf('refusal', refusal),
      ...all.map(({ name, arguments: args }): ViewedPart => {
        return { kind: 'call', name: name ?? '', text: typeof args === 'string' ? args : (JSON.stringify(args) ?? '') };
      }),
    ],
    ...(finish === null ? {} : { finish }),
  };
}

/** Headers of the connection, which curl sends itself. */
const OF_CONNECTION: ReadonlySet<string> = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

function curlCommand(request: Observation['request']): string {
  const headers = request.headers.filter(([name]) => !OF_CONNECTION.has(name.toLowerCase()));
  return curlOf({ ...request, headers }, KEY_VARIABLE);
}

function viewedRequest({ request }: Observation): ViewedRequest {
  const { url, headers, body } = request;
  return {
    url,
    headers,
    text: new TextDecoder().decode(body),
    size: body.length,
    curl: curlCommand(request),
  };
}

function viewedAnswer({ head, readings }: Observation, { said, stream }: ReadExchange): ViewedAnswer {
  return {
    httpVersion: head?.httpVersion ?? '',
    reason: head?.reason ?? '',
    headers: head?.headers ?? [],
    text: said.text,
    size: readings.reduce((sum, { bytes }) => sum + bytes.length, 0),
    timed: said.timed,
    readings: readings.map(({ ms, bytes }) => ({ ms, size: bytes.length })),
    events: stream ? [...streamEvents(said)] : [],
    ...known({ headMs: head?.ms, lossy: said.lossy ? (true as const) : undefined }),
  };
}

/**
 * An exchange as people look at it. API keys and headers that may hold secrets are hidden.
 *
 * @example viewExchange(observation, { number: 1, source: { kind: 'generated' } }).turns.at(-1)
 */
export function viewExchange(observation: Observation, facts: ExchangeFacts): ViewedExchange {
  const redactor = redactorFor(observation);
  const clean = redactor.observation(observation);
  const read = readExchange(clean);
  return {
    ...summaryOf(clean, facts, read, redactor.text),
    request: viewedRequest(clean),
    answer: viewedAnswer(clean, read),
    turns: [...requestTurns(read.asked ?? {}), ...read.choices.map(choiceTurn)],
    found: facts.found ?? [],
    ...known({ hint: facts.hint, detail: clean.end?.detail, omitted: facts.omitted }),
  };
}
