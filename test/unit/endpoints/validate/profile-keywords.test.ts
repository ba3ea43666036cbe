// Proves src/endpoints/validate, src/contract/: keywords that a profile adds are enforced.
import { createModelDirectory } from '../../../../src/endpoints/model-directory.ts';
import { describe, expect, it } from 'vitest';
import { type Contract, defaultContract } from '../../../../src/contract/contract.ts';
import { loadValidators } from '../../../../src/contract/schema/validators.ts';
import type { ErrorPlan } from '../../../../src/engine/plan.ts';
import { errorOf, bodyWith } from './context.ts';

/** The default contract with other keywords on the request schema, as an overlay may set them. */
function overlaid(keywords: object, properties: object = {}): Contract {
  const base = defaultContract();
  const { schemas } = base.document.components;
  const before = schemas['ChatCompletionRequest'] ?? {};
  const request = { ...before, ...keywords, properties: { ...(before['properties'] as object), ...properties } };
  const components = { ...base.document.components, schemas: { ...schemas, ChatCompletionRequest: request } };
  return { ...base, document: { ...base.document, components } };
}

async function answer(contract: Contract, change: object): Promise<ErrorPlan['error'] | undefined> {
  const validators = await loadValidators(contract);
  return errorOf(bodyWith({ ...change }), { contract, validators, models: createModelDirectory({ profile: contract }) })
    ?.error;
}

describe('a contract that an overlay changed', () => {
  it('is explained in the words of its own enum, range and pattern', async () => {
    const contract = overlaid(
      {},
      { color: { type: 'string', enum: ['red'] }, n: { type: 'integer', exclusiveMaximum: 8 } },
    );
    expect((await answer(contract, { color: 'blue' }))?.message).toBe(
      "Invalid value: 'blue'. Supported values are: 'red'.",
    );
    expect((await answer(contract, { n: 8 }))?.message).toContain('Expected a value < 8, but got 8 instead.');
  });

  it('adds fields after the known ones', async () => {
    const contract = overlaid({}, { color: { type: 'string' } });
    expect((await answer(contract, { color: 1, verbosity: 1 }))?.param).toBe('verbosity');
    expect((await answer(contract, { color: 1 }))?.param).toBe('color');
  });

  it('asks for keys and sizes it made necessary', async () => {
    const metadata = {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^k' },
      additionalProperties: false,
      patternProperties: { '^k': {} },
    };
    const contract = overlaid({}, { metadata });
    expect((await answer(contract, { metadata: {} }))?.code).toBe('object_below_min_properties');
  });

  it('falls back on the words of the validator for a keyword that only it knows', async () => {
    const contract = overlaid({ not: { required: ['user'] } }, { stop: { type: 'array', uniqueItems: true } });
    expect(await answer(contract, { stop: ['a', 'a'] })).toEqual({
      message: "Invalid value for 'stop': must NOT have duplicate items (items ## 0 and 1 are identical).",
      type: 'invalid_request_error',
      param: 'stop',
      code: 'invalid_value',
    });
    expect(await answer(contract, { user: 'x' })).toMatchObject({
      message: 'Invalid body: must NOT be valid.',
      param: null,
    });
  });
});
