import { asObject, isText } from '../../contract/schema/json-shape.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { contentOf } from './answers.ts';
import type { Check, Judgement } from './check.ts';
import { isAnswer, isSound, outcome } from '../evidence/predicates.ts';
import { evidenceCheck, exchangeCheck, findingOf, type Flaw, skipped } from './define-check.ts';

/** The date in the name of a snapshot: `gpt-4o-2024-08-06`, `gpt-4-0613`, `gpt-4-1106-vision-preview`, `claude-sonnet-4-20250514`. */
const DATE = /-(?:\d{4}-\d{2}-\d{2}|\d{8}|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?=-|$)/;

/** Words that name a channel and no model; a snapshot leaves them out. */
const CHANNEL: ReadonlySet<string> = new Set(['preview', 'latest', 'exp', 'stable', 'default']);

/** The words of a name without its date, its channel and its vendor, in any order: `claude-haiku-4.5` is `claude-4.5-haiku-20251001`. */
const wordsOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^[\w.-]+\//, '')
    .replace(DATE, '')
    .split(/[-_:@ ]/)
    .filter((word) => word !== '' && !CHANNEL.has(word))
    .toSorted()
    .join('-');

/** Another way to write the same name. Who asks for a snapshot is not told of another one, or of none. */
const isAlias = (name: string, asked: string): boolean =>
  wordsOf(name) === wordsOf(asked) && (!DATE.test(asked) || DATE.exec(name)?.[0] === DATE.exec(asked)?.[0]);

/** Names under which a model may answer: its own, that which the catalogue says it reports, and dated snapshots of it. */
function mayBe(model: string, { info }: Evidence): (name: string) => boolean {
  const isSnapshot = (name: string): boolean => name.replace(DATE, '') === model;
  return (name) => name === model || name === info?.reports || isSnapshot(name);
}

/** A request that is faulty on purpose may not have been read as far as its model. */
const namesModel = ({ request, wants }: ParsedExchange, { model }: Evidence): boolean =>
  request?.['model'] === model && wants !== 'refusal';

function echo(seen: ParsedExchange, evidence: Evidence): readonly Flaw[] | undefined {
  const name = seen.model;
  if (!isAnswer(seen) || !namesModel(seen, evidence)) return undefined;
  // Of a chunk, the schema tells that it has no name.
  if (seen.kind === 'stream' && (!isText(name) || name === '')) return undefined;
  if (isText(name) && mayBe(evidence.model, evidence)(name)) return [];
  const flaw = { path: '/model', expected: evidence.model, received: JSON.stringify(name ?? null) };
  return [isText(name) && isAlias(name, evidence.model) ? { ...flaw, level: 'INFO' } : flaw];
}

const ofModel = (evidence: Evidence): readonly ParsedExchange[] =>
  evidence.all.filter((seen) => isAnswer(seen) && namesModel(seen, evidence));

function stableName(evidence: Evidence): Judgement {
  const answers = ofModel(evidence).filter((seen) => typeof seen.model === 'string');
  if (answers.length < 2) return skipped('not-observed');
  const first = answers[0]?.model;
  const other = answers.find((seen) => seen.model !== first);
  if (other === undefined) return { kind: 'judged', findings: [] };
  const flaw = { path: '/model', expected: JSON.stringify(first), received: JSON.stringify(other.model) };
  return { kind: 'judged', findings: [findingOf(evidence, 'model.echo.stable', other, flaw)] };
}

/** A model that answers nothing is broken: not a single request, of several, was served. */
function answersAtAll(evidence: Evidence, asked: readonly ParsedExchange[]): Judgement {
  const [first] = asked;
  if (first === undefined) return skipped('not-observed');
  if (asked.length < 3 || !asked.every(({ status = 0 }) => status >= 500)) return { kind: 'judged', findings: [] };
  const flaw = { expected: 'a response', received: `${outcome(first)} every time: the model is failing` };
  return { kind: 'judged', findings: [findingOf(evidence, 'model.available', first, flaw)], note: 'failing' };
}

/** The model is not there; an item of the input that is not there is no such thing. */
const isGone = ({ status, error }: ParsedExchange): boolean =>
  (status === 404 && asObject(error)['param'] !== 'input') || asObject(error)['code'] === 'model_not_found';

/** Documented, and not there any more: a fact of its own, for which nothing of the protocol is to blame. */
function available(evidence: Evidence): Judgement {
  const asked = evidence.all.filter(
    ({ wants, request, status }) => wants === 'answer' && request?.['model'] === evidence.model && status !== undefined,
  );
  const gone = asked.find(isGone);
  if (gone === undefined) return answersAtAll(evidence, asked);
  const documented = evidence.info !== undefined;
  const flaw = {
    expected: documented ? 'a response: the model is documented' : 'an answer',
    received: `${outcome(gone)}: the model is unavailable`,
  };
  return {
    kind: 'judged',
    findings: [findingOf(evidence, 'model.available', gone, flaw)],
    note: documented ? 'documented but unavailable' : 'unavailable',
  };
}

function fingerprints(evidence: Evidence): Judgement {
  const answers = ofModel(evidence);
  if (answers.length === 0) return skipped('not-observed');
  const values = new Set(
    answers.map(
      (seen) => asObject(seen.kind === 'stream' ? seen.chunks[0]?.chunk : seen.json)['system_fingerprint'] ?? null,
    ),
  );
  const shown = [...values].map((value) => JSON.stringify(value)).toSorted();
  if (values.size <= 1) return { kind: 'judged', findings: [], note: `always ${shown.join('')}` };
  const flaw = {
    path: '/system_fingerprint',
    expected: 'one system_fingerprint',
    received: `${values.size} in ${answers.length} responses: ${shown.slice(0, 5).join(', ')}`,
  };
  return { kind: 'judged', findings: [findingOf(evidence, 'model.fingerprint', answers[0] as ParsedExchange, flaw)] };
}

/** Characters that make an answer long enough for two models not to give it by chance. */
const TELLING = 60;

/** The answer of a model to the open question, where it is long enough to tell. */
const ownWords = (evidence: Evidence): ParsedExchange | undefined =>
  evidence.of('identity').find((seen) => isSound(seen) && contentOf(seen).length >= TELLING);

/** Two names of one snapshot may well say the same. */
const isAnother = (evidence: Evidence, other: Evidence): boolean =>
  evidence.info === undefined || evidence.info.reports !== other.info?.reports;

function distinct(evidence: Evidence): Judgement {
  const own = ownWords(evidence);
  const others = evidence.others.filter((other) => isAnother(evidence, other) && ownWords(other) !== undefined);
  if (own === undefined || others.length === 0) return skipped('not-observed');
  const twin = others.find((other) => contentOf(own) === contentOf(ownWords(other) ?? own));
  if (twin === undefined) return { kind: 'judged', findings: [] };
  const flaw = { expected: 'a distinct response', received: `the same text as ${twin.model}` };
  return { kind: 'judged', findings: [findingOf(evidence, 'model.distinct', own, flaw)] };
}

/** Checks of who answers. */
export const identityChecks: readonly Check[] = [
  exchangeCheck({ id: 'model.echo', class: 'identity', fix: 'Return the requested model name or its snapshot.' }, echo),
  evidenceCheck(
    { id: 'model.echo.stable', class: 'identity', fix: 'Return the same name for a model every time.' },
    stableName,
  ),
  evidenceCheck(
    { id: 'model.available', class: 'identity', fix: 'Serve the model, or remove it from the documentation.' },
    available,
  ),
  evidenceCheck({ id: 'model.fingerprint', class: 'identity', fix: 'No action needed; this is a fact.' }, fingerprints),
  evidenceCheck(
    {
      id: 'model.distinct',
      class: 'identity',
      probes: ['identity'],
      fix: 'Check whether both names are served by the same model.',
    },
    distinct,
  ),
];
