import type { Level } from '../../src/contract/finding.ts';
import { FAULTS } from '../../src/faults/catalogue.ts';
import { faultClass } from '../../src/faults/fault-classes.ts';
import type { Fault, Harm } from '../../src/faults/fault.ts';
import type { CheckResult } from '../../src/verify/report/report.ts';
import { createBench, type Bench, type BenchOptions, type Setup } from './setups.ts';

/**
 * Where faults are looked for. The first setup shows most of them; the second those that only time shows, and two models side by side;
 * the third those of parameters that the reseller does not promise.
 */
export const SETUPS: readonly Setup[] = [
  { profile: 'starmagic', models: ['gpt-5.1', 'gpt-5.1-thinking'], seed: 'starmock', pace: 0 },
  { profile: 'starmagic', models: ['gpt-5.1', 'gpt-5.1-chat'], seed: 'starmock', pace: 1 },
  { profile: 'openai', models: ['gpt-5.1'], seed: 'starmock', pace: 0 },
];

/** Faults that verify cannot see, and why; every other one must be seen. */
export const UNSEEN: Readonly<Record<string, string>> = {
  'vision.url-refused': 'It takes an image on the public net, and verify has none to offer.',
};

/** What became of one fault. */
export interface FaultRow {
  readonly fault: string;
  readonly class: string;
  readonly harm: Harm;
  /** Requirements that it is said to break, and that were found broken. */
  readonly killed: readonly string[];
  /** Requirements that it is said to break, and that nobody missed. */
  readonly missed: readonly string[];
  /** What else was found, of what it may break. */
  readonly also: readonly string[];
  /** MUSTs that were found broken though nobody says that it breaks them; with a legal variant also SHOULDs. */
  readonly undeclared: readonly string[];
}

const FOUND: ReadonlySet<string> = new Set(['fail', 'warn', 'info', 'inconclusive', 'error']);

/** Results that say that something is not as it should be. */
export const troubles = (results: readonly CheckResult[]): CheckResult[] =>
  results.filter(({ status }) => FOUND.has(status));

const SERIOUS: ReadonlySet<string> = new Set(['fail', 'error']);

const isSerious = ({ status }: CheckResult, { harm }: Fault): boolean =>
  SERIOUS.has(status) || (harm === 'benign' && (status === 'warn' || status === 'inconclusive'));

/** Finds out what verify sees of a fault. A setup more is tried only while something is missing. */
export async function runFault(fault: Fault, benches: readonly Bench[]): Promise<FaultRow> {
  const { name, harm, breaks, mayBreak = [] } = fault;
  const declared = new Set<string>([...breaks, ...mayBreak]);
  const found = new Set<string>();
  const undeclared = new Set<string>();
  // What is legal in the default contract need not be so in another.
  const tried = harm === 'benign' ? benches.slice(0, 2) : benches;
  for (const bench of tried) {
    if (harm !== 'benign' && found.size > 0 && breaks.every((id) => found.has(id))) break;
    // oxlint-disable-next-line no-await-in-loop
    for (const result of troubles(await bench.results(name))) {
      found.add(result.check);
      if (isSerious(result, fault) && !declared.has(result.check)) undeclared.add(`${result.check} (${result.model})`);
    }
  }
  return {
    fault: name,
    class: faultClass(fault),
    harm,
    killed: breaks.filter((id) => found.has(id)),
    missed: breaks.filter((id) => !found.has(id)),
    also: mayBreak.filter((id) => found.has(id)),
    undeclared: [...undeclared],
  };
}

/** Runs some faults. @param options of the benches, for instance checks that have been tampered with */
export async function runFaults(faults: readonly Fault[], options: BenchOptions = {}): Promise<FaultRow[]> {
  const benches = SETUPS.map((setup) => createBench(setup, options));
  const rows: FaultRow[] = [];
  // oxlint-disable-next-line no-await-in-loop
  for (const fault of faults) rows.push(await runFault(fault, benches));
  return rows;
}

/** Every so-many-th fault, so that the shards of a run take equally long. */
export const shardOf = (shard: number, of: number): Fault[] => FAULTS.filter((_, index) => index % of === shard);

/** A run over a mock without faults. */
export interface CleanRow {
  readonly profile: Setup['profile'];
  readonly seed: string;
  readonly pace: number;
  /** Checks that were made, and what they found fault with. */
  readonly judged: number;
  readonly findings: readonly string[];
}

/** All models of each profile. */
export const CLEAN_MODELS: Readonly<Record<Setup['profile'], readonly string[]>> = {
  starmagic: ['gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking', 'gpt-5.1-2025-11-13'],
  openai: ['gpt-5.1', 'gpt-5.1-2025-11-13', 'gpt-5.1-chat-latest'],
};
export const CLEAN_SEEDS: readonly string[] = Array.from({ length: 25 }, (_, index) => `seed-${index + 1}`);
/** Seeds of them that the profile of api.openai.com is tried with, too. */
const OPENAI_SEEDS = new Set(CLEAN_SEEDS.slice(0, 5));

/** Every seed at both paces, and some of them with another profile. */
export const CLEAN_SETUPS: readonly Setup[] = CLEAN_SEEDS.flatMap((seed): Setup[] => {
  const setup = { profile: 'starmagic', models: CLEAN_MODELS.starmagic, seed } as const;
  const other: Setup = { profile: 'openai', models: CLEAN_MODELS.openai, seed, pace: 0 };
  return [{ ...setup, pace: 0 }, { ...setup, pace: 1 }, ...(OPENAI_SEEDS.has(seed) ? [other] : [])];
});

/** Verifies the mock as it is. */
export async function runClean(setup: Setup): Promise<CleanRow> {
  const { profile, seed, pace } = setup;
  const results = await createBench(setup).results();
  return {
    profile,
    seed,
    pace,
    judged: results.filter(({ status }) => status !== 'skip').length,
    findings: troubles(results).map(
      ({ check, model, findings: [first] }) =>
        `${check} (${model}): ${first?.probe ?? ''} ${first?.expected ?? ''} / ${first?.received ?? ''}`,
    ),
  };
}

/** How a check is proved: which faults it has seen. */
export interface Proved {
  readonly check: string;
  readonly level: Level;
  readonly killedBy: readonly string[];
}

/** Faults by the checks that saw them. Legal variants prove nothing but what is told as a mere fact. */
export function provedBy(
  rows: readonly FaultRow[],
  requirements: readonly { readonly id: string; readonly level: Level }[],
): Proved[] {
  return requirements.map(({ id, level }) => ({
    check: id,
    level,
    killedBy: rows
      .filter(({ harm, killed, also }) =>
        harm === 'benign' ? level === 'INFO' && also.includes(id) : killed.includes(id) || also.includes(id),
      )
      .map(({ fault }) => fault),
  }));
}
