// docs/docker: built and run where a daemon is; elsewhere its steps are run on this machine, as the Dockerfile has them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT, start } from '../support/cli.ts';
import { pack, runAsUser, userEnvironment } from '../support/packed.ts';
import { hasTool } from '../support/toolchain.ts';

const temp = mkdtempSync(path.join(tmpdir(), 'starmock-docker-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const docker = hasTool('docker', ['info'], 'the image itself; its steps are run here instead');

const LINES = readFileSync('docs/docker/Dockerfile', 'utf8').split('\n');

/** What the last instruction of a name says. */
function instruction(name: string): string {
  return (
    LINES.filter((line) => line.startsWith(`${name} `))
      .at(-1)
      ?.slice(name.length + 1) ?? ''
  );
}

const words = (name: string): string[] => JSON.parse(instruction(name).replace(/^.*?(?=\[)/, '')) as string[];

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** Where the image has it, on this machine. */
const here = (text: string): string => text.replaceAll('/opt/starmock', path.join(temp, 'opt'));

describe('the Dockerfile', () => {
  test('ends in Alpine with a user, a health check and no more than one copied folder', () => {
    const last = LINES.slice(LINES.findLastIndex((line) => line.startsWith('FROM ')));
    expect(last[0]).toMatch(/^FROM node:\$\{NODE_VERSION\}-alpine$/);
    expect(instruction('ARG')).toMatch(/^NODE_VERSION=\d+\.\d+\.\d+$/);
    expect(instruction('USER')).toBe('node');
    expect(last.filter((line) => line.startsWith('COPY '))).toEqual(['COPY --from=build /opt/starmock /opt/starmock']);
  });

  test.skipIf(docker)(
    'has steps that install at most 26 MB, which serve and are healthy',
    async () => {
      const { filename } = await pack(temp);
      mkdirSync(path.join(temp, 'opt'));
      const install = LINES.find((line) => line.startsWith('RUN npm install ')) ?? '';
      const command = here(install.slice(4)).replace('/tmp/starmock-*.tgz', path.join(temp, filename));
      await runAsUser('sh', ['-c', command], temp);
      expect(sizeOf(path.join(temp, 'opt'))).toBeLessThan(26_000_000);
      const declared = Object.fromEntries(
        instruction('ENV')
          .split(' ')
          .map((pair) => pair.split('=')),
      );
      expect(declared).toMatchObject({ STARMOCK_HOST: '0.0.0.0', STARMOCK_PORT: '4010' });
      // A container has its own network; here nobody else shall reach it.
      const port = await freePort();
      const env = { ...userEnvironment(), ...declared, STARMOCK_HOST: '127.0.0.1', STARMOCK_PORT: port };
      const [program = '', ...args] = [...words('ENTRYPOINT'), ...words('CMD')].map(here);
      const server = start(program, args, { cwd: temp, env });
      onTestFinished(async () => {
        server.signal('SIGKILL');
        await server.ended;
      });
      await server.says(/is listening on http:\/\/127\.0\.0\.1:\d+/);
      const [health = '', ...flags] = words('HEALTHCHECK');
      expect((await start(health, flags, { cwd: temp, env }).ended).code).toBe(0);
      server.signal('SIGTERM');
      expect((await server.ended).code).toBe(0);
      expect((await start(health, flags, { cwd: temp, env }).ended).code).toBe(1);
    },
    180_000,
  );

  test.skipIf(!docker)(
    'builds an image that serves',
    async () => {
      const run = (...args: string[]): string => execFileSync('docker', args, { encoding: 'utf8' }).trim();
      run('build', '-q', '-f', 'docs/docker/Dockerfile', '-t', 'starmock-test', '.');
      const id = run('run', '-d', '--rm', '--read-only', '-p', '127.0.0.1::4010', 'starmock-test');
      onTestFinished(() => void run('stop', id));
      expect(run('exec', id, 'id', '-un')).toBe('node');
      const [health = '', ...flags] = words('HEALTHCHECK');
      const healthy = (): boolean => {
        try {
          run('exec', id, health, ...flags);
          return true;
        } catch {
          return false;
        }
      };
      let tries = 0;
      while (!healthy() && tries < 60) tries++;
      expect(tries).toBeLessThan(60);
    },
    600_000,
  );
});

describe('the compose file', () => {
  test('builds this Dockerfile and opens the port to this machine only', () => {
    const { services } = parse(readFileSync('docs/docker/compose.yaml', 'utf8')) as {
      services: Record<string, { build: { context: string; dockerfile: string }; ports: string[] }>;
    };
    const { build, ports } = services['starmock'] ?? {};
    expect(path.resolve('docs/docker', build?.context ?? '', build?.dockerfile ?? '')).toBe(
      path.resolve(ROOT, 'docs/docker/Dockerfile'),
    );
    expect(ports).toEqual(['127.0.0.1:4010:4010']);
  });
});
