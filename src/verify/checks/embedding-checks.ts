import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { EmbeddingModelInfo } from '../../contract/models.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { isPlain, outcome } from '../evidence/predicates.ts';
import { loadTokenizer } from '../../contract/tokens/load-tokenizer.ts';
import { HELLO_TEXT } from '../probes/embedding-probes.ts';
import { statusIs } from './access-checks.ts';
import { answered } from './answers.ts';
import { CHECKS } from './catalogue.ts';
import type { Check, Judgement } from './check.ts';
import { counterpart } from './counterpart.ts';
import { contractCheck, evidenceCheck, exchangeCheck, findingOf, skipped, type Flaw } from './define-check.ts';
import { refused } from './refusal-checks.ts';

const entriesOf = (seen: ParsedExchange): readonly unknown[] => asList(asObject(seen.json)['data']);

const BYTES = 4;

/** A vector as it came, in either form; nothing for what is neither. */
function vectorOf(entry: unknown): readonly number[] | undefined {
  const value = asObject(entry)['embedding'];
  if (Array.isArray(value)) return value.every((one) => typeof one === 'number') ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const bytes = Buffer.from(value, 'base64');
  return Array.from({ length: Math.floor(bytes.length / BYTES) }, (_, at) => bytes.readFloatLE(at * BYTES));
}

/** Vectors of an answer in the order in which they came. */
const vectorsOf = (seen: ParsedExchange): readonly (readonly number[])[] =>
  isPlain(seen) ? entriesOf(seen).flatMap((entry) => [vectorOf(entry) ?? []]) : [];

const first = (evidence: Evidence, probe: string): readonly number[] | undefined =>
  evidence
    .of(probe)
    .map((seen) => vectorsOf(seen)[0])
    .find((vector) => vector !== undefined && vector.length > 0);

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const lengthOf = (vector: readonly number[]): number => Math.sqrt(dot(vector, vector));
const cosine = (a: readonly number[], b: readonly number[]): number => dot(a, b) / (lengthOf(a) * lengthOf(b) || 1);

const inputsOf = ({ request }: ParsedExchange): readonly unknown[] => {
  const { input } = request ?? {};
  return Array.isArray(input) && typeof input[0] !== 'number' ? input : [input];
};

const infoOf = ({ contract, model }: Evidence): EmbeddingModelInfo | undefined =>
  contract.document['x-models'].embeddings?.find(({ id }) => id === model);

const ofAnswers =
  (judge: (seen: ParsedExchange, evidence: Evidence) => readonly Flaw[] | undefined) =>
  (seen: ParsedExchange, evidence: Evidence): readonly Flaw[] | undefined =>
    isPlain(seen) ? judge(seen, evidence) : undefined;

function inOrder(seen: ParsedExchange): readonly Flaw[] {
  const inputs = inputsOf(seen).length;
  const entries = entriesOf(seen);
  if (entries.length !== inputs)
    return [{ path: '/data', expected: `${inputs} embeddings`, received: `${entries.length}` }];
  const wrong = entries.findIndex((entry, at) => asObject(entry)['index'] !== at);
  return wrong < 0
    ? []
    : [
        {
          path: `/data/${wrong}/index`,
          expected: `${wrong}`,
          received: JSON.stringify(asObject(entries[wrong])['index'] ?? null),
        },
      ];
}

/** Vectors that differ by what arithmetic loses. */
const SAME = 0.999;

/** The texts of one request in two orders: each has its vector at its own place. */
function placed(evidence: Evidence): Judgement {
  const [straight] = evidence.of('texts');
  const [turned] = evidence.of('texts.turned');
  if (!straight || !turned || !isPlain(straight) || !isPlain(turned)) return skipped('not-observed');
  const flaws = [straight, turned].flatMap((seen) =>
    inOrder(seen).map((flaw) => findingOf(evidence, 'embeddings.order', seen, flaw)),
  );
  if (flaws.length > 0) return { kind: 'judged', findings: flaws };
  const [texts, others] = [inputsOf(straight), inputsOf(turned)];
  const vectors = vectorsOf(straight);
  // Of each text in the other order, where it stood in the first.
  const wrong = vectorsOf(turned).findIndex(
    (vector, at) => cosine(vector, vectors[texts.indexOf(others[at])] ?? []) < SAME,
  );
  if (wrong < 0) return { kind: 'judged', findings: [] };
  const flaw = {
    path: `/data/${wrong}/embedding`,
    expected: 'the embedding of its own input',
    received: 'another one',
  };
  return { kind: 'judged', findings: [findingOf(evidence, 'embeddings.order', turned, flaw)] };
}

const isBase64 = ({ request }: ParsedExchange): boolean => request?.['encoding_format'] === 'base64';

function form(seen: ParsedExchange): readonly Flaw[] | undefined {
  const wanted = isBase64(seen) ? 'string' : 'object';
  const wrong = entriesOf(seen).findIndex((entry) => typeof asObject(entry)['embedding'] !== wanted);
  return wrong < 0
    ? []
    : [
        {
          path: `/data/${wrong}/embedding`,
          expected: isBase64(seen) ? 'base64' : 'an array of numbers',
          received: typeof asObject(entriesOf(seen)[wrong])['embedding'],
        },
      ];
}

function wholeFloats(seen: ParsedExchange): readonly Flaw[] | undefined {
  const told = form(seen);
  if (told === undefined || told.length > 0) return told;
  const text = String(asObject(entriesOf(seen)[0])['embedding'] ?? '');
  const isWhole = /^[A-Za-z0-9+/]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length % BYTES === 0;
  return isWhole
    ? []
    : [{ path: '/data/0/embedding', expected: '32-bit floats in base64', received: `${text.length} characters` }];
}

/** Both formats, as far as a float of 32 bits, or of 16, can tell numbers apart. */
const PRECISION = 0.001;

function sameNumbers(evidence: Evidence): Judgement {
  const [numbers, packed] = [first(evidence, 'float'), first(evidence, 'base64')];
  const [seen] = evidence.of('base64');
  if (numbers === undefined || packed === undefined || seen === undefined) return skipped('not-observed');
  const apart = numbers.findIndex((value, at) => !(Math.abs(value - (packed[at] ?? Infinity)) <= PRECISION));
  if (apart < 0 && numbers.length === packed.length) return { kind: 'judged', findings: [] };
  const flaw = { path: '/data/0/embedding', expected: 'the numbers of format float', received: 'others' };
  return { kind: 'judged', findings: [findingOf(evidence, 'embeddings.format.same', seen, flaw)] };
}

const askedFor = ({ request }: ParsedExchange): number | undefined =>
  typeof request?.['dimensions'] === 'number' ? request['dimensions'] : undefined;

function dimensions(seen: ParsedExchange, evidence: Evidence): readonly Flaw[] | undefined {
  const wanted = askedFor(seen) ?? infoOf(evidence)?.dimensions ?? first(evidence, 'text')?.length;
  const wrong = vectorsOf(seen).findIndex((vector) => vector.length !== wanted);
  return wrong < 0
    ? []
    : [
        {
          path: `/data/${wrong}/embedding`,
          expected: `${wanted} numbers`,
          received: `${vectorsOf(seen)[wrong]?.length}`,
        },
      ];
}

/** What float16 loses of the length of a vector. */
const UNIT = 0.005;

function unit(seen: ParsedExchange): readonly Flaw[] | undefined {
  const wrong = vectorsOf(seen).findIndex((vector) => Math.abs(lengthOf(vector) - 1) > UNIT);
  return wrong < 0
    ? []
    : [
        {
          path: `/data/${wrong}/embedding`,
          expected: 'the length 1',
          received: lengthOf(vectorsOf(seen)[wrong] ?? []).toFixed(4),
        },
      ];
}

function finite(seen: ParsedExchange): readonly Flaw[] | undefined {
  const wrong = vectorsOf(seen).findIndex(
    (vector) => vector.length === 0 || !vector.every(Number.isFinite) || vector.every((value) => value === 0),
  );
  return wrong < 0
    ? []
    : [{ path: `/data/${wrong}/embedding`, expected: 'finite numbers that are not all 0', received: 'others' }];
}

/** How alike two embeddings of the same text are; the API itself is not exact. */
const STABLE = 0.99;

/** Compares one vector with another that should be nearly the same. */
function alike(
  id: 'embeddings.stable' | 'embeddings.tokens.input' | 'embeddings.dimensions',
  pairs: readonly (readonly [of: string, to: string])[],
  prepare: (vector: readonly number[], like: readonly number[]) => readonly number[] = (vector) => vector,
): (evidence: Evidence) => Judgement {
  return (evidence) => {
    const compared = pairs.flatMap(([of, to]) => {
      const [a, b] = [first(evidence, of), first(evidence, to)];
      const seen = evidence.of(to)[0];
      return a && b && seen ? [{ seen, of, cosine: cosine(prepare(a, b), b), length: b.length }] : [];
    });
    if (compared.length === 0) return skipped('not-observed');
    const findings = compared
      .filter((one) => one.cosine < STABLE)
      .map(({ seen, of, cosine: found }) =>
        findingOf(evidence, id, seen, {
          path: '/data/0/embedding',
          expected: `the embedding of probe ${of}`,
          received: `a cosine of ${found.toFixed(3)}`,
        }),
      );
    return { kind: 'judged', findings };
  };
}

function near(evidence: Evidence): Judgement {
  const seen = evidence.of('texts').find(isPlain);
  const [text, paraphrase, other] = seen ? vectorsOf(seen) : [];
  if (!seen || !text || !paraphrase || !other) return skipped('not-observed');
  const [close, far] = [cosine(text, paraphrase), cosine(text, other)];
  if (close > far) return { kind: 'judged', findings: [] };
  const flaw = {
    path: '/data',
    expected: 'a paraphrase closer than another topic',
    received: `cosines of ${close.toFixed(3)} and ${far.toFixed(3)}`,
  };
  return { kind: 'judged', findings: [findingOf(evidence, 'embeddings.near', seen, flaw)] };
}

/** The beginning of the whole vector; a model that cannot be shortened refuses. */
function shortened(evidence: Evidence): Judgement {
  const [seen] = evidence.of('dimensions');
  if (seen === undefined) return skipped('not-observed');
  if (isPlain(seen)) {
    if (infoOf(evidence)?.shortens === false) {
      const flaw = { expected: 'status 400', received: outcome(seen) };
      return { kind: 'judged', findings: [findingOf(evidence, 'embeddings.dimensions', seen, flaw)] };
    }
    return alike('embeddings.dimensions', [['text', 'dimensions']], (whole, short) => whole.slice(0, short.length))(
      evidence,
    );
  }
  const flaws = statusIs(seen, 400);
  if (flaws === undefined) return skipped('not-observed');
  return { kind: 'judged', findings: flaws.map((flaw) => findingOf(evidence, 'embeddings.dimensions', seen, flaw)) };
}

function sum({ json }: ParsedExchange): readonly Flaw[] {
  const { prompt_tokens: prompt, total_tokens: total } = asObject(asObject(json)['usage']);
  return prompt === total
    ? []
    : [
        {
          path: '/usage/total_tokens',
          expected: JSON.stringify(prompt ?? null),
          received: JSON.stringify(total ?? null),
        },
      ];
}

/** Its own name, or that name with a version behind it. */
function named({ model }: ParsedExchange, { model: asked }: Evidence): readonly Flaw[] {
  const isOwn = typeof model === 'string' && (model === asked || model.startsWith(`${asked}-`));
  return isOwn ? [] : [{ path: '/model', expected: asked, received: JSON.stringify(model ?? null) }];
}

/** Tokens by the table that the model counts in, which only a model of the catalogue has. */
function recount(seen: ParsedExchange, evidence: Evidence): readonly Flaw[] | undefined {
  const told = seen.usage?.prompt;
  const info = infoOf(evidence);
  if (told === undefined || info === undefined) return undefined;
  const tokenizer = loadTokenizer(info.encoding);
  const wanted = inputsOf(seen).reduce<number>(
    (total, input) => total + tokenizer.count(typeof input === 'string' ? input : HELLO_TEXT),
    0,
  );
  return told === wanted ? [] : [{ path: '/usage/prompt_tokens', expected: `${wanted}`, received: `${told}` }];
}

/** Checks of embeddings. */
export const embeddingChecks: readonly Check[] = [
  ...CHECKS.filter(({ id }) => id === 'err.model'),
  contractCheck(
    { id: 'embeddings.schema', class: 'protocol', fix: 'Send object "list" with data, model and usage.' },
    isPlain,
  ),
  contractCheck(
    { id: 'embeddings.usage.schema', class: 'billing', fix: 'Send counts as integers that are not negative.' },
    isPlain,
  ),
  evidenceCheck(
    {
      id: 'embeddings.order',
      class: 'protocol',
      probes: ['texts', 'texts.turned'],
      fix: 'Keep the order of the input.',
    },
    placed,
  ),
  exchangeCheck(
    {
      id: 'embeddings.format.float',
      class: 'protocol',
      probes: ['text', 'texts', 'float'],
      fix: 'Send arrays of numbers unless base64 is asked for.',
    },
    ofAnswers(form),
  ),
  exchangeCheck(
    {
      id: 'embeddings.format.base64',
      class: 'protocol',
      probes: ['base64'],
      fix: 'Pass encoding_format on, or pack the numbers yourself.',
    },
    ofAnswers(wholeFloats),
  ),
  evidenceCheck(
    {
      id: 'embeddings.format.same',
      class: 'protocol',
      probes: ['float', 'base64'],
      fix: 'Make both formats from the same numbers.',
    },
    sameNumbers,
  ),
  exchangeCheck(
    {
      id: 'embeddings.length',
      class: 'protocol',
      fix: 'Send as many numbers as the model documents, or dimensions asks for.',
    },
    ofAnswers(dimensions),
  ),
  exchangeCheck({ id: 'embeddings.unit', class: 'protocol', fix: 'Make vectors of length 1.' }, ofAnswers(unit)),
  exchangeCheck({ id: 'embeddings.finite', class: 'protocol', fix: 'Send finite numbers.' }, ofAnswers(finite)),
  evidenceCheck(
    {
      id: 'embeddings.stable',
      class: 'behavior',
      probes: ['text', 'text.again', 'texts'],
      fix: 'Treat a text alike, alone and among others.',
    },
    alike('embeddings.stable', [
      ['text', 'text.again'],
      ['text', 'texts'],
    ]),
  ),
  evidenceCheck(
    { id: 'embeddings.near', class: 'behavior', probes: ['texts'], fix: 'Serve the model that was asked for.' },
    near,
  ),
  evidenceCheck(
    {
      id: 'embeddings.dimensions',
      class: 'protocol',
      probes: ['text', 'dimensions'],
      fix: 'Send the beginning of the vector, made as long as 1 again.',
    },
    shortened,
  ),
  evidenceCheck(
    {
      id: 'embeddings.tokens.input',
      class: 'protocol',
      probes: ['tokens', 'tokens.text'],
      fix: 'Decode tokens by the table of the model.',
    },
    (evidence) => {
      const [seen] = evidence.of('tokens');
      const refusal = seen && answered(seen);
      if (seen && refusal && refusal.length > 0)
        return {
          kind: 'judged',
          findings: refusal.map((flaw) => findingOf(evidence, 'embeddings.tokens.input', seen, flaw)),
        };
      return alike('embeddings.tokens.input', [['tokens.text', 'tokens']])(evidence);
    },
  ),
  exchangeCheck(
    { id: 'embeddings.empty', class: 'protocol', probes: ['err.input', 'err.input.list'], fix: 'Refuse empty input.' },
    refused,
  ),
  exchangeCheck(
    {
      id: 'embeddings.limit.tokens',
      class: 'protocol',
      probes: ['limit.tokens'],
      fix: 'Refuse texts that are too long.',
    },
    refused,
  ),
  exchangeCheck(
    {
      id: 'embeddings.limit.inputs',
      class: 'protocol',
      probes: ['limit.inputs'],
      fix: 'Refuse more than 2,048 inputs.',
    },
    refused,
  ),
  exchangeCheck(
    { id: 'embeddings.model', class: 'identity', fix: 'Report the model that was asked for, or its version.' },
    ofAnswers(named),
  ),
  counterpart('embeddings.model.unknown', ['err.model'], { fix: 'Answer 404 with the code model_not_found.' }),
  exchangeCheck(
    { id: 'embeddings.usage.sum', class: 'billing', fix: 'Count the prompt tokens alone.' },
    ofAnswers(sum),
  ),
  exchangeCheck(
    { id: 'embeddings.usage.recount', class: 'billing', fix: 'Take the counts of the model instead of an estimate.' },
    ofAnswers(recount),
  ),
];
