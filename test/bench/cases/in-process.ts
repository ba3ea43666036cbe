import type { BenchCase, BenchContext } from '../case.ts';
import { chatBody, numbered, SERIAL } from '../requests.ts';
import { ratioRow, type Row } from '../row.ts';
import { startStarmock } from '../servers.ts';
import { pairedRatio } from '../statistics.ts';

const split = (body: string): { before: string; after?: string } => {
  const [before = '', after] = body.split(SERIAL);
  return after === undefined ? { before } : { before, after };
};

async function run({ machine, client, quick }: BenchContext): Promise<Row[]> {
  const server = await startStarmock(machine.pinning);
  const distinct = chatBody(`Which island would you suggest? Our booking number is ${SERIAL}.`);
  const bodies = [numbered(distinct, 0), distinct];
  const result = await client.run({
    kind: 'fetch',
    url: server.url,
    bodies: bodies.map(split),
    rounds: quick ? 4 : 10,
    calls: quick ? 300 : 600,
  });
  await server.stop();
  return ['repeated body', 'distinct bodies'].map((what, index) => {
    const [ours, loopback] = [result.inProcess[index] ?? [], result.loopback[index] ?? []];
    const limits = index === 0 ? { target: 0.25, aim: 0.1 } : { target: 0.25 };
    const note = `${Math.min(...ours).toFixed(0)} µs against ${Math.min(...loopback).toFixed(0)} µs a call`;
    return ratioRow(`${what}: time of a call`, pairedRatio(ours, loopback, 'less'), 'less', { ...limits, note });
  });
}

export const inProcess: BenchCase = {
  name: 'in-process',
  title: '`mock.fetch` in the process, against the same call with `fetch` over loopback',
  run,
};
