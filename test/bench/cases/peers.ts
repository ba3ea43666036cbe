import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { BenchCase, BenchContext } from '../case.ts';
import { SERVER_CPU, startNode, stop } from '../children.ts';
import { chatBody, numbered, record, requestText, SERIAL } from '../requests.ts';
import { ratioRow, type Row } from '../row.ts';
import { compare } from '../rounds.ts';
import { place, startStarmock, type Server } from '../servers.ts';

const AIMOCK = '@copilotkit/aimock@1.43.0';
const INSTALL_LIMIT = 120_000;
const START_LIMIT = 20_000;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });

/** Starts a peer that takes `--port`, and need not say when it listens. */
async function startPeer(pinning: boolean, args: readonly string[]): Promise<Server> {
  const port = await freePort();
  const child = startNode([...args, '--port', String(port)], { cpu: pinning ? SERVER_CPU : undefined });
  child.stdout?.resume();
  const deadline = performance.now() + START_LIMIT;
  while (!(await answers(port))) {
    if (performance.now() > deadline || child.exitCode !== null) throw new Error(`${args[0]} did not listen`);
    await sleep(50);
  }
  return { port, pid: child.pid ?? 0, url: `http://127.0.0.1:${port}/v1`, stop: () => stop(child) };
}

/** Installs into a folder that is gone after the run. */
async function installAimock(folder: string): Promise<string> {
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', AIMOCK], {
    cwd: folder,
    timeout: INSTALL_LIMIT,
  });
  return join(folder, 'node_modules/@copilotkit/aimock/dist/cli.js');
}

/** The same answer as ours, found by the words of the question. */
function writeFixture(folder: string, content: string): string {
  const file = join(folder, 'fixture.json');
  const fixtures = [{ match: { userMessage: 'booking number' }, response: { content } }];
  writeFileSync(file, JSON.stringify({ fixtures }));
  return file;
}

type Starter = (answer: string, folder: string) => Promise<readonly string[] | undefined>;

/** Programs and arguments of the peers; `undefined` for one that is not installed. */
const PEERS: Readonly<Record<string, Starter>> = {
  aimock: async (answer, folder) => [
    await installAimock(folder),
    '--fixtures',
    writeFixture(folder, answer),
    '--log-level',
    'silent',
  ],
  prism: async () => {
    const program = place('../../node_modules/@stoplight/prism-cli/dist/index.js');
    return existsSync(program)
      ? [program, 'mock', place('../../spec/openapi-3.1.json'), '--verboseLevel', 'silent']
      : undefined;
  },
};

async function against(name: string, start: Starter, { client, machine, quick }: BenchContext): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'starmock-bench-'));
  const ours = await startStarmock(machine.pinning);
  const body = chatBody(`Which island would you suggest? Our booking number is ${SERIAL}.`);
  try {
    const answer = JSON.parse((await record(ours, numbered(body, 0))).body) as {
      choices: { message: { content: string } }[];
    };
    const args = await start(answer.choices[0]?.message.content ?? '', folder);
    if (!args) return [];
    const peer = await startPeer(machine.pinning, args);
    await record(peer, numbered(body, 0));
    const plan = { client, rounds: quick ? 2 : 5, burst: 500, connections: 50 };
    const result = await compare(
      plan,
      { server: ours, request: requestText(ours.port, body) },
      { server: peer, request: requestText(peer.port, body) },
    );
    await peer.stop();
    const limits = name === 'prism' ? { target: 12, aim: 50 } : { target: 4, aim: 8 };
    return [
      ratioRow(`${name}: answers a second, distinct bodies`, result.throughput, 'more'),
      ratioRow(`${name}: processor time`, result.cpu, 'more', limits),
    ];
  } finally {
    await ours.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Only on request: it installs packages from the registry. */
export const peers: BenchCase = {
  name: 'peers',
  title: 'Plain answers, against other mocks (they match fixtures and keep journals, so this is no pure comparison)',
  run: async (context) => {
    const rows: Row[] = [];
    for (const [name, start] of Object.entries(PEERS)) rows.push(...(await against(name, start, context)));
    return rows;
  },
};
