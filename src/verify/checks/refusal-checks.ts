import { asObject, isText } from '../../contract/json-shape.ts';
import type { RequirementId } from '../../contract/generated/requirement-ids.ts';
import type { Check } from './check.ts';
import { contractCheck, exchangeCheck, type Flaw } from './define-check.ts';
import type { Seen } from '../evidence/seen.ts';
import { statusIs } from './access-checks.ts';
import { isStream, knowsHeaders, outcome } from './concerns.ts';

const isError = ({ kind }: Seen): boolean => kind === 'error';

/** A refusal of the request: any 4xx that does not ask to be repeated. */
const isRefused = ({ status = 0 }: Seen): boolean => status >= 400 && status < 500 && ![408, 409, 429].includes(status);

const refused = (seen: Seen): readonly Flaw[] | undefined => {
  if (seen.status === undefined || seen.status === 429) return undefined;
  return isRefused(seen) ? [] : [{ expected: 'status 400', received: outcome(seen) }];
};

const badRequest = (seen: Seen): readonly Flaw[] | undefined => statusIs(seen, 400, 422);

/** Every probe that is faulty on purpose; each is one more case of the same rule. */
const FAULTY = [
  'err.json',
  'err.messages.missing',
  'err.messages.empty',
  'err.role',
  'err.type',
  'err.range.temperature',
  'err.range.top-p',
  'err.range.zero',
  'err.range.negative',
  'err.range.n',
  'err.model',
  'err.model.missing',
] as const;

function contentType(seen: Seen): readonly Flaw[] | undefined {
  if (!isError(seen) || seen.observation.request.method === 'HEAD') return undefined;
  const type = seen.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (seen.bytes.length === 0)
    return [{ expected: 'an error envelope', received: `${outcome(seen)} with an empty body` }];
  // JSON that is no envelope is told by err.schema.
  if (seen.json === undefined) return [{ expected: 'JSON', received: JSON.stringify(seen.text.slice(0, 60)) }];
  if (type === undefined && !knowsHeaders(seen)) return undefined;
  return type === 'application/json' ? [] : [{ expected: 'application/json', received: type ?? 'no content-type' }];
}

/** Words of the inside: stacks, paths, addresses of other machines, keys, and the marks that gateways leave. */
const INSIDE =
  /\n\s+at \S+ \(|Traceback \(most recent|(?:\/usr\/|\/home\/|\/app\/|\/root\/|[A-Z]:\\)\S+\.\w{1,4}\b|\bsk-[A-Za-z0-9]{20,}|\b(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}\b|\b(?:channel|upstream|渠道|上游)\s*[#:：=]?\s*\S*\d|goroutine \d+|request id: \d{10}/i;

function leak(seen: Seen): readonly Flaw[] | undefined {
  if (!isError(seen)) return undefined;
  const found = INSIDE.exec(seen.text)?.[0];
  return found === undefined
    ? []
    : [{ expected: 'nothing of the inside', received: JSON.stringify(found.trim().slice(0, 60)) }];
}

/** Several words, or several characters of a script that writes none apart; and no body of another error. */
const isSentence = (text: string): boolean =>
  /\S\s+\S|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{3}/.test(text) && !/^\s*[[{<]/.test(text);

/** A status is no part of the request. */
const numericParam = ({ error }: Seen): readonly Flaw[] =>
  isText(error?.['param']) && /^\d+$/.test(error['param'])
    ? [{ path: '/error/param', expected: 'a part of the request, or null', received: JSON.stringify(error['param']) }]
    : [];

const wordyCode = ({ error }: Seen): readonly Flaw[] =>
  isText(error?.['code']) && /\s/.test(error['code'])
    ? [{ path: '/error/code', expected: 'a word, or null', received: JSON.stringify(error['code']) }]
    : [];

/** What the schema says of a member of the error, and what it cannot say. */
const ofError =
  (id: RequirementId, more: (seen: Seen) => readonly Flaw[]) =>
  (seen: Seen): readonly Flaw[] | undefined =>
    seen.error === undefined
      ? undefined
      : [...seen.findings.filter(({ requirement }) => requirement === id), ...more(seen)];

function words(seen: Seen): readonly Flaw[] | undefined {
  if (!isError(seen) || seen.error === undefined) return undefined;
  const { message } = seen.error;
  return isText(message) && isSentence(message)
    ? []
    : [{ path: '/error/message', expected: 'a sentence', received: JSON.stringify(message ?? null) }];
}

/** What comes after the wait is worth repeating only if it is known how long to wait. */
function retryAfter(seen: Seen): readonly Flaw[] | undefined {
  if (seen.status !== 429 || isQuota(seen)) return undefined;
  const told = seen.header('retry-after') ?? seen.header('retry-after-ms');
  if (told !== undefined) return [];
  return knowsHeaders(seen) ? [{ expected: 'Retry-After or retry-after-ms', received: 'neither' }] : undefined;
}

const QUOTA = /quota|billing|balance|credit|余额|额度/i;

const isQuota = ({ error }: Seen): boolean => {
  const { code, type, message } = asObject(error);
  return [code, type].some((word) => typeof word === 'string' && QUOTA.test(word)) || QUOTA.test(String(message ?? ''));
};

function quota(seen: Seen): readonly Flaw[] | undefined {
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

function inOrder(seen: Seen): readonly Flaw[] | undefined {
  if (!isError(seen) || seen.error === undefined) return undefined;
  const { param } = seen.error;
  return isText(param) && /^messages\b.*\brole$/.test(param)
    ? []
    : [{ path: '/error/param', expected: '"messages[0].role"', received: JSON.stringify(param ?? null) }];
}

function plainError(seen: Seen): readonly Flaw[] | undefined {
  if (seen.status === undefined || seen.status === 429) return undefined;
  if (isError(seen) && !isStream(seen) && seen.sse === undefined) return [];
  return [
    {
      expected: 'status 400 with plain JSON',
      received: seen.sse ? `${outcome(seen)} with an event stream` : outcome(seen),
    },
  ];
}

/** A client that is cut off while it sends learns nothing and tries again. */
function tooLarge(seen: Seen): readonly Flaw[] | undefined {
  const { failure } = seen.observation;
  if (failure?.phase === 'head' || failure?.phase === 'send')
    return [{ expected: 'status 413 or 400', received: failure.message }];
  return statusIs(seen, 413, 400, 422);
}

/** Clients repeat a 5xx, and a request that is valid should not have got one. */
function served(seen: Seen): readonly Flaw[] | undefined {
  if (seen.wants !== 'answer' || seen.status === undefined) return undefined;
  return seen.status >= 500 ? [{ expected: 'an answer', received: outcome(seen) }] : [];
}

/** Checks of what is refused, and of how. */
export const refusalChecks: readonly Check[] = [
  exchangeCheck(
    {
      id: 'err.status',
      class: 'protocol',
      probes: FAULTY,
      fix: 'Validate requests before they are passed on, and answer 400.',
    },
    refused,
  ),
  exchangeCheck(
    { id: 'err.server', class: 'protocol', fix: 'Find out what fails inside; clients repeat 5xx.' },
    served,
  ),
  exchangeCheck(
    { id: 'err.json', class: 'protocol', probes: ['err.json'], fix: 'Answer 400 where the body cannot be parsed.' },
    badRequest,
  ),
  exchangeCheck(
    { id: 'err.utf8', class: 'protocol', probes: ['err.utf8'], fix: 'Refuse bodies that are not UTF-8.' },
    badRequest,
  ),
  exchangeCheck(
    { id: 'err.role', class: 'protocol', probes: ['err.role'], fix: 'Refuse roles that are not documented.' },
    badRequest,
  ),
  exchangeCheck(
    { id: 'err.type', class: 'protocol', probes: ['err.type', 'err.type.number'], fix: 'Check the types of fields.' },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'err.range',
      class: 'protocol',
      probes: FAULTY.filter((id) => id.startsWith('err.range')),
      fix: 'Check the ranges of numbers.',
    },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'err.messages',
      class: 'protocol',
      probes: ['err.messages.missing', 'err.messages.empty'],
      fix: 'Refuse requests without messages.',
    },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'err.stop-count',
      class: 'protocol',
      probes: ['err.stop-count'],
      needs: ['stop'],
      fix: 'Refuse more than four stop texts.',
    },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'err.tool-name',
      class: 'protocol',
      probes: ['err.tool-name'],
      needs: ['tools'],
      fix: 'Check the names of tools.',
    },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'err.tool-order',
      class: 'protocol',
      probes: ['err.tool-order'],
      needs: ['tools'],
      fix: 'Check that each tool message answers a call.',
    },
    badRequest,
  ),
  exchangeCheck(
    { id: 'err.model', class: 'identity', probes: ['err.model'], fix: 'Answer 404 with the code model_not_found.' },
    (seen) => statusIs(seen, 404),
  ),
  exchangeCheck(
    {
      id: 'err.model.missing',
      class: 'protocol',
      probes: ['err.model.missing'],
      fix: 'Answer 400 where the model is missing.',
    },
    badRequest,
  ),
  exchangeCheck(
    { id: 'err.method', class: 'protocol', probes: ['err.method'], fix: 'Answer 405 with an Allow header.' },
    (seen) => {
      const status = statusIs(seen, 405, 404);
      if (seen.status !== 405 || seen.header('allow') !== undefined) return status;
      return [{ expected: 'a header Allow', received: 'status 405 without it' }];
    },
  ),
  exchangeCheck(
    { id: 'err.path', class: 'protocol', probes: ['err.path'], fix: 'Answer 404 for paths that are not there.' },
    (seen) => statusIs(seen, 404),
  ),
  exchangeCheck(
    {
      id: 'err.media-type',
      class: 'protocol',
      probes: ['err.media-type'],
      fix: 'Answer 415 or 400, or read the body all the same.',
    },
    (seen) => statusIs(seen, 400, 415, 422),
  ),
  exchangeCheck(
    {
      id: 'err.size',
      class: 'protocol',
      probes: ['err.size'],
      fix: 'Answer 413 to bodies that are too large, and read them to their end.',
    },
    tooLarge,
  ),
  exchangeCheck(
    {
      id: 'err.stream.plain',
      class: 'protocol',
      probes: ['err.stream'],
      needs: ['stream'],
      fix: 'Validate before the head of a stream is sent.',
    },
    plainError,
  ),
  exchangeCheck(
    {
      id: 'err.first',
      class: 'hygiene',
      probes: ['err.several'],
      fix: 'Report the first fault in the order of the schema.',
    },
    inOrder,
  ),
  exchangeCheck(
    {
      id: 'param.stream-options',
      class: 'protocol',
      probes: ['err.stream-options'],
      fix: 'Refuse stream_options without a stream.',
    },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'json.word',
      class: 'protocol',
      probes: ['err.word'],
      needs: ['json-object'],
      fix: 'Refuse JSON mode where no message says JSON.',
    },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'vision.invalid',
      class: 'protocol',
      probes: ['vision.invalid'],
      needs: ['vision'],
      fix: 'Refuse images that cannot be read.',
    },
    refused,
  ),
  contractCheck(
    { id: 'err.schema', class: 'protocol', fix: 'Send {"error":{"message","type","param","code"}}.' },
    (seen) => isError(seen) && seen.json !== undefined,
  ),
  exchangeCheck(
    { id: 'err.param', class: 'protocol', fix: 'Name the faulty part of the request in param, or null.' },
    ofError('err.param', numericParam),
  ),
  exchangeCheck(
    { id: 'err.code', class: 'protocol', fix: 'Send a word, null, or the status as an integer.' },
    ofError('err.code', wordyCode),
  ),
  contractCheck(
    { id: 'err.in-stream', class: 'protocol', fix: 'Send one event with the error envelope, and end.' },
    isStream,
  ),
  exchangeCheck(
    { id: 'err.content-type', class: 'protocol', fix: 'Send every error as JSON, also those of proxies.' },
    contentType,
  ),
  exchangeCheck({ id: 'err.message', class: 'hygiene', fix: 'Say in a sentence what is wrong.' }, words),
  exchangeCheck(
    { id: 'err.leak', class: 'hygiene', fix: 'Write messages of your own instead of passing on those of the inside.' },
    leak,
  ),
  exchangeCheck({ id: 'err.rate-limit', class: 'protocol', fix: 'Send Retry-After with a 429.' }, retryAfter),
  exchangeCheck(
    { id: 'err.quota', class: 'billing', fix: 'Answer 402, or 429 with the code insufficient_quota.' },
    quota,
  ),
];
