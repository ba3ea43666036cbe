import { execFileSync } from 'node:child_process';

/**
 * Whether a program of another ecosystem is on this machine; where it is not, that is said aloud.
 *
 * @param args make it do something short that ends with 0
 */
export function hasTool(command: string, args: readonly string[], what: string): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 30_000 });
    return true;
  } catch {
    process.stderr.write(`SKIPPED: ${command} ${args.join(' ')} does not work here, so ${what} is not tried\n`);
    return false;
  }
}
