import { connect, type Socket } from 'node:net';
import { cpuMicros } from '../proc.ts';
import { SERIAL_DIGITS, type LoadOrder, type LoadResult } from './orders.ts';
import { createResponseReader } from './response-reader.ts';

/** Opens the connections before the clock starts: connecting is not what is measured. */
function connectAll(port: number, count: number): Promise<Socket[]> {
  const one = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      socket.once('connect', () => resolve(socket));
      socket.once('error', reject);
    });
  return Promise.all(Array.from({ length: count }, one));
}

/**
 * Sends the next request of a connection when the response to the last one is complete.
 *
 * @throws Error when a response is not a 200 or a connection ends: such a run measures something else
 */
export async function closedLoop(order: LoadOrder): Promise<LoadResult> {
  const { request, pid, ms } = order;
  const sockets = await connectAll(order.port, order.connections);
  let serial = order.serial;
  let responses = 0;
  let finished = false;
  const next = (): string =>
    request.after === undefined
      ? request.before
      : `${request.before}${String(serial++ % 10 ** SERIAL_DIGITS).padStart(SERIAL_DIGITS, '0')}${request.after}`;
  return new Promise((resolve, reject) => {
    const cpu = cpuMicros(pid);
    const own = process.cpuUsage();
    const started = performance.now();
    const deadline = started + ms;
    const readers = sockets.map(() => createResponseReader());

    function over(): void {
      finished = true;
      const seconds = (performance.now() - started) / 1000;
      const used = process.cpuUsage(own);
      for (const socket of sockets) socket.destroy();
      resolve({
        responses,
        seconds,
        cpuMicros: cpuMicros(pid) - cpu,
        clientMicros: used.user + used.system,
        sent: serial - order.serial,
        bytes: readers.reduce((sum, reader) => sum + reader.bytes(), 0),
      });
    }

    for (const [index, reader] of readers.entries()) {
      const socket = sockets[index] as Socket;
      socket.on('data', (chunk: Buffer) => {
        const { complete, status } = reader.push(chunk);
        if (!complete || finished) return;
        if (status !== 200) return reject(new Error(`A request under load was answered ${status}`));
        responses++;
        if (performance.now() >= deadline) over();
        else socket.write(next(), 'latin1');
      });
      socket.on('error', reject);
      socket.on('close', () => {
        if (!finished) reject(new Error('A connection under load was closed'));
      });
      socket.write(next(), 'latin1');
    }
  });
}
