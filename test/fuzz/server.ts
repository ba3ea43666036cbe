// A server in a process of its own, which watches its own event loop.
import { createMock } from '../../src/create-mock.ts';

/** What the process has seen since it was last asked. */
export interface Seen {
  readonly url: string;
  /** Processor milliseconds of the longest turn of the event loop. */
  readonly longestMs: number;
  /** Resident memory, in megabytes. */
  readonly rss: number;
  readonly errors: readonly string[];
}

const errors: string[] = [];
const mock = createMock({
  journalLimit: 0,
  faultHeader: true,
  onInternalError: (error) => void errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error)),
});
const { url } = await mock.listen();
await mock.warm();

let longest = 0;
let before = process.threadCpuUsage();
// Timers that are due run once a turn, so between two of them lies a turn at least.
setInterval(() => {
  const { user, system } = process.threadCpuUsage(before);
  longest = Math.max(longest, (user + system) / 1000);
  before = process.threadCpuUsage();
}, 1);

process.on('message', () => {
  const seen: Seen = { url, longestMs: longest, rss: process.memoryUsage.rss() / 1e6, errors };
  process.send?.(seen);
  longest = 0;
});
process.on('disconnect', () => process.exit());
