import { closedLoop } from './closed-loop.ts';
import { fetchCalls } from './fetch-calls.ts';
import type { Order } from './orders.ts';
import { pacedStreams } from './paced-streams.ts';

/*
 * The process that asks: started by the bench on a CPU of its own, told what to do over IPC, one order at a time.
 */

async function obey(order: Order): Promise<unknown> {
  switch (order.kind) {
    case 'load':
      return closedLoop(order);
    case 'paced':
      return pacedStreams(order);
    case 'fetch':
      return fetchCalls(order);
  }
}

process.on('message', (order: Order) => {
  obey(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
