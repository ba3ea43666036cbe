import { PLACEHOLDER } from '../../../src/wire/template.ts';
import { unfold } from '../../../src/wire/unfold.ts';
import { chatRuntime, preparedStream } from '../../support/prepared.ts';
import type { BenchCase, BenchContext } from '../case.ts';
import type { PacedResult } from '../load/orders.ts';
import { cpuMicros, residentBytes } from '../proc.ts';
import { chatBody, essay, numbered, requestText } from '../requests.ts';
import type { Row } from '../row.ts';
import { place, startStarmock, type Server } from '../servers.ts';
import { median, quantile } from '../statistics.ts';

const SEED = 'bench';
const OVERLAY = place('./paced.overlay.yaml');
/** Options of a server whose pace is planned. */
export const PACED_OPTIONS: readonly string[] = ['--profile', OVERLAY, '--seed', SEED];
/** Sockets that a process may hold are a few less than the files it may open. */
const RESERVE = 200;
/** Short ones, before anything is measured: enough for the compiler to have seen to the code that every request runs. */
const WARM_STREAMS = 1000;
const ATTEMPTS = 3;
/** Milliseconds. */
const GAP_TARGET = 10;

/** A request for a stream of about so many tokens. */
export const askPaced = (tokens: number): string =>
  chatBody(essay(2 * tokens), {
    stream: true,
    verbosity: 'high',
    max_completion_tokens: tokens,
  });

/** The waits of each stream's events as the plan has them, by the same code and seed as the server's. */
async function plannedWaits(bodies: readonly string[]): Promise<number[][]> {
  const runtime = await chatRuntime({ profile: OVERLAY, seed: SEED });
  const all: number[][] = [];
  for (const body of bodies) {
    const { plan, stream } = await preparedStream(runtime, body);
    all.push([...unfold(plan, PLACEHOLDER, stream)].map((frame) => frame.wait));
  }
  return all;
}

interface Punctuality {
  /** How far the time between two events was from the plan, milliseconds. */
  readonly gaps: number[];
  /** How late the last event was, by the first. */
  readonly drift: number[];
  readonly missing: number;
}

function judge(arrivals: PacedResult['arrivals'], planned: readonly (readonly number[])[]): Punctuality {
  const result: Punctuality & { missing: number } = { gaps: [], drift: [], missing: 0 };
  for (const [index, waits] of planned.entries()) {
    const times = arrivals[index] ?? [];
    if (times.length !== waits.length) {
      result.missing++;
      continue;
    }
    let due = times[0] ?? 0;
    for (let i = 1; i < waits.length; i++) {
      const [wait = 0, time = 0, before = 0] = [waits[i], times[i], times[i - 1]];
      due += wait;
      // Events without a wait share a write, and would only dilute the figure.
      if (wait > 0) result.gaps.push(Math.abs(time - before - wait));
    }
    result.drift.push((times.at(-1) ?? 0) - due);
  }
  return result;
}

/** How far the time between two events was from the plan, in milliseconds. */
export const gapsOf = async (arrivals: PacedResult['arrivals'], bodies: readonly string[]): Promise<number[]> =>
  judge(arrivals, await plannedWaits(bodies)).gaps;

/** Runs `work` and tells the most memory that the server took meanwhile. */
export async function watchMemory<T>(server: Server, work: () => Promise<T>): Promise<{ result: T; bytes: number }> {
  let bytes = 0;
  const look = setInterval(() => {
    bytes = Math.max(bytes, residentBytes(server.pid));
  }, 100);
  try {
    return { result: await work(), bytes };
  } finally {
    clearInterval(look);
  }
}

/** A run against a server of its own. */
interface Played {
  readonly result: PacedResult;
  readonly bodies: readonly string[];
  readonly bytesPerStream: number;
  /** Share of one CPU that the server took. */
  readonly busy: number;
}

async function play(
  { client }: BenchContext,
  options: { speed: string; streams: number; tokens: number; ramp: number; limit: number; keep: boolean },
): Promise<Played> {
  const { speed, streams, tokens, ramp, limit, keep } = options;
  // Not pinned: V8 collects garbage on several threads, and on one CPU they would wait for each other while streams wait for them.
  const server = await startStarmock(false, [...PACED_OPTIONS, '--speed', speed]);
  const text = (body: string): string => requestText(server.port, body).before;
  const order = { kind: 'paced', port: server.port, limit } as const;
  const warm = Array.from({ length: WARM_STREAMS }, (_, i) => text(numbered(askPaced(5), streams + i)));
  await client.run({ ...order, requests: warm, ramp: 2000, keepArrivals: false });
  const bodies = Array.from({ length: streams }, (_, i) => numbered(askPaced(tokens), i));
  const idle = residentBytes(server.pid);
  const [cpu, began] = [cpuMicros(server.pid), performance.now()];
  const { result, bytes } = await watchMemory(server, () =>
    client.run({ ...order, requests: bodies.map(text), ramp, keepArrivals: keep }),
  );
  const busy = (cpuMicros(server.pid) - cpu) / 1000 / (performance.now() - began);
  await server.stop();
  return { result, bodies, bytesPerStream: (bytes - idle) / streams, busy };
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const incomplete = (what: string, streams: number, { result, busy }: Played): Row => ({
  measure: `${what}: streams not complete`,
  unit: '',
  best: streams - result.complete,
  better: 'less',
  target: 0,
  note: [
    `${result.events} events, at most ${result.peak} streams at a time`,
    `server ${percent(busy)}, client ${percent(result.clientBusy)} of a CPU`,
    ...result.errors,
  ].join('; '),
});

/** What one run with many streams showed. */
interface Run extends Punctuality {
  readonly played: Played;
  readonly p99: number;
}

async function runMany(context: BenchContext, streams: number): Promise<Run> {
  // Opened over a third of their time: more new streams a second than that many users would ever ask for.
  const [tokens, ramp] = context.quick ? [120, 2000] : [240, 4000];
  const options = { speed: 'realistic', streams, tokens, ramp, limit: 30_000, keep: true };
  const played = await play(context, options);
  const judged = judge(played.result.arrivals, await plannedWaits(played.bodies));
  return { ...judged, played, p99: quantile(judged.gaps, 0.99) };
}

/** Other programs make events late too, so a run that misses the target is repeated; its streams must be complete anyhow. */
async function manyStreams(context: BenchContext): Promise<Row[]> {
  const streams = 1000;
  const runs: Run[] = [];
  while (runs.length < (context.quick ? 1 : ATTEMPTS) && runs.every(({ p99 }) => p99 > GAP_TARGET)) {
    runs.push(await runMany(context, streams));
  }
  const what = '1,000 at 20 tokens/s';
  const less = { better: 'less', unit: 'ms' } as const;
  const figures = (value: (run: Run) => number): { best: number; median: number } => {
    const values = runs.map(value);
    return { best: Math.min(...values), median: median(values) };
  };
  return [
    ...runs.map(({ played }) => incomplete(what, streams, played)),
    {
      measure: `${what}: streams with other events than planned`,
      unit: '',
      best: Math.max(...runs.map(({ missing }) => missing)),
      better: 'less',
      target: 0,
    },
    { measure: `${what}: p99 gap error`, ...less, ...figures(({ p99 }) => p99), target: GAP_TARGET, aim: 5 },
    { measure: `${what}: p50 gap error`, ...less, ...figures(({ gaps }) => quantile(gaps, 0.5)) },
    { measure: `${what}: p99 lateness of the last event`, ...less, ...figures(({ drift }) => quantile(drift, 0.99)) },
    {
      measure: `${what}: memory a stream`,
      unit: 'kB',
      ...figures(({ played }) => played.bytesPerStream / 1000),
      better: 'less',
      target: 60,
      aim: 30,
    },
  ];
}

async function verySlowStreams(context: BenchContext): Promise<Row[]> {
  const streams = Math.min(context.quick ? 3000 : 10_000, context.machine.openFiles - RESERVE);
  const options = { speed: '0.1', streams, tokens: 20, ramp: 5000, limit: 60_000, keep: false };
  const played = await play(context, options);
  const what = `${streams.toLocaleString('en')} at 2 tokens/s`;
  return [
    incomplete(what, streams, played),
    { measure: `${what}: memory a stream`, unit: 'kB', best: played.bytesPerStream / 1000, better: 'less', aim: 30 },
  ];
}

export const paced: BenchCase = {
  name: 'paced',
  title: 'Streams at the pace of a model, many at a time',
  run: async (context) => [...(await manyStreams(context)), ...(await verySlowStreams(context))],
};
