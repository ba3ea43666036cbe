import { sameJson } from '../../../contract/same-json.ts';
import { asList, asObject } from '../../../contract/schema/json-shape.ts';
import type { RequirementId } from '../../../contract/generated/requirement-ids.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { ParsedExchange } from '../../evidence/parsed-exchange.ts';
import { isError, isPlain, isSound } from '../../evidence/predicates.ts';
import { statusIs } from '../access-checks.ts';
import { answered, contentOf, describeRefusal, isCut } from '../answers.ts';
import type { Check } from '../check.ts';
import { exchangeCheck, type CheckFacts, type Flaw } from '../define-check.ts';
import { refused } from '../refusal-checks.ts';
import { itemsOf } from './seen-response.ts';

type Judge = (seen: ParsedExchange, evidence: Evidence) => readonly Flaw[] | undefined;

const check = (
  id: RequirementId,
  probes: readonly string[],
  fix: string,
  judge: Judge,
  more: Partial<CheckFacts> = {},
): Check => exchangeCheck({ id, class: 'protocol', needs: ['state'], probes, fix, ...more }, judge);

const WORD = /code word,?(?: it)? (?:is )?([a-z]+-\d+)/;

/** The word that an earlier probe spoke of. */
const wordOf = (seen: ParsedExchange | undefined): string | undefined =>
  WORD.exec(JSON.stringify(seen?.request ?? {}))?.[1];

const says = (seen: ParsedExchange, word: string): boolean => contentOf(seen).toLowerCase().includes(word);

/** The next turn is answered, and knows the word of the turn before it. */
const knows =
  (before: string): Judge =>
  (seen, evidence) => {
    const refusal = answered(seen);
    if (refusal === undefined || refusal.length > 0) return refusal;
    const word = wordOf(evidence.of(before)[0]);
    if (word === undefined || !isSound(seen) || isCut(seen)) return undefined;
    return says(seen, word)
      ? []
      : [{ path: seen.reading.places.content, expected: word, received: JSON.stringify(contentOf(seen).slice(0, 80)) }];
  };

/** Instructions do not hold for the next turn, which should not know them. */
const forgets: Judge = (seen, evidence) => {
  const [before] = evidence.of('state.instructions');
  const word = wordOf(before);
  if (word === undefined || before === undefined || !isSound(seen) || says(before, word)) return undefined;
  return says(seen, word)
    ? [{ path: seen.reading.places.content, expected: 'no word of the instructions', received: word }]
    : [];
};

/** A response that is not kept cannot be fetched, nor continued. */
const isGone: Judge = (seen) => (seen.observation.request.method === 'GET' ? statusIs(seen, 404) : refused(seen));

/** Members that may differ between the answer and what is fetched later. */
const CHANGING = ['encrypted_content', 'service_tier', 'billing'];

const sameObject: Judge = (seen, evidence) => {
  const [posted] = evidence.of('state.first');
  if (posted === undefined || !isPlain(posted)) return undefined;
  const status = statusIs(seen, 200);
  if (status === undefined || status.length > 0) return status;
  return sameJson(seen.json, posted.json, CHANGING)
    ? []
    : [{ expected: 'the response as it was answered', received: 'another one' }];
};

const unknownPrevious: Judge = (seen) => {
  const status = statusIs(seen, 400);
  if (status === undefined || status.length > 0 || seen.error === undefined) return status;
  const { code, param } = asObject(seen.error);
  return code === 'previous_response_not_found' && param === 'previous_response_id'
    ? []
    : [
        {
          path: '/error/code',
          expected: '"previous_response_not_found" with param "previous_response_id"',
          received: `${JSON.stringify(code ?? null)} with ${JSON.stringify(param ?? null)}`,
        },
      ];
};

const unknownReference: Judge = (seen) => {
  const status = statusIs(seen, 404);
  if (status === undefined || status.length > 0 || seen.error === undefined) return status;
  const id = asList(seen.request?.['input'])
    .map((item) => asObject(item)['id'])
    .find(Boolean);
  const { message } = asObject(seen.error);
  return String(message ?? '').includes(String(id))
    ? []
    : [{ path: '/error/message', expected: String(id), received: JSON.stringify(message ?? null) }];
};

const idOf = (evidence: Evidence, probe: string): unknown => evidence.of(probe)[0]?.id;

const deletion: Judge = (seen, evidence) => {
  const status = statusIs(seen, 200);
  if (status === undefined || status.length > 0) return status;
  const { id, deleted } = asObject(seen.json);
  return id === idOf(evidence, 'state.first') && deleted === true
    ? []
    : [
        {
          expected: `the id ${String(idOf(evidence, 'state.first'))} and "deleted": true`,
          received: seen.text.slice(0, 120),
        },
      ];
};

const pageOf = (seen: ParsedExchange | undefined): unknown[] =>
  asList(asObject(seen?.json)['data']).map((item) => asObject(item)['id']);

/** The last item first, unless the query says otherwise; and all that were sent. */
const listed: Judge = (seen, evidence) => {
  const status = statusIs(seen, 200);
  if (status === undefined || status.length > 0) return status;
  const sent = asList(evidence.of('state.first')[0]?.request?.['input']).map((item) => asObject(item)['role']);
  const roles = asList(asObject(seen.json)['data']).map((item) => asObject(item)['role']);
  const ascending = seen.observation.request.url.includes('order=asc');
  const wanted = ascending ? sent : sent.toReversed().slice(0, 2);
  return sameJson(roles, wanted)
    ? []
    : [{ path: '/data', expected: wanted.join(', '), received: roles.join(', ') || 'nothing' }];
};

const paged: Judge = (seen, evidence) => {
  const status = statusIs(seen, 200);
  if (status === undefined || status.length > 0) return status;
  const { has_more: more, last_id: last } = asObject(seen.json);
  const own = pageOf(seen);
  const first = pageOf(evidence.of('state.items')[0]);
  const isSecond = seen.probe === 'state.items.next';
  const flaw = (path: string, expected: string, received: unknown): readonly Flaw[] => [
    { path, expected, received: JSON.stringify(received ?? null) },
  ];
  if (own.length > 2) return flaw('/data', 'at most 2 items', own.length);
  if (more !== !isSecond) return flaw('/has_more', String(!isSecond), more);
  if (last !== own.at(-1)) return flaw('/last_id', String(own.at(-1)), last);
  return isSecond && own.some((id) => first.includes(id)) ? flaw('/data', 'items behind the first page', own) : [];
};

/** In the background it can be stopped, unless it was too quick; otherwise there is nothing to stop. */
const cancelled: Judge = (seen) => {
  if (seen.probe === 'state.cancel.done') return statusIs(seen, 400);
  const status = statusIs(seen, 200);
  if (status === undefined || status.length > 0) return status;
  const told = asObject(seen.json)['status'];
  if (told === 'completed') return undefined;
  return told === 'cancelled'
    ? []
    : [{ path: '/status', expected: '"cancelled"', received: JSON.stringify(told ?? null) }];
};

const encrypted: Judge = (seen) => {
  if (seen.probe === 'reason.encrypted.next') return answered(seen);
  const thoughts = isPlain(seen) ? itemsOf(asObject(seen.json)).filter(({ type }) => type === 'reasoning') : [];
  if (thoughts.length === 0) return undefined;
  return thoughts.every(({ encrypted_content: content }) => typeof content === 'string' && content !== '')
    ? []
    : [{ path: '/output', expected: 'encrypted_content in each reasoning item', received: 'none' }];
};

const kept: Judge = (seen) => {
  const { status } = seen;
  if (status === undefined || status === 429 || status >= 500) return undefined;
  return isError(seen) ? [{ expected: 'the response', received: describeRefusal(seen) }] : [];
};

/** Checks of what is kept, and of what is sent back. */
export const responseStateChecks: readonly Check[] = [
  check('responses.store.default', ['state.retrieve'], 'Keep responses unless store is false.', kept),
  check('responses.store.off', ['state.off.retrieve', 'state.off.next'], 'Keep nothing where store is false.', isGone),
  check(
    'responses.store.stream',
    ['state.stream.next'],
    'Keep streamed responses before their last event.',
    knows('state.stream'),
  ),
  check('responses.previous', ['state.next'], 'Pass on what was said before.', knows('state.first')),
  check(
    'responses.previous.unknown',
    ['state.previous.unknown'],
    'Answer 400 with the code previous_response_not_found.',
    unknownPrevious,
  ),
  check(
    'responses.previous.instructions',
    ['state.instructions.next'],
    'Leave out instructions of earlier responses.',
    forgets,
  ),
  check(
    'responses.reference',
    ['state.reference'],
    'Read a reference as the item that it names.',
    knows('state.first'),
  ),
  check('responses.reference.unknown', ['state.reference.unknown'], 'Answer 404, and name the item.', unknownReference),
  check('responses.reasoning.bare', ['reason.bare'], 'Look reasoning items up by their ids.', answered, {
    needs: ['state', 'reasoning-effort'],
  }),
  check(
    'responses.reasoning.encrypted',
    ['reason.encrypted', 'reason.encrypted.next'],
    'Send encrypted_content where include asks for it, and accept it.',
    encrypted,
    {
      needs: ['reasoning-effort'],
    },
  ),
  check('responses.retrieve', ['state.retrieve'], 'Keep the response as it was answered.', sameObject),
  check('responses.retrieve.unknown', ['state.unknown'], 'Answer 404 for a response that is not kept.', isGone),
  check(
    'responses.delete',
    ['state.deleted', 'state.deleted.next'],
    'Take a deleted response out of what is kept.',
    isGone,
  ),
  check('responses.delete.answer', ['state.delete'], 'Answer with the id and "deleted": true.', deletion),
  check('responses.delete.chain', ['state.chain'], 'Keep what later responses continue.', knows('state.first')),
  check('responses.input-items', ['state.items', 'state.items.asc'], 'List the input, the last item first.', listed),
  check(
    'responses.input-items.pages',
    ['state.items', 'state.items.next'],
    'Count limit and after, and set has_more.',
    paged,
  ),
  check(
    'responses.cancel',
    ['state.cancel', 'state.cancel.done'],
    'Set the status cancelled, or refuse with 400.',
    cancelled,
  ),
];
