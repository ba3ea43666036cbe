import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { Check } from './check.ts';
import { contractCheck, evidenceCheck, exchangeCheck, findingOf, skipped, type Flaw } from './define-check.ts';
import { KEY_MARK } from '../redaction/redaction-marks.ts';
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
  // An error without its envelope is told by err.schema.
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
    { id: 'auth.missing', class: 'protocol', probes: ['auth.none'], fix: 'Answer 401 where there is no key.' },
    (seen) => statusIs(seen, 401),
  ),
  exchangeCheck(
    {
      id: 'auth.invalid',
      class: 'protocol',
      probes: ['auth.unknown'],
      fix: 'Answer 401 with the code invalid_api_key.',
    },
    unknownKey,
  ),
  exchangeCheck(
    { id: 'auth.scheme', class: 'protocol', probes: ['auth.scheme'], fix: 'Accept Bearer alone.' },
    (seen) => statusIs(seen, 401),
  ),
  exchangeCheck(
    { id: 'auth.empty', class: 'protocol', probes: ['auth.empty'], fix: 'Answer 401 where the key is empty.' },
    (seen) => statusIs(seen, 401),
  ),
  // The body is faulty on purpose, so a service that reads the header answers 400.
  exchangeCheck(
    { id: 'auth.case', class: 'protocol', probes: ['auth.case'], fix: 'Compare the scheme without regard to case.' },
    (seen) =>
      seen.status === undefined
        ? undefined
        : seen.status === 401 || seen.status === 403
          ? [{ expected: 'the key to be accepted', received: outcome(seen) }]
          : [],
  ),
  evidenceCheck(
    { id: 'auth.key-echo', class: 'hygiene', fix: 'Mask keys in every message and header.' },
    (evidence) => {
      if (evidence.all.length === 0) return skipped('not-observed');
      const findings = evidence.all
        .filter((seen) => includesKey(seen.text, evidence.secrets) || includesKey(headerText(seen), evidence.secrets))
        .map((seen) => findingOf(evidence, 'auth.key-echo', seen, { expected: 'no key', received: 'the whole key' }));
      return { kind: 'judged', findings };
    },
  ),
  exchangeCheck(
    { id: 'cors.preflight', class: 'hygiene', probes: ['cors'], fix: 'Do nothing; this is a fact.' },
    (seen) => {
      if (seen.status === undefined) return undefined;
      const origin = seen.header('access-control-allow-origin');
      return seen.status < 300 && origin !== undefined
        ? []
        : [{ expected: 'a preflight that is answered', received: outcome(seen) }];
    },
  ),
  evidenceCheck(
    { id: 'cors.expose', class: 'hygiene', probes: ['cors'], fix: 'Expose Retry-After and x-request-id to browsers.' },
    (evidence) => {
      const open = evidence.all.filter(
        (seen) =>
          seen.kind !== 'other' && seen.header('access-control-allow-origin') !== undefined && knowsHeaders(seen),
      );
      if (open.length === 0) return skipped('not-observed', 'no answer lets a browser read it');
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
  exchangeCheck({ id: 'model.list', class: 'protocol', probes: ['models'], fix: 'Answer GET /v1/models.' }, (seen) =>
    statusIs(seen, 200),
  ),
  contractCheck(
    {
      id: 'model.list.schema',
      class: 'protocol',
      probes: ['models'],
      needs: ['models'],
      fix: 'Send {"object":"list","data":[…]}.',
    },
    allowed,
  ),
  contractCheck(
    {
      id: 'model.schema',
      class: 'protocol',
      probes: ['models', 'model.get'],
      needs: ['models'],
      fix: 'Send id, object, created and owned_by of each model.',
    },
    allowed,
  ),
  exchangeCheck(
    {
      id: 'model.list.complete',
      class: 'identity',
      probes: ['models'],
      needs: ['models'],
      fix: 'List every model that is documented.',
    },
    (seen, { contract }) => {
      if (!allowed(seen)) return undefined;
      const names = listed(seen);
      const missing = contract.models
        .filter(({ listed: isListed, id }) => isListed && !names.includes(id))
        .map(({ id }) => id);
      return missing.length === 0 ? [] : [{ path: '/data', expected: missing.join(', '), received: 'a list without' }];
    },
  ),
  evidenceCheck(
    {
      id: 'model.retrieve',
      class: 'protocol',
      probes: ['models', 'model.get'],
      needs: ['models'],
      fix: 'Answer GET /v1/models/{model} as the list does.',
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
      fix: 'Answer 404 for a model that is not there.',
    },
    (seen) => statusIs(seen, 404),
  ),
];
