import { rm } from 'node:fs/promises';
import { publishCassette } from '../../cassette-files.ts';
import type { RecordedEntry } from '../../recordings/cassettes/cassette.ts';
import { writeCassette } from '../../recordings/cassettes/write-cassette.ts';
import { printableLine } from '../../verify/reporters/printable.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../exit-codes.ts';
import { openSound } from './open-cassettes.ts';

/** Options of `starmock cassettes prune`, parsed. */
export interface PruneOptions {
  readonly errors: boolean;
  /** Milliseconds. */
  readonly olderThan?: number;
  readonly dryRun: boolean;
}

/** Why a recording goes; `undefined` for one that stays. */
function reasonOf(
  { observation }: RecordedEntry,
  { errors, olderThan }: PruneOptions,
  now: number,
): string | undefined {
  const { head, startedAt, end } = observation;
  if (errors && (head?.status ?? 0) >= 400) return `status ${head?.status ?? 0}`;
  if (errors && end !== undefined && end.how !== 'complete') return 'not complete';
  return olderThan !== undefined && startedAt > 0 && now - startedAt > olderThan ? 'too old' : undefined;
}

/** Removes recordings from cassettes, and cassettes without any left. @returns the exit code */
export async function pruneCassettes(
  paths: readonly string[],
  options: PruneOptions,
  context: CommandContext,
): Promise<number> {
  const { stdout } = context;
  const now = Date.now();
  let count = 0;
  for (const { path, cassette } of await openSound(paths, context)) {
    const gone = cassette.entries.flatMap((entry) => {
      const reason = reasonOf(entry, options, now);
      return reason === undefined ? [] : [{ entry, reason }];
    });
    for (const { entry, reason } of gone)
      stdout.write(`${printableLine(`${cassette.name}#${entry.number}: ${reason}`)}\n`);
    count += gone.length;
    if (gone.length === 0 || options.dryRun) continue;
    const entries = cassette.entries.filter((entry) => !gone.some((one) => one.entry === entry));
    if (entries.length === 0) await rm(path);
    else await publishCassette(path, writeCassette({ ...cassette, entries }));
  }
  stdout.write(`${options.dryRun ? 'Would remove' : 'Removed'} ${count} ${count === 1 ? 'recording' : 'recordings'}\n`);
  return EXIT.ok;
}
