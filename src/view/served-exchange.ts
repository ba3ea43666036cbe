import type { Usage } from '../contract/api-types.ts';
import type { ExchangeRecord, HandledRequest } from '../mock/record.ts';
import type { ServiceRequest } from '../mock/service-request.ts';
import type { AnswerHead, Observation, ObservedEnd, Reading } from '../recordings/observation.ts';
import type { Following } from '../transports/on-exchange.ts';
import type { ExchangeFacts } from './view-exchange.ts';
import type { Viewable } from './viewable.ts';
import type { ViewedFinding, ViewedSource, ViewedUsage } from './viewed-exchange.ts';

/** Bytes of a request, and of a response, that are kept. */
const MAX_BODY = 2 * 1024 * 1024;

/** What an exchange takes beside its bytes. */
const BASE_SIZE = 2048;

interface WrittenPiece {
  readonly ms: number;
  readonly bytes: string | Uint8Array;
}

/** An exchange of the mock while it is sent. */
export interface ServedExchange extends Viewable, Following {
  readonly wrote: NonNullable<Following['wrote']>;
  /** Bytes that it takes. */
  readonly size: number;
}

function sourceOf({ scenario, recording, unmatched, missed, kind }: ExchangeRecord): ViewedSource {
  if (scenario !== undefined) return { kind: 'scenario', name: scenario };
  if (recording !== undefined) return { kind: 'cassette', name: recording };
  if (missed) return { kind: 'missed' };
  if (unmatched) return { kind: 'unmatched' };
  return { kind: kind === 'plain' || kind === 'stream' ? 'generated' : 'none' };
}

function usageOf({ prompt_tokens, completion_tokens, ...details }: Usage): ViewedUsage {
  const { completion_tokens_details: completion, prompt_tokens_details: prompt } = details;
  return {
    prompt: prompt_tokens,
    completion: completion_tokens,
    ...(completion?.reasoning_tokens ? { reasoning: completion.reasoning_tokens } : {}),
    ...(prompt?.cached_tokens ? { cached: prompt.cached_tokens } : {}),
  };
}

function findingsOf({ findings = [] }: ExchangeRecord): ViewedFinding[] {
  return findings.map(({ requirement, level, path, event, expected, received }) => {
    const place = event === undefined ? path || '/' : `event ${event}${path === '' ? '' : `, ${path}`}`;
    return { requirement, level, place, expected, received };
  });
}

const ENDS: Readonly<Record<Parameters<Following['over']>[0], ObservedEnd['how']>> = {
  complete: 'complete',
  reset: 'reset',
  aborted: 'aborted',
};

/** What a fault sends instead of HTTP has its head among its bytes. */
function headOf({ status, headers, raw, delay = 0 }: HandledRequest['exchange']): AnswerHead | undefined {
  if (status === 0) return undefined;
  return { status, reason: '', httpVersion: '1.1', headers: raw ? [] : headers, ms: delay };
}

function urlOf({ path, query, header }: ServiceRequest): string {
  return `http://${header('host') ?? 'mock'}${path}${query === undefined ? '' : `?${query}`}`;
}

function framingOf(headers: HandledRequest['exchange']['headers']): Observation['framing'] {
  return headers.some(([name]) => name === 'content-length') ? 'length' : 'chunked';
}

/**
 * Keeps what a mock sends, up to a limit, without looking at it.
 *
 * @param number of the exchange within the run
 * @param startedAt Unix milliseconds
 * @param changed called when the exchange is over
 */
export function serveExchange(
  { exchange, record }: HandledRequest,
  request: ServiceRequest,
  number: number,
  startedAt: number,
  changed: () => void,
): ServedExchange {
  // Nothing else of the exchange is kept: it holds the whole plan.
  const { headers } = exchange;
  const head = headOf(exchange);
  const whole = request.body ?? new Uint8Array();
  const body = whole.length > MAX_BODY ? whole.slice(0, MAX_BODY) : whole;
  const sent = { method: request.method, url: urlOf(request), headers: request.headers?.() ?? [], body };
  const pieces: WrittenPiece[] = [];
  let kept = 0;
  let omitted = whole.length - body.length;
  let end: ObservedEnd | undefined;
  return {
    get size() {
      return BASE_SIZE + body.length + kept;
    },
    wrote: (bytes, ms) => {
      if (kept + bytes.length > MAX_BODY) {
        omitted += bytes.length;
        kept = MAX_BODY;
        return;
      }
      kept += bytes.length;
      pieces.push({ ms, bytes });
    },
    over: (outcome, ms) => {
      end = { how: ENDS[outcome], ms };
      changed();
    },
    observation: () => {
      const encoder = new TextEncoder();
      const readings = pieces.map(({ ms, bytes }): Reading => {
        return { ms, bytes: typeof bytes === 'string' ? encoder.encode(bytes) : bytes };
      });
      const base = { probe: '', model: record.model ?? '', sample: 0, attempt: 0, startedAt, request: sent, readings };
      return { ...base, framing: framingOf(headers), ...(head && { head }), ...(end && { end }) };
    },
    facts: () => factsOf(record, number, { running: end === undefined, omitted }),
  };
}

function factsOf(
  record: ExchangeRecord,
  number: number,
  { running, omitted }: { readonly running: boolean; readonly omitted: number },
): ExchangeFacts {
  const { session, model, faults, usage, cost, hint } = record;
  return {
    number,
    source: sourceOf(record),
    session,
    running,
    found: findingsOf(record),
    ...(model === undefined ? {} : { model }),
    ...(faults ? { faults } : {}),
    ...(usage ? { usage: usageOf(usage) } : {}),
    ...(cost ? { cost } : {}),
    ...(hint === undefined ? {} : { hint }),
    ...(omitted > 0 ? { omitted } : {}),
  };
}
