import type { BenchCase, BenchContext } from '../case.ts';
import { chatBody, numbered, record, requestText, SERIAL } from '../requests.ts';
import { ratioRow, type Row } from '../row.ts';
import { compare } from '../rounds.ts';
import { startControl, startForwarder, startStarmock, startTapOf, type Server } from '../servers.ts';
import { quantile } from '../statistics.ts';
import { askPaced, gapsOf, PACED_OPTIONS, watchMemory } from './paced.ts';
import { residentBytes } from '../proc.ts';

const STREAMS = 1000;
const CONNECTIONS = 50;
const SAMPLES = 16;

type Start = (pinning: boolean, upstream: Server) => Promise<Server>;

interface Forwarded {
  readonly p99: number;
  readonly complete: number;
  readonly bytesPerStream: number;
}

/** A thousand paced streams through a forwarder of its own, in front of a server of its own. */
async function paceThrough({ client, quick }: BenchContext, start: Start): Promise<Forwarded> {
  const upstream = await startStarmock(false, [...PACED_OPTIONS, '--speed', 'realistic']);
  const front = await start(false, upstream);
  const bodies = Array.from({ length: STREAMS }, (_, index) => numbered(askPaced(quick ? 60 : 120), index));
  const order = { kind: 'paced', port: front.port, limit: 60_000 } as const;
  const requests = (all: readonly string[]): string[] => all.map((body) => requestText(front.port, body).before);
  await client.run({ ...order, requests: requests(bodies.slice(0, 100)), ramp: 500, keepArrivals: false });
  const idle = residentBytes(front.pid);
  const { result, bytes } = await watchMemory(front, () =>
    client.run({ ...order, requests: requests(bodies), ramp: 4000, keepArrivals: true }),
  );
  const gaps = await gapsOf(result.arrivals, bodies);
  await Promise.all([front.stop(), upstream.stop()]);
  return { p99: quantile(gaps, 0.99), complete: result.complete, bytesPerStream: (bytes - idle) / STREAMS };
}

async function pacedRows(context: BenchContext): Promise<Row[]> {
  const [bare, tap] = [await paceThrough(context, startForwarder), await paceThrough(context, startTapOf)];
  return [
    { measure: '1,000 paced streams: not complete', unit: '', best: STREAMS - tap.complete, better: 'less', target: 0 },
    {
      measure: '1,000 paced streams: p99 gap error, by that of the bare forwarder',
      unit: '×',
      best: tap.p99 / bare.p99,
      better: 'less',
      target: 1.5,
      note: `${tap.p99.toFixed(1)} ms, bare ${bare.p99.toFixed(1)} ms`,
    },
    {
      measure: '1,000 paced streams: memory a stream',
      unit: 'kB',
      best: tap.bytesPerStream / 1000,
      better: 'less',
      target: 60,
      note: `bare ${(bare.bytesPerStream / 1000).toFixed(1)} kB`,
    },
  ];
}

async function throughputRows({ machine, client, quick }: BenchContext): Promise<Row[]> {
  const mock = await startStarmock(false);
  const body = chatBody(`Which island would you suggest? Our number is ${SERIAL}.`, { stream: true });
  const answers = await Promise.all(Array.from({ length: SAMPLES }, (_, index) => record(mock, numbered(body, index))));
  await mock.stop();
  const origin = await startControl(machine.pinning, 'stream', answers);
  const [bare, tap] = [await startForwarder(false, origin), await startTapOf(false, origin)];
  const plan = { client, rounds: quick ? 4 : 10, burst: quick ? 250 : 400, connections: CONNECTIONS };
  const result = await compare(
    plan,
    { server: tap, request: requestText(tap.port, body) },
    { server: bare, request: requestText(bare.port, body) },
  );
  await Promise.all([tap.stop(), bare.stop(), origin.stop()]);
  return [ratioRow('streams at full speed: bytes a second', result.byteThroughput, 'more', { target: 0.5 })];
}

/** The tap against a program that pipes sockets. */
export const tap: BenchCase = {
  name: 'tap',
  title: 'Live traffic through the tap, against a program that only pipes bytes',
  run: async (context) => [...(await pacedRows(context)), ...(await throughputRows(context))],
};
