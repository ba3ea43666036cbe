import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT, start, type Ended } from './cli.ts';

/** What `npm pack` tells of the package. */
export interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly mode: number }[];
}

/** What npm tells the scripts it runs would make another npm think that it works on this repository. */
const INHERITED = /^npm_(?!config_(?:registry|cache|userconfig|.*proxy|cafile)$)|^INIT_CWD$/i;

/** The environment of a user who is not in this repository, with the Node that runs the tests first. */
export function userEnvironment(): Record<string, string> {
  // Those of the runner would make a runner inside of it think that it is a worker.
  const hidden = Object.keys(process.env).filter((key) => INHERITED.test(key) || /^VITEST|^NODE_ENV$|^TEST$/.test(key));
  return {
    ...Object.fromEntries(hidden.map((key) => [key, ''])),
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
  };
}

/** Runs a program as a user would. @throws Error with all its output unless it ends with 0 */
export async function runAsUser(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  const ended = await start(command, args, { cwd, env: userEnvironment(), limit: 150_000 }).ended;
  if (ended.code === 0) return ended;
  throw new Error(`${command} ${args.join(' ')} ended with ${ended.code}: ${ended.stdout}${ended.stderr}`);
}

/** Packs what has been built. @param folder where the tarball goes */
export async function pack(folder: string): Promise<Packed> {
  if (!existsSync(`${ROOT}/dist/index.d.ts`)) throw new Error('dist/ is missing: run "npm run build" first');
  // Without scripts: `prepare` would build into the folder that other tests run from at this moment.
  const { stdout } = await runAsUser('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT);
  // One entry a package; some versions of npm give a list, others an object.
  return Object.values(JSON.parse(stdout) as Record<string, Packed>)[0] as Packed;
}

/** Makes a project where nothing else is, and installs packages in it: names with versions, or paths of tarballs. */
export async function installIn(project: string, packages: readonly string[]): Promise<void> {
  mkdirSync(project, { recursive: true });
  writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }));
  const options = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  await runAsUser('npm', ['install', ...options, ...packages], project);
}
