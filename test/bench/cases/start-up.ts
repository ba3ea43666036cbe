import type { BenchCase, BenchContext } from '../case.ts';
import { firstOutput, startNode, stop } from '../children.ts';
import { residentBytes } from '../proc.ts';
import { ratioRow, type Row } from '../row.ts';
import { place, STARMOCK } from '../servers.ts';
import { pairedRatio } from '../statistics.ts';

/** Milliseconds after which a started process has nothing left to do. */
const SETTLE = 150;

interface Start {
  /** Milliseconds from spawning to the line that says it listens. */
  readonly ms: number;
  readonly bytes: number;
}

async function start(args: readonly string[]): Promise<Start> {
  const before = performance.now();
  // Not pinned: a starting process uses a second core too.
  const child = startNode(args, { cpu: undefined });
  await firstOutput(child);
  const ms = performance.now() - before;
  await new Promise((resolve) => {
    setTimeout(resolve, SETTLE);
  });
  const bytes = residentBytes(child.pid ?? 0);
  await stop(child, 'SIGKILL');
  return { ms, bytes };
}

async function run({ quick }: BenchContext): Promise<Row[]> {
  const ours = [STARMOCK, 'serve', '--port', '0'];
  const control = [place('./controls/listener.cjs')];
  const [mine, theirs]: [Start[], Start[]] = [[], []];
  const rounds = quick ? 6 : 20;
  // The first round fills the caches of the disk, and of compiled code where there is one.
  for (let round = 0; round <= rounds; round++) {
    const pair = [await start(ours), await start(control)] as const;
    if (round === 0) continue;
    mine.push(pair[0]);
    theirs.push(pair[1]);
  }
  const ms = (starts: readonly Start[]): number[] => starts.map((one) => one.ms);
  const bytes = (starts: readonly Start[]): number[] => starts.map((one) => one.bytes);
  const note = `${Math.min(...ms(mine)).toFixed(0)} ms against ${Math.min(...ms(theirs)).toFixed(0)} ms`;
  return [
    ratioRow('spawn to listening', pairedRatio(ms(mine), ms(theirs), 'less'), 'less', { target: 1.6, aim: 1.2, note }),
    ratioRow('memory when idle', pairedRatio(bytes(mine), bytes(theirs), 'less'), 'less', { target: 1.3, aim: 1.1 }),
  ];
}

export const startUp: BenchCase = {
  name: 'start-up',
  title: 'Start of `starmock serve`, against a CommonJS script that listens',
  run,
};
