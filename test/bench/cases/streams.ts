import type { BenchCase, BenchContext } from '../case.ts';
import { chatBody, essay, numbered, record, requestText } from '../requests.ts';
import { ratioRow, type Row } from '../row.ts';
import { compare, type Comparison } from '../rounds.ts';
import { startControl, startStarmock, type ControlAnswer, type Server } from '../servers.ts';

const CONNECTIONS = 20;
/** Role, finish and `[DONE]` come on top. */
const TOKENS = 198;

const countChunks = ({ body }: ControlAnswer): number => body.split('\n\n').length - 1;

/** A request whose answer is cut at the limit. @throws Error when it is shorter */
export async function longStream(server: Server): Promise<{ body: string; answer: ControlAnswer }> {
  const body = chatBody(essay(2 * TOKENS), { stream: true, max_completion_tokens: TOKENS, verbosity: 'high' });
  const answer = await record(server, numbered(body, 0));
  if (countChunks(answer) < 0.8 * TOKENS) throw new Error('The answer of the stream benchmark is too short');
  return { body, answer };
}

function rows(what: string, result: Comparison, limits: { target?: number; aim?: number }): Row[] {
  const note = `${result.micros.toFixed(0)} µs of processor time a stream; client busy ${Math.round(result.clientBusy * 100)} %`;
  return [
    ratioRow(`${what}: chunks a second`, result.byteThroughput, 'more', limits),
    ratioRow(`${what}: processor time`, result.byteCpu, 'more', { ...limits, note }),
  ];
}

async function run({ machine, client, quick }: BenchContext): Promise<Row[]> {
  const ours = await startStarmock(machine.pinning);
  const { body, answer } = await longStream(ours);
  const control = await startControl(machine.pinning, 'stream', [answer]);
  const plan = { client, rounds: quick ? 4 : 10, burst: quick ? 250 : 400, connections: CONNECTIONS };
  const cached = { server: control, request: requestText(control.port, numbered(body, 0)) };
  const repeated = await compare(plan, { server: ours, request: requestText(ours.port, numbered(body, 0)) }, cached);
  const distinct = await compare(plan, { server: ours, request: requestText(ours.port, body) }, cached);
  await control.stop();
  await ours.stop();
  return [
    ...rows(`repeated, ${countChunks(answer)} chunks`, repeated, { target: 0.35, aim: 0.65 }),
    ...rows('distinct', distinct, {}),
  ];
}

export const streams: BenchCase = {
  name: 'streams',
  title: 'Instant streams, against node:http that sends the same stream from one buffer',
  run,
};
