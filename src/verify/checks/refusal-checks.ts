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
      fix: 'Validate requests before forwarding them, and respond with 400.',
    },
    refused,
  ),
  exchangeCheck(
    { id: 'err.json', class: 'protocol', probes: ['err.json'], fix: "Respond with 400 if the body can't be parsed." },
    badRequest,
  ),
  exchangeCheck(
    { id: 'err.utf8', class: 'protocol', probes: ['err.utf8'], fix: "Reject bodies that aren't valid UTF-8." },
    badRequest,
  ),
  exchangeCheck(
    { id: 'err.role', class: 'protocol', probes: ['err.role'], fix: 'Reject undocumented roles.' },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'err.type',
      class: 'protocol',
      probes: ['err.type', 'err.type.number'],
      fix: 'Validate the types of fields.',
    },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'err.range',
      class: 'protocol',
      probes: FAULTY.filter((id) => id.startsWith('err.range')),
      fix: 'Validate the ranges of numbers.',
    },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'err.messages',
      class: 'protocol',
      probes: ['err.messages.missing', 'err.messages.empty'],
      fix: 'Reject requests without messages.',
    },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'err.stop-count',
      class: 'protocol',
      probes: ['err.stop-count'],
      needs: ['stop'],
      fix: 'Reject more than four stop sequences.',
    },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'err.tool-name',
      class: 'protocol',
      probes: ['err.tool-name'],
      needs: ['tools'],
      fix: 'Validate tool names.',
    },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'err.tool-order',
      class: 'protocol',
      probes: ['err.tool-order'],
      needs: ['tools'],
      fix: 'Require a tool message for each call, and a call for each tool message.',
    },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'err.model',
      class: 'identity',
      probes: ['err.model'],
      fix: 'Respond with 404 and the code `model_not_found`.',
    },
    (seen) => statusIs(seen, 404),
  ),
  exchangeCheck(
    {
      id: 'err.model.missing',
      class: 'protocol',
      probes: ['err.model.missing'],
      fix: 'Respond with 400 if model is missing.',
    },
    badRequest,
  ),
  exchangeCheck(
    { id: 'err.method', class: 'protocol', probes: ['err.method'], fix: 'Respond with 405 and an Allow header.' },
    (seen) => {
      const status = statusIs(seen, 405, 404);
      if (seen.status !== 405 || seen.header('allow') !== undefined) return status;
      return [{ expected: 'an Allow header', received: 'status 405 without it' }];
    },
  ),
  exchangeCheck(
    { id: 'err.path', class: 'protocol', probes: ['err.path'], fix: 'Respond with 404 to unknown paths.' },
    (seen) => statusIs(seen, 404),
  ),
  exchangeCheck(
    {
      id: 'err.media-type',
      class: 'protocol',
      probes: ['err.media-type'],
      fix: 'Respond with 415 or 400, or accept the body.',
    },
    (seen) => statusIs(seen, 400, 415, 422),
  ),
  exchangeCheck(
    {
      id: 'err.size',
      class: 'protocol',
      probes: ['err.size'],
      fix: 'Respond with 413 to bodies that are too large, and read them to the end.',
    },
    tooLarge,
  ),
  exchangeCheck(
    {
      id: 'err.stream.plain',
      class: 'protocol',
      probes: ['err.stream'],
      needs: ['stream'],
      fix: 'Validate the request before sending the headers of a stream.',
    },
    plainError,
  ),
  exchangeCheck(
    {
      id: 'err.first',
      class: 'hygiene',
      probes: ['err.several'],
      fix: 'Report the first error in the order of the schema.',
    },
    inOrder,
  ),
  exchangeCheck(
    {
      id: 'param.stream-options',
      class: 'protocol',
      probes: ['err.stream-options'],
      fix: 'Reject stream_options without "stream": true.',
    },
    badRequest,
  ),
  exchangeCheck(
    {
      id: 'json.word',
      class: 'protocol',
      probes: ['err.word'],
      needs: ['json-object'],
      fix: 'Reject JSON mode if no message contains "JSON".',
    },
    badRequest,
  ),
];
