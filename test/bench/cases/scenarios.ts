import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dump } from 'js-yaml';
import type { ChatCompletionRequest } from '../../../src/contract/api-types.ts';
import { defaultContract } from '../../../src/contract/contract.ts';
import { checkFaults } from '../../../src/faults/find-fault.ts';
import { openScenarios, type ScenarioSource } from '../../../src/scenarios/open-scenarios.ts';
import { requestFacts, type RequestFacts } from '../../../src/scenarios/request-facts.ts';
import type { ScenarioSet } from '../../../src/scenarios/scenario-set.ts';
import { createScenarioState } from '../../../src/scenarios/scenario-state.ts';
import type { Match, Scenario } from '../../../src/scenarios/scenario.ts';
import type { BenchCase, BenchContext } from '../case.ts';
import type { Row } from '../row.ts';
import { median } from '../statistics.ts';

const MANY = 10_000;
const FEW = 10;
const MATCHES = 2000;

/** What scenarios of a large suite ask for: mostly words, and a little of everything else. */
const KINDS: readonly ((n: number) => Match)[] = [
  (n) => ({ user: `order ${n}` }),
  (n) => ({ user: { contains: [`ticket ${n}`, 'status'] } }),
  (n) => ({ user: { equals: `Where is parcel ${n}?` } }),
  (n) => ({ user: `refund ${n}`, tools: ['refund'] }),
  (n) => ({ user: `invoice ${n}`, model: 'gpt-5.1', stream: true }),
  (n) => ({ headers: { 'x-test': `test ${n}` } }),
  (n) => ({ json: { path: '/metadata/case', equals: `case ${n}` } }),
  (n) => ({ system: `agent ${n}`, turn: 1 }),
];

function scenarios(count: number): Scenario[] {
  return Array.from({ length: count }, (_, n): Scenario => ({
    name: `scenario ${n}`,
    match: KINDS[n % KINDS.length]?.(n) ?? {},
    reply: `This is the answer to number ${n}.`,
  }));
}

/** One that fits, one whose words are known but never together, and one that has nothing to do with any. */
const REQUESTS: readonly ChatCompletionRequest[] = [
  'order 8',
  'The status of my order, of ticket or refund?',
  'Hello there!',
].map((content) => ({
  model: 'gpt-5.1',
  messages: [
    { role: 'system', content: 'You are a friendly agent of a shop.' },
    { role: 'user', content },
  ],
}));

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

type Load = (scenarios: readonly ScenarioSource[]) => Promise<ScenarioSet>;

async function openLoad(): Promise<Load> {
  const workshop = await openScenarios(defaultContract().requirements, checkFaults);
  return async (scenarios) => {
    const { set, diagnostics } = await workshop.load(scenarios, 'bench');
    if (!set) throw new Error(`The scenarios of the bench are wrong: ${diagnostics[0]?.message}`);
    return set;
  };
}

const factsOf = (n: number): RequestFacts =>
  requestFacts(REQUESTS[n % REQUESTS.length] as ChatCompletionRequest, () => undefined);

/** Microseconds of a request: its facts, and the search. */
function matchTime(set: ScenarioSet): number {
  const state = createScenarioState();
  const started = performance.now();
  for (let i = 0; i < MATCHES; i++) {
    set.match(factsOf(i), state);
  }
  return ((performance.now() - started) * 1000) / MATCHES;
}

async function loading(load: Load, folder: string, rounds: number): Promise<Row[]> {
  const all = scenarios(MANY);
  const [yaml, json] = [path.join(folder, 'many.yaml'), path.join(folder, 'many.json')];
  writeFileSync(yaml, dump({ scenarios: all }));
  writeFileSync(json, JSON.stringify({ scenarios: all }));
  const sources: readonly (readonly [name: string, scenarios: readonly ScenarioSource[]])[] = [
    ['a YAML file', [yaml]],
    ['a JSON file', [json]],
    ['values', all],
  ];
  const rows: Row[] = [];
  for (const [name, source] of sources) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) times.push(await timed(() => load(source)));
    // The first load of a process is the one that users wait for.
    const note = `the first takes ${times[0]?.toFixed(0)} ms`;
    const [best, usual] = [Math.min(...times), median(times)];
    rows.push({
      measure: `loading 10,000 from ${name}`,
      unit: 'ms',
      best,
      median: usual,
      better: 'less',
      target: 1000,
      aim: 500,
      note,
    });
  }
  return rows;
}

async function matching(load: Load, rounds: number): Promise<Row> {
  const [few, many] = [await load(scenarios(FEW)), await load(scenarios(MANY))];
  for (const set of [few, many]) {
    const found = set.match(factsOf(0), createScenarioState())?.scenario.name;
    if (found !== 'scenario 8') throw new Error(`The bench asks for scenario 8, but got ${String(found)}`);
  }
  const costs: { readonly few: number; readonly many: number }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const cost = { few: matchTime(few), many: matchTime(many) };
    // The first round compiles the code.
    if (round > 0) costs.push(cost);
  }
  // The best round of each is the one that other programs disturbed least.
  const least = Math.min(...costs.map((cost) => cost.few));
  const best = Math.min(...costs.map((cost) => cost.many)) - least;
  const usual = median(costs.map((cost) => cost.many - cost.few));
  const note = `${least.toFixed(1)} µs with 10`;
  return {
    measure: 'a request with 10,000 costs more than one with 10 by',
    unit: 'µs',
    best,
    median: usual,
    better: 'less',
    target: 10,
    aim: 3,
    note,
  };
}

async function run({ quick }: BenchContext): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'starmock-bench-'));
  try {
    const load = await openLoad();
    return [...(await loading(load, folder, quick ? 2 : 5)), await matching(load, quick ? 5 : 20)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const manyScenarios: BenchCase = {
  name: 'scenarios',
  title: 'Ten thousand scenarios: loading them, and what they cost each request',
  run,
};
