import { connect, type Socket } from 'node:net';
import type { PacedOrder, PacedResult } from './orders.ts';
import { createResponseReader } from './response-reader.ts';

const NEWLINE = 0x0a;
const PAUSE = 1;
/** Streams that wait for their first byte at a time: beyond the queue of a listening socket, connections are lost in the kernel. */
const MAX_WAITING = 1000;

/**
 * Events in some bytes of a stream: an empty line ends each, and a raw line feed stands nowhere else twice (JSON text escapes
 * it, and HTTP's own line ends are two characters).
 */
export function countEvents(bytes: Buffer, endedInNewline: boolean): number {
  let events = endedInNewline && bytes[0] === NEWLINE ? 1 : 0;
  for (let at = bytes.indexOf('\n\n'); at >= 0; at = bytes.indexOf('\n\n', at + 2)) events++;
  return events;
}

const sleep = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Opens the streams evenly over the ramp, as users would, and waits for the end of all. */
export async function pacedStreams(order: PacedOrder): Promise<PacedResult> {
  const { port, requests, ramp, keepArrivals, limit } = order;
  const arrivals: number[][] = requests.map(() => []);
  const errors: string[] = [];
  const sockets: Socket[] = [];
  let complete = 0;
  let events = 0;
  let open = 0;
  let peak = 0;
  let waiting = 0;

  function stream(request: string, times: number[]): Promise<void> {
    return new Promise((resolve) => {
      const reader = createResponseReader();
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      sockets.push(socket);
      waiting++;
      let answered = false;
      const answer = (): void => {
        if (!answered) waiting--;
        answered = true;
      };
      let started = 0;
      let ended = false;
      let newline = false;
      const end = (error?: string): void => {
        if (ended) return;
        ended = true;
        answer();
        if (started > 0) open--;
        if (error === undefined) complete++;
        else errors.push(error);
        socket.destroy();
        resolve();
      };
      socket.once('connect', () => {
        open++;
        peak = Math.max(peak, open);
        started = performance.now();
        socket.write(request, 'latin1');
      });
      socket.on('data', (chunk: Buffer) => {
        const now = performance.now() - started;
        answer();
        const reading = reader.push(chunk);
        const found = countEvents(chunk, newline);
        newline = chunk.at(-1) === NEWLINE && chunk.at(-2) !== NEWLINE;
        events += found;
        if (keepArrivals) for (let i = 0; i < found; i++) times.push(now);
        if (reading.status !== 0 && reading.status !== 200) end(`status ${reading.status}`);
        else if (reading.complete) end();
      });
      socket.once('error', (error) => end(error.message));
      socket.once('close', () => end('closed before the end of the stream'));
    });
  }

  const streams: Promise<void>[] = [];
  const began = performance.now();
  const own = process.cpuUsage();
  while (streams.length < requests.length) {
    const due = Math.min(requests.length, Math.ceil(((performance.now() - began + PAUSE) / ramp) * requests.length));
    for (let i = streams.length; i < due && waiting < MAX_WAITING; i++) {
      streams.push(stream(requests[i] ?? '', arrivals[i] ?? []));
    }
    await sleep(PAUSE);
  }
  const late = setTimeout(() => sockets.forEach((socket) => socket.destroy()), limit);
  await Promise.all(streams);
  clearTimeout(late);
  const used = process.cpuUsage(own);
  const clientBusy = (used.user + used.system) / 1000 / (performance.now() - began);
  return {
    complete,
    clientBusy,
    errors: [...new Set(errors)].slice(0, 5),
    events,
    peak,
    arrivals: keepArrivals ? arrivals : [],
  };
}
