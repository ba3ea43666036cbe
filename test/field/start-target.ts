import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FieldTarget } from './targets.ts';

/** A server that answers, until it is stopped. */
export interface StartedTarget {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  /** What it has written so far, for when something goes wrong. */
  readonly said: () => string;
  readonly stop: () => Promise<void>;
}

/** Milliseconds that a server may take until it listens. */
const PATIENCE_MS = 30_000;
/** Milliseconds after which one that does not end is killed. */
const GRACE_MS = 3000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false)).once('close', () => socket.destroy());
    socket.once('connect', () => socket.end());
  });

/** Puts the package into an empty folder. Its install scripts are not run. */
async function install({ name, version }: FieldTarget): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'starmock-field-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
  const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel', 'error'];
  await promisify(execFile)('npm', ['install', ...flags, `${name}@${version}`], { cwd: folder, timeout: 300_000 });
  return folder;
}

/**
 * Installs and starts a server on a free port of 127.0.0.1.
 *
 * @throws Error where npm fails, or where nothing listens in time
 */
export async function startTarget(target: FieldTarget): Promise<StartedTarget> {
  const folder = await install(target);
  for (const [name, text] of Object.entries(target.files ?? {})) await writeFile(join(folder, name), text);
  const port = await freePort();
  const program = join(folder, 'node_modules', target.name, target.program);
  const child = spawn(process.execPath, [program, ...(target.args?.(port) ?? [])], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...target.env?.(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-20_000);
    });
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    await ended;
    clearTimeout(timer);
    await rm(folder, { recursive: true, force: true });
  };
  const until = performance.now() + PATIENCE_MS;
  while (!(await listens(port))) {
    if (child.exitCode !== null || performance.now() > until) {
      await stop();
      throw new Error(`Failed to start ${target.name}@${target.version}: nothing listens; it said: ${said}`);
    }
    await sleep(100);
  }
  return { baseUrl: `http://127.0.0.1:${port}/v1`, said: () => said, stop };
}
