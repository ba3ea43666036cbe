import type { Level } from '../../src/contract/finding.ts';
import { CHAT_FAULTS } from '../../src/faults/catalogue.ts';
import { faultClass } from '../../src/faults/fault-classes.ts';
import type { Fault, Harm } from '../../src/faults/fault.ts';
import type { CheckResult } from '../../src/verify/report/report.ts';
import { createBench, type Bench, type BenchOptions, type Setup } from './setups.ts';

/** What of the matrix is computed. */
export interface Extent {
  /**
   * Where faults are looked for, in turn, while something is missing. There are those that show most of them; one that shows what only
   * time shows, and two models side by side; and one for parameters that the reseller does not promise.
   */
  readonly setups: readonly Setup[];
  /** Where cheats are looked for; default: {@link COURSES}. */
  readonly courses?: readonly Setup[];
  /** Setups that a fault is tried in though nothing is missing, for the sake of what it must not break. */
  readonly atLeast: (fault: Fault) => number;
  /** Checks that are not made with a fault. */
  readonly skip: (fault: Fault) => readonly string[];
  /** Without faults. */
  readonly clean: readonly Setup[];
  /** Whether a check is made at all, so that a fault that breaks it must be seen; default: all are. */
  readonly judges?: (check: string) => boolean;
  /** How a fault is injected where its defaults name what the profile does not have; default: by its name. */
  readonly spelled?: Readonly<Record<string, string>>;
  /** What a fault may break beside what it says; default: nothing. */
  readonly tolerates?: (fault: Fault, check: string) => boolean;
}

const PACED: Setup = { profile: 'starmagic', models: ['gpt-5.1', 'gpt-5.1-chat'], seed: 'starmock', pace: 1 };
const OPENAI: Setup = { profile: 'openai', models: ['gpt-5.1'], seed: 'starmock', pace: 0 };
const setupOf = (...models: readonly string[]): Setup => ({ profile: 'starmagic', models, seed: 'starmock', pace: 0 });

/** Cheats show themselves in the long course alone; some of them with a model that reasons. */
const COURSES: readonly Setup[] = [setupOf('gpt-5.1'), setupOf('gpt-5.1-thinking')];

/** Faults that verify cannot see, and why; every other one must be seen. */
export const UNSEEN: Readonly<Record<string, string>> = {
  'vision.url-refused': "needs an image at a public URL, which verify doesn't have",
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

/** Finds out what verify sees of a fault. */
export async function runFault(
  fault: Fault,
  benches: readonly Bench[],
  {
    atLeast,
    skip,
    judges = () => true,
    spelled = {},
    tolerates = () => false,
  }: Pick<Extent, 'atLeast' | 'skip' | 'judges' | 'spelled' | 'tolerates'>,
): Promise<FaultRow> {
  const { name, harm, mayBreak = [] } = fault;
  const breaks = fault.breaks.filter(judges);
  const declared = new Set<string>([...fault.breaks, ...mayBreak]);
  const found = new Set<string>();
  const undeclared = new Set<string>();
  for (const [index, bench] of benches.entries()) {
    // A legal variant has nothing to miss, and what is legal in the default contract need not be so in another.
    const complete = harm === 'benign' || (found.size > 0 && breaks.every((id) => found.has(id)));
    if (complete && index >= atLeast(fault)) break;
    // oxlint-disable-next-line no-await-in-loop
    for (const result of troubles(await bench.results(spelled[name] ?? name, skip(fault)))) {
      found.add(result.check);
      if (isSerious(result, fault) && !declared.has(result.check) && !tolerates(fault, result.check))
        undeclared.add(`${result.check} (${result.model})`);
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
export async function runFaults(
  faults: readonly Fault[],
  extent: Extent,
  options: BenchOptions = {},
): Promise<FaultRow[]> {
  const benches = extent.setups.map((setup) => createBench(setup, options));
  const courses = (extent.courses ?? COURSES).map((setup) => createBench(setup, { ...options, suite: 'reseller' }));
  const rows: FaultRow[] = [];
  // oxlint-disable-next-line no-await-in-loop
  for (const fault of faults)
    rows.push(await runFault(fault, faultClass(fault) === 'cheat' ? courses : benches, extent));
  return rows;
}

/** Every so-many-th fault, so that the shards of a run take equally long. */
export const shardOf = (shard: number, of: number, faults: readonly Fault[]): Fault[] =>
  faults.filter((_, index) => index % of === shard);

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

/** Every seed at both paces, and some of them with the profile of api.openai.com. */
const cleanSetups = (seeds: readonly string[], openai: readonly string[]): Setup[] =>
  seeds.flatMap((seed): Setup[] => {
    const setup = { profile: 'starmagic', models: CLEAN_MODELS.starmagic, seed } as const;
    const other: Setup = { profile: 'openai', models: CLEAN_MODELS.openai, seed, pace: 0 };
    return [{ ...setup, pace: 0 }, { ...setup, pace: 1 }, ...(openai.includes(seed) ? [other] : [])];
  });

/** All of it. */
export const WHOLE: Extent = {
  setups: [setupOf('gpt-5.1', 'gpt-5.1-thinking'), PACED, OPENAI],
  atLeast: ({ harm }) => (harm === 'benign' ? 2 : 1),
  skip: () => [],
  clean: cleanSetups(CLEAN_SEEDS, CLEAN_SEEDS.slice(0, 5)),
};

/** The check whose request of 24 MB takes a quarter of the time of a run. */
const DEAREST = 'err.size';

const concerns = ({ breaks, mayBreak = [] }: Fault, check: string): boolean =>
  [...breaks, ...mayBreak].some((id) => id === check);

/** Every so-many-th fault and seed is in a sample. */
const SAMPLED = 5;

const inSample = <T>(all: readonly T[], sample: number): T[] =>
  all.filter((_, index) => index % SAMPLED === sample % SAMPLED);

/** The faults of a sample. @param sample which one, from 0 */
export const sampledFaults = (sample: number): Fault[] => inSample(CHAT_FAULTS, sample);

/**
 * Where the test command looks for the faults of a sample: in one model after the other until they are seen, without the dearest check,
 * and in runs with a single seed.
 *
 * @param sample which one, from 0
 */
export function sampleExtent(sample: number): Extent {
  const seeds = inSample(CLEAN_SEEDS, sample).slice(0, 1);
  return {
    setups: [setupOf('gpt-5.1'), setupOf('gpt-5.1-thinking'), PACED, OPENAI],
    atLeast: WHOLE.atLeast,
    skip: (fault) => (concerns(fault, DEAREST) ? [] : [DEAREST]),
    clean: cleanSetups(seeds, seeds),
  };
}

/** Everything with the profile of api.openai.com, as far as it promises what a fault breaks. */
export async function openaiExtent(): Promise<Extent> {
  const setup: Setup = { ...OPENAI, models: CLEAN_MODELS.openai };
  const results = [
    ...(await createBench(setup).results()),
    ...(await createBench(OPENAI, { suite: 'reseller' }).results()),
  ];
  const judged = new Set<string>(results.filter(({ status }) => status !== 'skip').map(({ check }) => check));
  const { atLeast, skip } = WHOLE;
  return {
    setups: [OPENAI, setup, { ...setup, pace: 1 }],
    courses: [OPENAI],
    atLeast,
    skip,
    judges: (check) => judged.has(check),
    spelled: {
      'param.ignore': 'param.ignore=max_completion_tokens',
      'param.reject': 'param.reject=max_completion_tokens',
      'model.gone': 'model.gone=gpt-5.1-chat-latest',
    },
    // A numeric code is legal for a reseller alone, and a cheat keeps the names of the reseller's models.
    tolerates: ({ name }, check) =>
      (name === 'e.400-code-number' && check === 'err.code') ||
      (name.startsWith('cheat.swap') && check === 'model.echo.stable'),
    clean: CLEAN_SEEDS.map((seed) => ({ ...setup, seed })),
  };
}

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
