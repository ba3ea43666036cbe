import { isJsonObject } from '../../contract/requirements.ts';
import type { Check } from './check.ts';
import { evidenceCheck, exchangeCheck, findingOf, skipped, type Flaw } from './define-check.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { isAnswer, isStream, knowsHeaders, outcome, wasAwaited } from '../evidence/predicates.ts';

const strict = new TextDecoder('utf-8', { fatal: true });

const mediaType = (seen: ParsedExchange): string | undefined =>
  seen.header('content-type')?.split(';')[0]?.trim().toLowerCase();

const isSuccess = ({ kind }: ParsedExchange): boolean => kind === 'plain' || kind === 'stream';

/** A plain request that got a 2xx. */
const plainly = ({ kind }: ParsedExchange): boolean => kind === 'plain';

function typeIs(seen: ParsedExchange, wanted: string): Flaw[] | undefined {
  const type = mediaType(seen);
  if (type === undefined && !knowsHeaders(seen)) return undefined;
  return type === wanted ? [] : [{ expected: wanted, received: type ?? 'no content-type' }];
}

/** The body is an event stream that wasn't requested. */
const isEvents = (seen: ParsedExchange): boolean =>
  seen.sse !== undefined || /(?:^|\n)data: ?(?:\{|\[DONE\])/.test(seen.text) || mediaType(seen) === 'text/event-stream';

function plainForm(seen: ParsedExchange): Flaw[] | undefined {
  if (!plainly(seen)) return undefined;
  return isEvents(seen) ? [{ expected: 'plain JSON', received: 'an event stream' }] : [];
}

function streamForm(seen: ParsedExchange): Flaw[] | undefined {
  if (seen.kind !== 'stream' || seen.error !== undefined) return undefined;
  return seen.sse === undefined ? [{ expected: 'an event stream', received: formOf(seen) }] : [];
}

/** What came instead of an event stream, in words. */
function formOf({ bytes, json, undecoded }: ParsedExchange): string {
  if (undecoded !== undefined) return undecoded;
  if (bytes.length === 0) return 'an empty body';
  return isJsonObject(json) ? 'one JSON object' : 'other data';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** One JSON text in UTF-8. Another check reports event streams. */
function jsonBody(seen: ParsedExchange): Flaw[] | undefined {
  if (!plainly(seen) || seen.observation.end?.how !== 'complete') return undefined;
  if (seen.undecoded !== undefined)
    return [{ expected: 'the content encoding of the headers', received: seen.undecoded }];
  if (seen.bytes.length === 0) return [{ expected: 'a single JSON text', received: 'an empty body' }];
  if (seen.json === undefined)
    return [{ expected: 'a single JSON text', received: JSON.stringify(seen.text.slice(0, 60)) }];
  if (!isUtf8(seen.bytes)) return [{ expected: 'UTF-8', received: 'invalid UTF-8' }];
  // RFC 8259 section 8.1 forbids to send it and allows to ignore it, which is what clients do.
  return seen.text.startsWith('\uFEFF') ? [{ expected: 'no byte order mark', received: 'one', level: 'SHOULD' }] : [];
}

function leading(seen: ParsedExchange): Flaw[] | undefined {
  if (!plainly(seen) || !isJsonObject(seen.json)) return undefined;
  const before = seen.text.slice(0, seen.text.indexOf('{'));
  return before === '' ? [] : [{ expected: 'the first brace', received: JSON.stringify(before.slice(0, 20)) }];
}

/** What was sent is not HTTP, or no answer came at all. A connection that cannot be made is the run's to tell. */
function message(seen: ParsedExchange): Flaw[] | undefined {
  const { end, failure, head } = seen.observation;
  if (end?.how === 'malformed')
    return [{ expected: 'a valid HTTP/1.1 response', received: end.detail ?? 'other data' }];
  // err.size reports a reset while sending a body that is too large.
  if (failure?.phase === 'head' && seen.probe === 'err.size') return undefined;
  if (failure?.phase === 'head') return [{ expected: 'a response', received: failure.message }];
  return head ? [] : undefined;
}

function complete(seen: ParsedExchange): Flaw[] | undefined {
  const { end, head } = seen.observation;
  if (!head || !end || !wasAwaited(seen)) return undefined;
  switch (end.how) {
    case 'complete':
      return end.detail === undefined ? [] : [{ expected: 'the end of the body', received: end.detail }];
    case 'closed':
    case 'reset':
      return [
        {
          expected: 'the complete body',
          received: `the connection was ${end.how}${end.detail ? `: ${end.detail}` : ''}`,
        },
      ];
    case 'limit':
      return [{ expected: 'an end of the body', received: end.detail ?? 'none' }];
    // Timing checks report stalled streams; a stalled plain body is also incomplete.
    case 'timeout':
      return seen.kind === 'stream'
        ? undefined
        : [{ expected: 'the complete body', received: end.detail ?? 'a timeout' }];
    case 'aborted':
    case 'malformed':
      return undefined;
  }
}

function acceptedCoding(seen: ParsedExchange): Flaw[] | undefined {
  const coding = seen.header('content-encoding')?.toLowerCase();
  if (!isSuccess(seen) && seen.kind !== 'error') return undefined;
  if (coding === undefined) return knowsHeaders(seen) ? [] : undefined;
  if (coding === 'identity') return [];
  const accepted = seen.observation.request.headers.find(([name]) => name.toLowerCase() === 'accept-encoding')?.[1];
  // RFC 9110 section 12.5.3: a request that does not say accepts any.
  if (accepted === undefined) return undefined;
  return accepts(accepted, coding) ? [] : [{ expected: accepted || 'no coding', received: coding }];
}

/** Whether an Accept-Encoding header lists a coding, and not with the weight 0. */
function accepts(accepted: string, coding: string): boolean {
  const listed = accepted
    .toLowerCase()
    .split(',')
    .map((entry) => entry.split(';').map((part) => part.trim()));
  const entry = listed.find(([name]) => name === coding) ?? listed.find(([name]) => name === '*');
  return entry !== undefined && !/^q=0(?:\.0*)?$/.test(entry[1] ?? '');
}

const header = (seen: ParsedExchange, name: string): string | undefined => seen.header(name);

function requestIds(evidence: Evidence): ReturnType<Check['judge']> {
  const answered = evidence.all.filter(
    (seen) => (isSuccess(seen) || seen.kind === 'error') && (knowsHeaders(seen) || seen.header('x-request-id')),
  );
  if (answered.length === 0) return skipped('not-observed');
  const ids = new Set<string>();
  const findings = answered.flatMap((seen) => {
    const id = header(seen, 'x-request-id');
    const repeated = id !== undefined && ids.has(id);
    if (id !== undefined) ids.add(id);
    if (id !== undefined && !repeated) return [];
    const received = id === undefined ? 'none' : 'the id of an earlier response';
    return [findingOf(evidence, 'http.request-id', seen, { expected: 'a unique x-request-id', received })];
  });
  return { kind: 'judged', findings: findings.slice(0, 3) };
}

const RESET = /^(\d+h)?(\d+m)?(\d+(\.\d+)?s)?$|^\d+(\.\d+)?ms$/;

/** Rate-limit headers that are there must be readable; missing ones are no violation. */
function rateLimits(seen: ParsedExchange): Flaw[] | undefined {
  if (!isAnswer(seen)) return undefined;
  const flaws = ['requests', 'tokens'].flatMap((kind): Flaw[] => {
    const values = ['limit', 'remaining'].map((what) => header(seen, `x-ratelimit-${what}-${kind}`));
    const reset = header(seen, `x-ratelimit-reset-${kind}`);
    const wrong =
      values.find((value) => value !== undefined && !/^-?\d+$/.test(value)) ??
      (reset !== undefined && !RESET.test(reset) ? reset : undefined);
    return wrong === undefined
      ? []
      : [{ expected: `valid x-ratelimit headers for ${kind}`, received: JSON.stringify(wrong) }];
  });
  const some = header(seen, 'x-ratelimit-limit-requests') ?? header(seen, 'x-ratelimit-limit-tokens');
  if (some !== undefined) return flaws;
  return knowsHeaders(seen) ? [{ expected: 'x-ratelimit headers', received: 'none' }] : undefined;
}

/** Checks of HTTP around the answers. */
export const httpChecks: readonly Check[] = [
  exchangeCheck({ id: 'http.message', class: 'protocol', fix: 'Check the proxy in front of the service.' }, message),
  exchangeCheck(
    { id: 'http.complete', class: 'protocol', fix: 'Send the complete body, and report failures as errors.' },
    complete,
  ),
  exchangeCheck({ id: 'http.redirect', class: 'hygiene', fix: 'Respond at the documented URL.' }, (seen) => {
    if (seen.status === undefined) return undefined;
    const redirected = seen.status >= 300 && seen.status < 400 && seen.status !== 304;
    return redirected
      ? [
          {
            expected: 'a response',
            received: `status ${seen.status} to ${seen.header('location') ?? 'an unknown location'}`,
          },
        ]
      : [];
  }),
  exchangeCheck(
    { id: 'http.encoding.accepted', class: 'protocol', fix: 'Compress only with encodings in Accept-Encoding.' },
    acceptedCoding,
  ),
  exchangeCheck({ id: 'http.encoding.stream', class: 'timing', fix: "Don't compress event streams." }, (seen) => {
    const told = seen.header('content-encoding');
    if (seen.kind !== 'stream' || (told === undefined && !knowsHeaders(seen))) return undefined;
    const coding = told ?? 'identity';
    return coding === 'identity' ? [] : [{ expected: 'no content encoding', received: coding }];
  }),
  exchangeCheck(
    { id: 'http.stream.omitted', class: 'protocol', fix: 'Stream only if the body has "stream": true.' },
    plainForm,
  ),
  exchangeCheck(
    { id: 'http.stream.requested', class: 'protocol', fix: 'Return an event stream for "stream": true.' },
    streamForm,
  ),
  exchangeCheck(
    { id: 'http.content-type.json', class: 'protocol', fix: 'Set Content-Type: application/json.' },
    (seen) => (plainly(seen) ? typeIs(seen, 'application/json') : undefined),
  ),
  exchangeCheck(
    { id: 'http.content-type.stream', class: 'protocol', fix: 'Set Content-Type: text/event-stream.' },
    (seen) => (seen.kind === 'stream' && seen.error === undefined ? typeIs(seen, 'text/event-stream') : undefined),
  ),
  exchangeCheck(
    { id: 'http.content-length.stream', class: 'protocol', fix: "Don't set Content-Length on streams." },
    (seen) => {
      if (!isStream(seen)) return undefined;
      const length = seen.header('content-length');
      if (length === undefined && !knowsHeaders(seen)) return undefined;
      return length === undefined ? [] : [{ expected: 'no content-length', received: length }];
    },
  ),
  exchangeCheck({ id: 'http.body.json', class: 'protocol', fix: 'Return a single JSON object in UTF-8.' }, jsonBody),
  exchangeCheck({ id: 'http.body.leading', class: 'hygiene', fix: 'Start the body with its first brace.' }, leading),
  evidenceCheck(
    { id: 'http.request-id', class: 'hygiene', fix: 'Generate a new x-request-id for each request.' },
    requestIds,
  ),
  exchangeCheck({ id: 'http.ratelimit', class: 'hygiene', fix: 'Report limits in x-ratelimit headers.' }, rateLimits),
  exchangeCheck(
    { id: 'err.success', class: 'protocol', fix: 'Return errors with a status of 400 or higher.' },
    (seen) => {
      if (!isSuccess(seen)) return undefined;
      const { error } = (seen.json ?? {}) as { readonly error?: unknown };
      const told = error !== undefined && error !== null;
      return told ? [{ expected: 'an error status', received: `${outcome(seen)} with an error` }] : [];
    },
  ),
];
