import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BenchContext } from './case.ts';
import { firstOutput, SERVER_CPU, startNode, stop } from './children.ts';
import type { Section } from './report.ts';
import { chatBody, essay, numbered, requestText, SERIAL } from './requests.ts';
import { compare, type Contestant } from './rounds.ts';
import { ratioRow, type Row } from './row.ts';
import { place, startBuild, type Server } from './servers.ts';
import { pairedRatio } from './statistics.ts';

/** What a build may lose against the other before its row is a miss. */
const MIN_SHARE = 0.9;
const ROUNDS = 7;
const CALLS = 3000;

/** One thing that both builds are asked for. */
interface Subject {
  readonly name: string;
  readonly body: string;
  readonly connections: number;
  /** Milliseconds of one burst, which should hold many answers; default 500. */
  readonly burst?: number;
  /** Of `serve`. */
  readonly options?: readonly string[];
}

const ISLAND = `Which island would you suggest, and what should we see there? Our booking number is ${SERIAL}.`;
const DISTINCT = chatBody(ISLAND);
const STREAM = chatBody(essay(400), { stream: true, max_completion_tokens: 198, verbosity: 'high' });
const TOOL = chatBody('What is the weather in Oslo?', {
  tools: [
    {
      type: 'function',
      function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
    },
  ],
  tool_choice: 'required',
});

/** Rows have names, so that a comment beside a fast path can say which one pays for it. */
const SUBJECTS: readonly Subject[] = [
  { name: 'plain, distinct', body: DISTINCT, connections: 50 },
  { name: 'plain, repeated', body: numbered(DISTINCT, 0), connections: 50 },
  { name: 'tool call, repeated', body: TOOL, connections: 50 },
  { name: 'stream, distinct', body: STREAM, connections: 20 },
  { name: 'stream, repeated', body: numbered(STREAM, 0), connections: 20 },
  { name: 'stream, paced', body: STREAM, connections: 100, burst: 1500, options: ['--speed', '20'] },
  { name: 'plain, with a fault', body: DISTINCT, connections: 50, options: ['--fault', 'http.request-id-missing'] },
];

async function costsOfServers(
  { machine, client, quick }: BenchContext,
  builds: readonly [string, string],
  { name, body, connections, burst = 500, options = [] }: Subject,
): Promise<Row[]> {
  const servers: Server[] = [];
  for (const dist of builds) servers.push(await startBuild(machine.pinning, dist, options));
  const [ours, theirs] = servers.map((server): Contestant => ({ server, request: requestText(server.port, body) }));
  if (!ours || !theirs) return [];
  const plan = { client, rounds: ROUNDS, burst: quick ? burst / 2 : burst, connections };
  // By bytes: answers to different questions differ in length, and a burst ends in the middle of some.
  const { byteCpu, byteThroughput, micros } = await compare(plan, ours, theirs);
  for (const server of servers) await server.stop();
  const note = `${micros.toFixed(1)} µs of processor time an answer`;
  return [
    ratioRow(`${name}: processor time`, byteCpu, 'more', { target: MIN_SHARE, note }),
    ratioRow(`${name}: bytes a second`, byteThroughput, 'more'),
  ];
}

async function costOfCall(pinning: boolean, dist: string, body: string): Promise<number> {
  const program = place('./load/fetch-cost.ts');
  const child = startNode([program, dist, body, String(CALLS)], { cpu: pinning ? SERVER_CPU : undefined });
  const cost = Number(await firstOutput(child, 120_000));
  await stop(child);
  return cost;
}

async function costsOfCalls(
  { machine }: BenchContext,
  builds: readonly [string, string],
  subject: Subject,
): Promise<Row> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await costOfCall(machine.pinning, builds[0], subject.body));
    theirs.push(await costOfCall(machine.pinning, builds[1], subject.body));
  }
  const ratio = pairedRatio(theirs, ours, 'less');
  const note = `${Math.min(...ours).toFixed(1)} µs of processor time a call`;
  return ratioRow(`in process, ${subject.name}: processor time`, ratio, 'more', { target: MIN_SHARE, note });
}

/** @throws Error where there is no build */
export function distOf(folder: string): string {
  const dist = path.resolve(folder);
  if (existsSync(path.join(dist, 'cli.cjs'))) return dist;
  throw new Error(`There is no build to measure against in ${folder}: it has no cli.cjs`);
}

/**
 * Measures this build against another, both in turns, best of several rounds. Above 1 is better than the other.
 *
 * @param only names of rows; empty: all
 */
export async function compareBuilds(context: BenchContext, other: string, only: readonly string[]): Promise<Section> {
  const builds = [distOf(place('../../dist')), distOf(other)] as const;
  const wanted = SUBJECTS.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));
  const rows: Row[] = [];
  for (const subject of wanted) {
    process.stderr.write(`${subject.name} …\n`);
    rows.push(...(await costsOfServers(context, builds, subject)));
    if (!subject.options && !subject.name.startsWith('tool')) rows.push(await costsOfCalls(context, builds, subject));
  }
  return { name: 'against', title: `This build, against ${path.basename(path.dirname(builds[1]))}`, rows };
}
