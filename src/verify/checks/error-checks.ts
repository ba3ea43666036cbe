import type { RequirementId } from '../../contract/generated/requirement-ids.ts';
import { asObject, isText } from '../../contract/schema/json-shape.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import type { Check } from './check.ts';
import { isError, isStream, knowsHeaders, outcome } from '../evidence/predicates.ts';
import { contractCheck, exchangeCheck, type Flaw } from './define-check.ts';

function contentType(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (!isError(seen) || seen.observation.request.method === 'HEAD') return undefined;
  const type = seen.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (seen.bytes.length === 0)
    return [{ expected: 'an error envelope', received: `${outcome(seen)} with an empty body` }];
  // err.schema reports JSON without an envelope.
  if (seen.json === undefined) return [{ expected: 'JSON', received: JSON.stringify(seen.text.slice(0, 60)) }];
  if (type === undefined && !knowsHeaders(seen)) return undefined;
  return type === 'application/json' ? [] : [{ expected: 'application/json', received: type ?? 'no content-type' }];
}

/**
 * Words of the inside: stacks, paths, addresses of other machines, keys, and the marks that gateways leave. Every repetition is bounded,
 * since an endpoint chooses the text.
 */
const INSIDE =
  /\n[ \t]{1,32}at \S{1,200} \(|Traceback \(most recent|(?:\/usr\/|\/home\/|\/app\/|\/root\/|[A-Z]:\\)\S{1,200}\.\w{1,4}\b|\bsk-[A-Za-z0-9]{20}|\b(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}\b|\b(?:channel|upstream|渠道|上游)\s{0,8}(?:[#:：=]\s{0,8})?\S{0,40}\d|goroutine \d{1,9}|request id: \d{10}/i;
/** Number of characters of an error that are searched; leaks appear early. */
const LOOKED_THROUGH = 64 * 1024;

function leak(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (!isError(seen)) return undefined;
  const found = INSIDE.exec(seen.text.slice(0, LOOKED_THROUGH))?.[0];
  return found === undefined
    ? []
    : [{ expected: 'no internal details', received: JSON.stringify(found.trim().slice(0, 60)) }];
}

/** Several words, or several characters of a script that writes none apart; and no body of another error. */
const isSentence = (text: string): boolean =>
  /\S\s+\S|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{3}/.test(text) && !/^\s*[[{<]/.test(text);

/** A status is no part of the request. */
const numericParam = ({ error }: ParsedExchange): readonly Flaw[] =>
  isText(error?.['param']) && /^\d+$/.test(error['param'])
    ? [
        {
          path: '/error/param',
          expected: 'the path of a part of the request, or null',
          received: JSON.stringify(error['param']),
        },
      ]
    : [];

const wordyCode = ({ error }: ParsedExchange): readonly Flaw[] =>
  isText(error?.['code']) && /\s/.test(error['code'])
    ? [{ path: '/error/code', expected: 'a string, or null', received: JSON.stringify(error['code']) }]
    : [];

/** What the schema says of a member of the error, and what it cannot say. */
const ofError =
  (id: RequirementId, more: (seen: ParsedExchange) => readonly Flaw[]) =>
  (seen: ParsedExchange): readonly Flaw[] | undefined =>
    seen.error === undefined
      ? undefined
      : [...seen.findings.filter(({ requirement }) => requirement === id), ...more(seen)];

function words(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (!isError(seen) || seen.error === undefined) return undefined;
  const { message } = seen.error;
  return isText(message) && isSentence(message)
    ? []
    : [{ path: '/error/message', expected: 'a message in words', received: JSON.stringify(message ?? null) }];
}

/** What comes after the wait is worth repeating only if it is known how long to wait. */
function retryAfter(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (seen.status !== 429 || isQuota(seen)) return undefined;
  const told = seen.header('retry-after') ?? seen.header('retry-after-ms');
  if (told !== undefined) return [];
  return knowsHeaders(seen) ? [{ expected: 'Retry-After or retry-after-ms', received: 'neither' }] : undefined;
}

const QUOTA = /quota|billing|balance|credit|余额|额度/i;

const isQuota = ({ error }: ParsedExchange): boolean => {
  const { code, type, message } = asObject(error);
  return [code, type].some((word) => typeof word === 'string' && QUOTA.test(word)) || QUOTA.test(String(message ?? ''));
};

function quota(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (!isError(seen) || !isQuota(seen)) return undefined;
  const { code, type } = asObject(seen.error);
  const told =
    seen.status === 402 ||
    [code, type].some((word) => typeof word === 'string' && word.startsWith('insufficient_quota'));
  if (!told && seen.observation.assumed?.includes('status')) return undefined;
  return told
    ? []
    : [
        {
          expected: 'status 402, or the code insufficient_quota',
          received: `${outcome(seen)} with code ${JSON.stringify(code ?? null)}`,
        },
      ];
}

/** Checks of error responses. */
export const errorChecks: readonly Check[] = [
  contractCheck(
    { id: 'err.schema', class: 'protocol', fix: 'Return {"error":{"message","type","param","code"}}.' },
    (seen) => isError(seen) && seen.json !== undefined,
  ),
  exchangeCheck(
    { id: 'err.param', class: 'protocol', fix: 'Set param to the invalid part of the request, or to null.' },
    ofError('err.param', numericParam),
  ),
  exchangeCheck(
    { id: 'err.code', class: 'protocol', fix: 'Set code to a string, to null, or to the status as an integer.' },
    ofError('err.code', wordyCode),
  ),
  contractCheck(
    { id: 'err.in-stream', class: 'protocol', fix: 'Send one event with the error envelope, then end the stream.' },
    isStream,
  ),
  exchangeCheck(
    { id: 'err.content-type', class: 'protocol', fix: 'Return every error as JSON, including errors of proxies.' },
    contentType,
  ),
  exchangeCheck({ id: 'err.message', class: 'hygiene', fix: 'Describe the problem in a sentence.' }, words),
  exchangeCheck(
    { id: 'err.leak', class: 'hygiene', fix: 'Write your own messages instead of forwarding internal ones.' },
    leak,
  ),
  exchangeCheck({ id: 'err.rate-limit', class: 'protocol', fix: 'Set Retry-After on 429 responses.' }, retryAfter),
  exchangeCheck(
    { id: 'err.quota', class: 'billing', fix: 'Respond with 402, or with 429 and the code `insufficient_quota`.' },
    quota,
  ),
];
