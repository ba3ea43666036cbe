import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './cli.ts';

const CACHE = join(ROOT, 'node_modules', '.cache', 'starmock-tests');

/**
 * The files of a package that judges ours from outside and is no dependency: taken from the registry when it is first asked for.
 *
 * @param spec name and exact version
 * @returns its folder, or `undefined` where no registry is reached; the test then skips, and says so
 */
export function npmPackage(spec: string): string | undefined {
  const folder = join(CACHE, spec.replaceAll(/[^\w.-]/g, '_'));
  if (existsSync(folder)) return join(folder, 'package');
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  try {
    const output = execFileSync('npm', ['pack', spec, '--silent', '--pack-destination', draft], {
      timeout: 60_000,
      encoding: 'utf8',
    });
    execFileSync('tar', ['xzf', join(draft, output.trim().split('\n').at(-1) ?? ''), '-C', draft]);
    // Test files run at the same time: whoever is first puts the whole folder in place.
    if (!existsSync(folder)) renameSync(draft, folder);
    return join(folder, 'package');
  } catch {
    process.stderr.write(`SKIPPED: ${spec} is not to be had from the registry, so nothing is held against it\n`);
    return undefined;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
