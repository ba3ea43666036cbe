import type { BenchCase, BenchContext } from '../case.ts';
import { asResponses, numbered, record, requestText } from '../requests.ts';
import { ratioRow, type Row } from '../row.ts';
import { compare } from '../rounds.ts';
import { startStarmock } from '../servers.ts';
import { longStream } from './streams.ts';

const PATH = '/responses';
const CONNECTIONS = 20;

const countDeltas = (body: string): number => body.match(/"delta":/g)?.length ?? 0;

/** Both endpoints say the same words, so streams a second are delta events a second. */
async function run({ machine, client, quick }: BenchContext): Promise<Row[]> {
  const server = await startStarmock(machine.pinning);
  const { body: chat } = await longStream(server);
  const body = asResponses(chat);
  const deltas = countDeltas((await record(server, numbered(body, 0), PATH)).body);
  const plan = { client, rounds: quick ? 4 : 10, burst: quick ? 250 : 400, connections: CONNECTIONS };
  const rows: Row[] = [];
  for (const [what, form] of [
    ['distinct', (text: string) => text],
    ['repeated', (text: string) => numbered(text, 0)],
  ] as const) {
    const ours = { server, request: requestText(server.port, form(body), PATH) };
    // oxlint-disable-next-line no-await-in-loop
    const result = await compare(plan, ours, { server, request: requestText(server.port, form(chat)) });
    const note = `${result.micros.toFixed(0)} µs of processor time a stream of ${deltas} pieces`;
    rows.push(ratioRow(`${what}: pieces a second, of chat's`, result.throughput, 'more', { target: 0.8, note }));
  }
  await server.stop();
  return rows;
}

export const responseStreams: BenchCase = {
  name: 'responses',
  title: 'Instant streams of Responses, against chat completions that say the same words',
  run,
};
