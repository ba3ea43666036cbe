import { describe, expect, test } from 'vitest';
import { defaultContract } from '../../../src/contract/contract.ts';
import { FAULTS } from '../../../src/faults/catalogue.ts';
import { FAULT_CLASSES, faultClass } from '../../../src/faults/fault-classes.ts';
import { chooseFault } from '../../../src/faults/find-fault.ts';
import { loadVerifiedContract } from '../../../src/verify/run/open-endpoint.ts';

const REQUIREMENTS = defaultContract().requirements;
const OF = {
  responses: (await loadVerifiedContract('starmagic', 'responses')).requirements,
  embeddings: (await loadVerifiedContract('starmagic', 'embeddings')).requirements,
};

/** Notes on what is legal, and on what a run itself tells: nothing that an endpoint does breaks them. */
const NOTES = ['billing.ledger', 'chunk.unknown', 'finish.merged', 'sse.comment', 'tool.args.fragmented'];

describe('the catalogue of faults', () => {
  test('has at least two hundred, each under a name of its own', () => {
    expect(FAULTS.length).toBeGreaterThan(200);
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
  });

  test('has a fault that breaks each requirement, notes excepted', () => {
    const broken = new Set<string>(FAULTS.flatMap(({ breaks }) => breaks));
    expect(
      REQUIREMENTS.map(({ id }) => id)
        .filter((id) => !broken.has(id))
        .toSorted(),
    ).toEqual(NOTES);
  });

  test.each(['responses', 'embeddings'] as const)('has a fault that breaks each requirement of %s', (endpoint) => {
    const broken = new Set<string>(FAULTS.flatMap(({ breaks, mayBreak = [] }) => [...breaks, ...mayBreak]));
    const own = OF[endpoint].map(({ id }) => id).filter((id) => id.startsWith(`${endpoint}.`));
    expect(own.filter((id) => !broken.has(id))).toEqual([]);
  });

  test('says what each class is about', () => {
    expect([...new Set(FAULTS.map(faultClass))].toSorted()).toEqual(Object.keys(FAULT_CLASSES).toSorted());
  });

  test.each(FAULTS.map((fault) => [fault.name, fault] as const))('describes %s', (name, fault) => {
    const { title, harm, breaks, mayBreak = [], seen, clients, parameters = [], policy, plan, wire } = fault;
    expect(name).toMatch(/^[a-z]+\.[a-zA-Z0-9_-]+$/);
    expect(title).toMatch(/^\S.*[^.]\.$/);
    expect(breaks.length === 0).toBe(harm === 'benign');
    const own = fault.endpoint === undefined ? REQUIREMENTS : OF[fault.endpoint];
    expect(own.map(({ id }) => id)).toEqual(expect.arrayContaining([...breaks, ...mayBreak]));
    expect(seen).toMatch(/^(?:assumed|https:\/\/\S+)$/);
    expect(clients ?? '·······').toMatch(/^[TH≠· ]{7}$/);
    expect([policy, plan, wire].some(Boolean)).toBe(true);
    for (const { title: meaning } of parameters) expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(chooseFault(name).values.size).toBe(parameters.length);
  });
});
