import type { Client } from './client.ts';
import type { RequestText } from './load/orders.ts';
import type { Server } from './servers.ts';
import { pairedRatio, type Ratio } from './statistics.ts';

/** A server under load. */
export interface Contestant {
  readonly server: Server;
  readonly request: RequestText;
}

export interface RoundPlan {
  readonly client: Client;
  readonly rounds: number;
  /** Milliseconds of one burst. */
  readonly burst: number;
  readonly connections: number;
}

/** How a server does against a control: above 1 is better than it. */
export interface Comparison {
  /** Answers a second. */
  readonly throughput: Ratio;
  /** Processor time of the control for an answer, by ours. */
  readonly cpu: Ratio;
  /** The same for bodies of unequal lengths: body bytes instead of answers. */
  readonly byteThroughput: Ratio;
  readonly byteCpu: Ratio;
  /** Share of the time for which the client was busy, at most: near 1 it was the bottleneck, and hides how fast the control is. */
  readonly clientBusy: number;
  /** Microseconds of our processor time an answer, at best. For orientation only: compare ratios. */
  readonly micros: number;
}

interface Burst {
  readonly rate: number;
  readonly byteRate: number;
  readonly micros: number;
  readonly byteMicros: number;
  readonly busy: number;
}

let serial = 0;

/** In bursts: an answer that is composed anew takes thousands of requests until V8 has compiled all of its way. */
const WARM_UP = 10;

async function burst({ client, connections }: RoundPlan, { server, request }: Contestant, ms: number): Promise<Burst> {
  const { port, pid } = server;
  const result = await client.run({ kind: 'load', port, pid, connections, ms, request, serial });
  serial += result.sent;
  return {
    rate: result.responses / result.seconds,
    byteRate: result.bytes / result.seconds,
    micros: result.cpuMicros / result.responses,
    byteMicros: result.cpuMicros / result.bytes,
    busy: result.clientMicros / 1e6 / result.seconds,
  };
}

/**
 * Loads two servers in turns, in short bursts, so that whatever else the machine does meets both alike.
 *
 * @param ours what is measured
 * @param control what it is measured against
 */
export async function compare(plan: RoundPlan, ours: Contestant, control: Contestant): Promise<Comparison> {
  for (const contestant of [ours, control]) await burst(plan, contestant, WARM_UP * plan.burst);
  const [mine, theirs]: [Burst[], Burst[]] = [[], []];
  for (let round = 0; round < plan.rounds; round++) {
    mine.push(await burst(plan, ours, plan.burst));
    theirs.push(await burst(plan, control, plan.burst));
  }
  const column = (bursts: readonly Burst[], key: keyof Burst): number[] => bursts.map((one) => one[key]);
  const swapped = (key: 'micros' | 'byteMicros'): Ratio => {
    const { best, median } = pairedRatio(column(mine, key), column(theirs, key), 'less');
    return { best: 1 / best, median: 1 / median };
  };
  return {
    throughput: pairedRatio(column(mine, 'rate'), column(theirs, 'rate'), 'more'),
    byteThroughput: pairedRatio(column(mine, 'byteRate'), column(theirs, 'byteRate'), 'more'),
    cpu: swapped('micros'),
    byteCpu: swapped('byteMicros'),
    clientBusy: Math.max(...column([...mine, ...theirs], 'busy')),
    micros: Math.min(...column(mine, 'micros')),
  };
}
