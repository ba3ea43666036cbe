import { createRequire } from 'node:module';
import { Validator } from '@cfworker/json-schema';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/contract/api-types.ts';
import { defaultContract } from '../../src/contract/contract.ts';
import { loadValidators, type Validators } from '../../src/contract/schema/validators.ts';
import { createRandom } from '../../src/engine/random.ts';
import { drawn, exampleAnswers, exampleRequests } from './bodies.ts';
import { mutated } from './mutations.ts';

/** The parts of Prism's own, undeclared validator that this test calls. */
interface PrismValidator {
  validateInput(input: { resource: unknown; element: unknown }): { _tag: 'Left' | 'Right' };
  validateOutput(input: { resource: unknown; element: unknown }): { _tag: 'Left' | 'Right' };
}
const prism = createRequire(import.meta.url)('@stoplight/prism-http/dist/validator') as PrismValidator;
const PATH = '/v1/chat/completions';
const headers = { 'content-type': 'application/json', authorization: 'Bearer sk-test' };

const random = createRandom('prism');
const varied = (bodies: readonly JsonValue[], times: number): JsonValue[] =>
  bodies.flatMap((body) => [body, ...Array.from({ length: times }, () => mutated(body, random))]);

/** Bodies of both kinds: whoever calls all of them valid, or none, is found out. */
const REQUESTS = [...varied([...exampleRequests.values()], 60), ...varied(drawn('ChatCompletionRequest', 300, 7), 3)];
const ANSWERS = [...varied(exampleAnswers, 100), ...varied(drawn('ChatCompletion', 100, 8), 3)];

let validators: Validators;
let operation: unknown;

beforeAll(async () => {
  validators = await loadValidators(defaultContract());
  const operations = await getHttpOperationsFromSpec('spec/openapi-3.1.json');
  operation = operations.find(({ method, path }) => method === 'post' && path === PATH);
});

const isRight = ({ _tag }: { _tag: string }): boolean => _tag === 'Right';
const ours = (body: JsonValue): boolean => validators.request(body) === null;
const oursAnswer = (body: JsonValue): boolean => validators.errors('ChatCompletion', body).length === 0;
const prisms = (body: JsonValue): boolean =>
  isRight(
    prism.validateInput({ resource: operation, element: { method: 'post', url: { path: PATH }, headers, body } }),
  );
const prismsAnswer = (body: JsonValue): boolean =>
  isRight(prism.validateOutput({ resource: operation, element: { statusCode: 200, headers, body } }));

type Judgement = (body: JsonValue) => boolean;
const disputed = (bodies: readonly JsonValue[], one: Judgement, other: Judgement): string[] =>
  bodies
    .filter((body) => one(body) !== other(body))
    .map((body) => `${one(body)}: ${JSON.stringify(body).slice(0, 2000)}`);

const share = (bodies: readonly JsonValue[], judge: Judgement): number => bodies.filter(judge).length / bodies.length;

describe('Prism on the 3.1 view', () => {
  it('finds the operations of the API', async () => {
    const operations = await getHttpOperationsFromSpec('spec/openapi-3.1.json');
    expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'post /v1/chat/completions',
      'get /v1/models',
      'get /v1/models/{model}',
      'post /v1/responses',
      'get /v1/responses/{response_id}',
      'delete /v1/responses/{response_id}',
      'get /v1/responses/{response_id}/input_items',
      'post /v1/responses/{response_id}/cancel',
      'post /v1/embeddings',
      'post /v1/completions',
      'post /v1/moderations',
    ]);
  });

  it(`agrees with our validators on ${REQUESTS.length} requests`, () => {
    expect(REQUESTS.length).toBeGreaterThan(3000);
    expect(disputed(REQUESTS, ours, prisms)).toEqual([]);
  });

  it(`agrees with our validators on ${ANSWERS.length} answers`, () => {
    expect(disputed(ANSWERS, oursAnswer, prismsAnswer)).toEqual([]);
  });

  it('is given bodies of both kinds', () => {
    expect(share(REQUESTS, ours)).toBeGreaterThan(0.15);
    expect(share(REQUESTS, ours)).toBeLessThan(0.85);
    expect(share(ANSWERS, oursAnswer)).toBeGreaterThan(0.15);
    expect(share(ANSWERS, oursAnswer)).toBeLessThan(0.85);
  });
});

const cfworkers = (name: string): Judgement => {
  const { schemas } = defaultContract().document.components;
  const validator = new Validator(
    { $ref: `#/components/schemas/${name}`, components: { schemas } } as object,
    '2020-12',
  );
  return (body) => validator.validate(body).valid;
};

describe('@cfworker/json-schema', () => {
  it('agrees with our validators on a sample of requests', () => {
    const sample = REQUESTS.filter((_, index) => index % 4 === 0);
    expect(disputed(sample, ours, cfworkers('ChatCompletionRequest'))).toEqual([]);
  });

  it('agrees with our validators on a sample of answers', () => {
    const sample = ANSWERS.filter((_, index) => index % 2 === 0);
    expect(disputed(sample, oursAnswer, cfworkers('ChatCompletion'))).toEqual([]);
  });
});
