import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultContract } from '../../../src/contract/contract.ts';
import type { ResponseSchema } from '../../../src/contract/api-types.ts';
import { loadValidators } from '../../../src/contract/schema/validators.ts';
import type { Fault } from '../../../src/faults/fault.ts';
import { serviceFaults } from '../../../src/faults/service-faults.ts';
import { virtualClock } from '../../../src/transports/virtual-clock.ts';
import { PROBES, probeMock, send, type Outcome, type Probe } from '../../support/fault-probes.ts';
import { SIGHTS, UNSEEN } from './service-sights.ts';

const contract = defaultContract();
const validators = await loadValidators(contract);

/** Requirements that the bytes of one answer can be held against. */
const JUDGED = new Set<string>(contract.requirements.filter(({ judge }) => judge !== 'exchange').map(({ id }) => id));

/** Those of them that need more than the schema of one plain body: several answers, the request, or a sum. */
const BEYOND_SCHEMA = new Set([
  'b.id-same',
  'b.index-one-based',
  'b.tool-args-empty',
  'b.tool-args-invalid',
  'b.tool-id-empty',
  'b.tool-id-duplicate',
  'b.tool-finish-stop',
  'b.usage-sum-wrong',
  'b.usage-reasoning-gt-completion',
  'e.param-status',
  'err.code-sentence',
]);

function seen({ status, end, headers, text }: Outcome): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  return `${status} ${end}\n${lines.join('')}\n${text}`;
}

function schemaOf({ name }: Probe, { status }: Outcome): ResponseSchema | undefined {
  if (status >= 400) return 'ErrorResponse';
  return name === 'models' ? 'ModelList' : name === 'model' ? 'Model' : undefined;
}

/** What the contract finds wrong with an answer that is no answer of a model; those are judged by the mock itself. */
function findings(probe: Probe, outcome: Outcome): string[] {
  const schema = schemaOf(probe, outcome);
  if (!schema || outcome.end !== 'complete' || !outcome.headers['content-type']?.includes('json')) return [];
  return validators.response(schema, JSON.parse(outcome.text)).map(({ requirement }) => requirement);
}

/** Faults that leave every client waiting: one probe is enough. */
const HANGING: ReadonlySet<string> = new Set(['net.half-open', 'net.hang-in-body']);

const probesOf = ({ name }: Fault): readonly Probe[] =>
  HANGING.has(name) ? PROBES.filter((probe) => probe.name === 'plain' || probe.name === 'stream') : PROBES;

describe('the faults of a service', () => {
  const clock = virtualClock();
  const bugs: unknown[] = [];
  const broken = new Set<string>();
  // One mock for all, which keeps what it has prepared: requests name their fault.
  const mock = probeMock({
    clock,
    faultHeader: true,
    selfCheck: true,
    onInternalError: (error) => bugs.push(error),
    onExchange: (report) => report.findings?.forEach(({ requirement }) => broken.add(requirement)),
  });
  const healthy = new Map<string, string>();
  beforeAll(async () => {
    await mock.warm();
    // oxlint-disable-next-line no-await-in-loop
    for (const probe of PROBES) healthy.set(probe.name, seen(await send(mock, clock, probe)));
  });
  afterAll(() => mock.close(0));

  /** All that a fault makes of all probes. */
  async function tried(fault: Fault): Promise<{ outcomes: Map<string, string>; found: Set<string> }> {
    broken.clear();
    const outcomes = new Map<string, string>();
    const found = new Set<string>();
    for (const probe of probesOf(fault)) {
      const headers = { ...probe.headers, 'x-starmock-fault': fault.name };
      // One after the other: some faults count their requests.
      // oxlint-disable-next-line no-await-in-loop
      const outcome = await send(mock, clock, { ...probe, headers });
      outcomes.set(probe.name, seen(outcome));
      for (const requirement of findings(probe, outcome)) found.add(requirement);
    }
    return { outcomes, found: new Set([...found, ...broken]) };
  }

  // One without a row here is still seen by verify, or the kill matrix fails.
  test('have no sights but their own', () => {
    const names = serviceFaults.map(({ name }) => name);
    const rows = [...SIGHTS.map(([name]) => name), ...UNSEEN];
    expect(rows.filter((name) => !names.includes(name))).toEqual([]);
    expect(new Set(rows).size).toBe(rows.length);
  });

  test.each(serviceFaults.map((fault) => [fault.name, fault] as const))('do what they say: %s', async (name, fault) => {
    const { outcomes, found } = await tried(fault);
    expect(bugs).toEqual([]);
    for (const [, probe, sees] of SIGHTS.filter(([of]) => of === name)) {
      expect(healthy.get(probe)).not.toMatch(sees);
      expect(outcomes.get(probe)).toMatch(sees);
    }
    const declared: ReadonlySet<string> = new Set([...fault.breaks, ...(fault.mayBreak ?? [])]);
    expect([...found].filter((requirement) => !declared.has(requirement))).toEqual([]);
    const missed = fault.breaks.filter((requirement) => JUDGED.has(requirement) && !found.has(requirement));
    expect(BEYOND_SCHEMA.has(name) ? [] : missed).toEqual([]);
  });
});
