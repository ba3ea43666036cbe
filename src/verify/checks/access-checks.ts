import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { Check } from './check.ts';
import { contractCheck, evidenceCheck, exchangeCheck, findingOf, skipped, type Flaw } from './define-check.ts';
import { KEY_MARK } from '../../recordings/redaction/redaction-marks.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { knowsHeaders, outcome } from '../evidence/predicates.ts';

/** A status that an answer should have had, where there was an answer; one that puts the client off tells nothing. */
export function statusIs(seen: ParsedExchange, ...wanted: readonly number[]): readonly Flaw[] | undefined {
  if (seen.status === undefined || seen.status === 429) return undefined;
  return wanted.includes(seen.status) ? [] : [{ expected: `status ${wanted.join(' or ')}`, received: outcome(seen) }];
}

/** A key that is unknown has to be told by a word that clients can look for. */
function unknownKey(seen: ParsedExchange): readonly Flaw[] | undefined {
  const status = statusIs(seen, 401);
  // err.schema reports errors without an envelope.
  if (status === undefined || status.length > 0 || seen.error === undefined) return status;
  const { code, type } = asObject(seen.error);
  const told = code === 'invalid_api_key' || type === 'authentication_error' || type === 'invalid_api_key';
  return told
    ? []
    : [
        {
          path: '/error/code',
          expected: '"invalid_api_key" or type "authentication_error"',
          received: JSON.stringify(code ?? type ?? null),
        },
      ];
}

const includesKey = (text: string, secrets: readonly string[]): boolean =>
  text.includes(KEY_MARK) || secrets.some((secret) => secret.length >= 8 && text.includes(secret));

const headerText = ({ observation }: ParsedExchange): string =>
  (observation.head?.headers ?? []).map(([name, value]) => `${name}: ${value}`).join('\n');

/** Names of models in a list. */
const listed = (seen: ParsedExchange): unknown[] =>
  asList(asObject(seen.json)['data']).map((model) => asObject(model)['id']);

const allowed = ({ status }: ParsedExchange): boolean => status === 200;

/** Checks of who may ask, of browsers, and of the list of models. */
export const accessChecks: readonly Check[] = [
  exchangeCheck(
    {
      id: 'auth.missing',
      class: 'protocol',
      probes: ['auth.none'],
      fix: 'Respond with 401 to requests without a key.',
    },
    (seen) => statusIs(seen, 401),
  ),
  exchangeCheck(
    {
      id: 'auth.invalid',
      class: 'protocol',
      probes: ['auth.unknown'],
      fix: 'Respond with 401 and the code `invalid_api_key`.',
    },
    unknownKey,
  ),
  exchangeCheck(
    { id: 'auth.scheme', class: 'protocol', probes: ['auth.scheme'], fix: 'Accept only the Bearer scheme.' },
    (seen) => statusIs(seen, 401),
  ),
  exchangeCheck(
    { id: 'auth.empty', class: 'protocol', probes: ['auth.empty'], fix: 'Respond with 401 if the key is empty.' },
    (seen) => statusIs(seen, 401),
  ),
  // The body is faulty on purpose, so a service that reads the header answers 400.
  exchangeCheck(
    { id: 'auth.case', class: 'protocol', probes: ['auth.case'], fix: 'Compare the scheme case-insensitively.' },
    (seen) =>
      seen.status === undefined
        ? undefined
        : seen.status === 401 || seen.status === 403
          ? [{ expected: 'status 200 for the valid key', received: outcome(seen) }]
          : [],
  ),
  evidenceCheck(
    { id: 'auth.key-echo', class: 'hygiene', fix: 'Mask API keys in all messages and headers.' },
    (evidence) => {
      if (evidence.all.length === 0) return skipped('not-observed');
      const findings = evidence.all
        .filter((seen) => includesKey(seen.text, evidence.secrets) || includesKey(headerText(seen), evidence.secrets))
        .map((seen) =>
          findingOf(evidence, 'auth.key-echo', seen, { expected: 'no key', received: 'the complete key' }),
        );
      return { kind: 'judged', findings };
    },
  ),
  exchangeCheck(
    { id: 'cors.preflight', class: 'hygiene', probes: ['cors'], fix: 'No action needed; this is a fact.' },
    (seen) => {
      if (seen.status === undefined) return undefined;
      const origin = seen.header('access-control-allow-origin');
      return seen.status < 300 && origin !== undefined
        ? []
        : [{ expected: 'a response to the preflight request', received: outcome(seen) }];
    },
  ),
  evidenceCheck(
    {
      id: 'cors.expose',
      class: 'hygiene',
      probes: ['cors'],
      fix: 'List Retry-After and x-request-id in Access-Control-Expose-Headers.',
    },
    (evidence) => {
      const open = evidence.all.filter(
        (seen) =>
          seen.kind !== 'other' && seen.header('access-control-allow-origin') !== undefined && knowsHeaders(seen),
      );
      if (open.length === 0) return skipped('not-observed', 'no response allows browser access');
      const closed = open.find((seen) => {
        const exposed = (seen.header('access-control-expose-headers') ?? '').toLowerCase();
        return exposed !== '*' && !(exposed.includes('retry-after') && exposed.includes('x-request-id'));
      });
      if (closed === undefined) return { kind: 'judged', findings: [] };
      const received = closed.header('access-control-expose-headers') ?? 'none';
      return {
        kind: 'judged',
        findings: [findingOf(evidence, 'cors.expose', closed, { expected: 'both headers exposed', received })],
      };
    },
  ),
  exchangeCheck({ id: 'model.list', class: 'protocol', probes: ['models'], fix: 'Support GET /v1/models.' }, (seen) =>
    statusIs(seen, 200),
  ),
  contractCheck(
    {
      id: 'model.list.schema',
      class: 'protocol',
      probes: ['models'],
      needs: ['models'],
      fix: 'Return {"object":"list","data":[…]}.',
    },
    allowed,
  ),
  contractCheck(
    {
      id: 'model.schema',
      class: 'protocol',
      probes: ['models', 'model.get'],
      needs: ['models'],
      fix: 'Return id, object, created and owned_by for each model.',
    },
    allowed,
  ),
  exchangeCheck(
    {
      id: 'model.list.complete',
      class: 'identity',
      probes: ['models'],
      needs: ['models'],
      fix: 'List every documented model.',
    },
    (seen, { contract }) => {
      if (!allowed(seen)) return undefined;
      const names = listed(seen);
      const missing = contract.models
        .filter(({ listed: isListed, id }) => isListed && !names.includes(id))
        .map(({ id }) => id);
      return missing.length === 0
        ? []
        : [{ path: '/data', expected: missing.join(', '), received: 'a list without them' }];
    },
  ),
  evidenceCheck(
    {
      id: 'model.retrieve',
      class: 'protocol',
      probes: ['models', 'model.get'],
      needs: ['models'],
      fix: 'Return the entry of the list from GET /v1/models/{model}.',
    },
    (evidence) => {
      const [list] = evidence.of('models').filter(allowed);
      const one = evidence.of('model.get')[0];
      const entry = asList(asObject(list?.json)['data']).find((model) => asObject(model)['id'] === evidence.model);
      if (one === undefined || entry === undefined) return skipped('not-observed');
      const same = allowed(one) && JSON.stringify(one.json) === JSON.stringify(entry);
      const flaw = {
        expected: JSON.stringify(entry),
        received: allowed(one) ? JSON.stringify(one.json) : outcome(one),
      };
      return { kind: 'judged', findings: same ? [] : [findingOf(evidence, 'model.retrieve', one, flaw)] };
    },
  ),
  exchangeCheck(
    {
      id: 'model.unknown',
      class: 'protocol',
      probes: ['model.unknown'],
      needs: ['models'],
      fix: 'Respond with 404 to unknown models.',
    },
    (seen) => statusIs(seen, 404),
  ),
];
