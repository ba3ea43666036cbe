import { fileURLToPath } from 'node:url';
import { CLIENT_CPU, startNode, stop } from './children.ts';
import type { Order, ResultOf } from './load/orders.ts';

/** The process that asks, as seen from the bench. */
export interface Client {
  run<O extends Order>(order: O): Promise<ResultOf<O>>;
  stop(): Promise<void>;
}

type Reply<O extends Order> = { readonly result: ResultOf<O> } | { readonly error: string };

export function startClient(pinning: boolean): Client {
  const program = fileURLToPath(new URL('./load/client.ts', import.meta.url));
  const child = startNode([program], { cpu: pinning ? CLIENT_CPU : undefined, ipc: true });
  child.stdout?.pipe(process.stderr);
  return {
    run: <O extends Order>(order: O) =>
      new Promise<ResultOf<O>>((resolve, reject) => {
        const gone = (code: number | null): void => reject(new Error(`The client ended with code ${code}`));
        child.once('exit', gone);
        child.once('message', (reply) => {
          child.off('exit', gone);
          const answer = reply as Reply<O>;
          if ('error' in answer) reject(new Error(answer.error));
          else resolve(answer.result);
        });
        child.send(order);
      }),
    stop: () => stop(child),
  };
}
