import type { BenchCase, BenchContext } from '../case.ts';
import { chatBody, numbered, record, requestText, SERIAL } from '../requests.ts';
import { ratioRow, type Row } from '../row.ts';
import { compare, type Comparison } from '../rounds.ts';
import { startControl, startStarmock } from '../servers.ts';

const SAMPLES = 64;
const CONNECTIONS = 50;

function rows(what: string, result: Comparison, limits: { target: number; aim: number }): Row[] {
  const note = `${result.micros.toFixed(1)} µs of processor time an answer; client busy ${Math.round(result.clientBusy * 100)} %`;
  return [
    ratioRow(`${what}: answers a second`, result.throughput, 'more', limits),
    ratioRow(`${what}: processor time`, result.cpu, 'more', { ...limits, note }),
  ];
}

async function run({ machine, client, quick }: BenchContext): Promise<Row[]> {
  const ours = await startStarmock(machine.pinning);
  const ask = 'Greece, and not more than five hours. Which island would you suggest, and what should we see there?';
  const distinct = chatBody(`${ask} Our booking number is ${SERIAL}.`);
  const repeated = numbered(distinct, 0);
  const samples = await Promise.all(Array.from({ length: SAMPLES }, (_, i) => record(ours, numbered(distinct, i))));
  const plan = { client, rounds: quick ? 4 : 10, burst: quick ? 250 : 400, connections: CONNECTIONS };
  const various = await startControl(machine.pinning, 'plain', samples);
  const first = await compare(
    plan,
    { server: ours, request: requestText(ours.port, distinct) },
    { server: various, request: requestText(various.port, distinct) },
  );
  await various.stop();
  const same = await startControl(machine.pinning, 'plain', samples.slice(0, 1));
  const second = await compare(
    plan,
    { server: ours, request: requestText(ours.port, repeated) },
    { server: same, request: requestText(same.port, repeated) },
  );
  await same.stop();
  await ours.stop();
  return [
    ...rows('distinct bodies', first, { target: 0.5, aim: 0.6 }),
    ...rows('repeated bodies', second, { target: 0.5, aim: 0.85 }),
  ];
}

export const plain: BenchCase = {
  name: 'plain',
  title: 'Plain answers, against node:http that reads the body and sends the same bytes',
  run,
};
