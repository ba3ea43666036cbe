import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstOutput, SERVER_CPU, startNode, stop } from './children.ts';

/** A running server. */
export interface Server {
  readonly port: number;
  readonly pid: number;
  /** `/v1` included. */
  readonly url: string;
  stop(): Promise<void>;
}

/** What a control server sends. */
export interface ControlAnswer {
  /** Names and values in turn, as `writeHead` takes them. */
  readonly headers: readonly string[];
  readonly body: string;
}

export const place = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The program that users run. */
export const STARMOCK: string = place('../../bin/starmock.js');

async function ready(child: ChildProcess): Promise<Server> {
  const output = await firstOutput(child);
  const url = /http:\/\/[^\s"]+:(\d+)\/v1/.exec(output);
  if (!url || child.pid === undefined) throw new Error(`No address in the output of a server: ${output}`);
  return { port: Number(url[1]), pid: child.pid, url: url[0], stop: () => stop(child) };
}

/** `starmock serve` with its defaults, but silent and as fast as it can. */
export function startStarmock(pinning: boolean, options: readonly string[] = []): Promise<Server> {
  const args = [STARMOCK, 'serve', '--port', '0', '--log', 'silent', '--speed', 'instant', ...options];
  return ready(startNode(args, { cpu: pinning ? SERVER_CPU : undefined }));
}

/** `starmock serve` of any build. */
const LAUNCH = 'require(process.argv[1]).run([process.argv[0], "starmock", ...process.argv.slice(2)])';

/** @param dist folder of a build @param options of `serve`; as fast as it can unless they say otherwise */
export function startBuild(pinning: boolean, dist: string, options: readonly string[] = []): Promise<Server> {
  const serve = [
    'serve',
    '--port',
    '0',
    '--log',
    'silent',
    ...(options.includes('--speed') ? [] : ['--speed', 'instant']),
  ];
  const args = ['-e', LAUNCH, join(dist, 'cli.cjs'), ...serve, ...options];
  return ready(startNode(args, { cpu: pinning ? SERVER_CPU : undefined }));
}

/** A program that pipes every connection to another server. */
export const startForwarder = (pinning: boolean, { port }: Server): Promise<Server> =>
  ready(startNode([place('./controls/forward.cjs'), String(port)], { cpu: pinning ? SERVER_CPU : undefined }));

/** `starmock tap` in front of another server. */
export const startTapOf = (pinning: boolean, { url }: Server): Promise<Server> =>
  ready(
    startNode([STARMOCK, 'tap', '--upstream', url, '--port', '0', '--log', 'silent'], {
      cpu: pinning ? SERVER_CPU : undefined,
    }),
  );

/** One of `controls/`, with the answers it sends. */
export async function startControl(
  pinning: boolean,
  name: 'plain' | 'stream',
  answers: readonly ControlAnswer[],
): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'starmock-bench-'));
  try {
    const file = join(folder, 'answers.json');
    writeFileSync(file, JSON.stringify({ answers }));
    return await ready(startNode([place(`./controls/${name}.cjs`), file], { cpu: pinning ? SERVER_CPU : undefined }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
