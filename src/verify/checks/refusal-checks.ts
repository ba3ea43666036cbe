import { isText } from '../../contract/schema/json-shape.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { statusIs } from './access-checks.ts';
import type { Check } from './check.ts';
import { isError, isStream, outcome } from '../evidence/predicates.ts';
import { exchangeCheck, type Flaw } from './define-check.ts';

/** A refusal of the request: any 4xx that does not ask to be repeated. */
const isRefused = ({ status = 0 }: ParsedExchange): boolean =>
  status >= 400 && status < 500 && ![408, 409, 429].includes(status);

/** Anything but a refusal of the request is a flaw; one that puts the client off tells nothing. */
export const refused = (seen: ParsedExchange): readonly Flaw[] | undefined => {
  if (seen.status === undefined || seen.status === 429) return undefined;
  return isRefused(seen) ? [] : [{ expected: 'status 400', received: outcome(seen) }];
};

const badRequest = (seen: ParsedExchange): readonly Flaw[] | undefined => statusIs(seen, 400, 422);

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

function inOrder(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (!isError(seen) || seen.error === undefined) return undefined;
  const { param } = seen.error;
  return isText(param) && /^messages\b.*\brole$/.test(param)
    ? []
    : [{ path: '/error/param', expected: '"messages[0].role"', received: JSON.stringify(param ?? null) }];
}

function plainError(seen: ParsedExchange): readonly Flaw[] | undefined {
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
function tooLarge(seen: ParsedExchange): readonly Flaw[] | undefined {
  const { failure } = seen.observation;
  if (failure?.phase === 'head' || failure?.phase === 'send')
    return [{ expected: 'status 413 or 400', received: failure.message }];
  return statusIs(seen, 413, 400, 422);
}

/** Checks of what is refused. */
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
];
