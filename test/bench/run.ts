import { existsSync } from 'node:fs';
import { compareBuilds } from './against.ts';
import type { BenchCase } from './case.ts';
import { inProcess } from './cases/in-process.ts';
import { paced } from './cases/paced.ts';
import { peers } from './cases/peers.ts';
import { plain } from './cases/plain.ts';
import { manyScenarios } from './cases/scenarios.ts';
import { startUp } from './cases/start-up.ts';
import { responseStreams } from './cases/response-streams.ts';
import { streams } from './cases/streams.ts';
import { tap } from './cases/tap.ts';
import { tokens } from './cases/tokens.ts';
import { stopAll } from './children.ts';
import { startClient } from './client.ts';
import { inspectMachine, type Machine } from './machine.ts';
import { readOptions, type BenchOptions } from './options.ts';
import { save, table, type Section } from './report.ts';
import { verdict } from './row.ts';
import { place } from './servers.ts';

/*
 * `npm run bench [-- --only plain,streams] [--quick] [--peers]`: the speed of the built package, as ratios to control servers that
 * are measured in the same minute. Figures of different runs or machines say nothing about each other; the ratios do.
 * `npm run bench -- --against <dist of another build> [--only stream]`: the same package before and after a change.
 */

const CASES: readonly BenchCase[] = [
  plain,
  streams,
  responseStreams,
  startUp,
  paced,
  tokens,
  inProcess,
  manyScenarios,
  tap,
];

function chosen({ only, peers: withPeers }: BenchOptions): BenchCase[] {
  const cases = CASES.filter(({ name }) => only.length === 0 || only.includes(name));
  return withPeers || only.includes(peers.name) ? [...cases, peers] : cases;
}

async function runAgainst(other: string, { only, quick }: BenchOptions, machine: Machine): Promise<Section[]> {
  const client = startClient(machine.pinning);
  try {
    return [await compareBuilds({ machine, client, quick }, other, only)];
  } finally {
    await client.stop();
  }
}

async function runCases(options: BenchOptions, machine: Machine): Promise<Section[]> {
  if (options.against !== undefined) return runAgainst(options.against, options, machine);
  const sections: Section[] = [];
  for (const { name, title, run } of chosen(options)) {
    process.stderr.write(`${name} …\n`);
    // A client of its own for each case, so that none inherits the garbage of another.
    const client = startClient(machine.pinning);
    try {
      sections.push({ name, title, rows: await run({ machine, client, quick: options.quick }) });
    } finally {
      await client.stop();
    }
  }
  return sections;
}

function describe({ node, cpus, load, pinning }: Machine): string {
  const pins = pinning
    ? 'servers pinned to CPU 0, client to CPU 1'
    : 'nothing pinned (no taskset, or one CPU): expect noise';
  return `Node ${node}, ${cpus} CPUs, load ${load.toFixed(1)}; ${pins}\n`;
}

async function main(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('The benchmark reads /proc, which only Linux has');
  if (!existsSync(place('../../dist/index.js')))
    throw new Error('There is no build to measure; run "npm run build" first');
  const options = readOptions(
    process.argv.slice(2),
    [...CASES, peers].map(({ name }) => name),
  );
  const machine = inspectMachine();
  const started = performance.now();
  process.stdout.write(describe(machine));
  const sections = await runCases(options, machine);
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`\n${table(sections)}\n${seconds} s\n`);
  const file = save(sections, machine, new Date());
  process.stderr.write(`written to ${file.pathname}\n`);
  if (sections.some(({ rows }) => rows.some((row) => verdict(row) === 'MISS'))) process.exitCode = 1;
}

process.once('SIGINT', () => void stopAll().then(() => process.exit(130)));
try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
} finally {
  await stopAll();
}
