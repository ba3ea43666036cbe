import type { Cassette, RecordedEntry } from '../../recordings/cassettes/cassette.ts';
import { redactorFor } from '../../recordings/cassettes/match-key.ts';
import { redactionReport } from '../../recordings/cassettes/redaction-report.ts';
import { judgeExchange } from '../../verify/judge-exchange.ts';
import { printableJson, printableLine } from '../../verify/reporters/printable.ts';
import { counted } from '../../verify/reporters/words.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../exit-codes.ts';
import { profileFrom } from '../profile-option.ts';
import { openCassettes, type OpenedCassette } from './open-cassettes.ts';

/** Options of `starmock cassettes check`, parsed. */
export interface CheckCassettesOptions {
  readonly profile: string;
  /** Milliseconds. */
  readonly maxAge?: number;
  readonly strict: boolean;
  readonly json: boolean;
}

type Grade = 'error' | 'warning';

interface Problem {
  readonly grade: Grade;
  /** A recording, a cassette or a file. */
  readonly where: string;
  readonly message: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

function ageProblem({ name, manifest }: Cassette, maxAge: number | undefined, now: number): Problem[] {
  if (maxAge === undefined) return [];
  const age = now - Date.parse(manifest.recordedAt ?? '');
  if (age <= maxAge) return [];
  const message = Number.isNaN(age)
    ? 'its age is unknown'
    : `it is ${Math.floor(age / DAY_MS)} days old; record it again`;
  return [{ grade: 'error', where: name, message }];
}

/** What a redactor of today would still take out. */
function secretProblem(where: string, { observation }: RecordedEntry): Problem[] {
  const places = redactionReport(observation, redactorFor([]).observation(observation)).filter(
    (place) => !place.includes('header'),
  );
  return places.map((place) => ({
    grade: 'error',
    where,
    message: `${place} holds what looks like a secret; record it again`,
  }));
}

function endProblem(where: string, { observation: { end } }: RecordedEntry): Problem[] {
  const broken = end !== undefined && end.how !== 'complete';
  return broken ? [{ grade: 'warning', where, message: `the response is not complete: ${end.detail ?? end.how}` }] : [];
}

async function findingProblems(where: string, { observation }: RecordedEntry, profile: string): Promise<Problem[]> {
  const found = await judgeExchange(observation, { profile });
  return found.map((id) => ({ grade: 'warning', where, message: `the response violates ${id}` }));
}

async function problemsOf(
  { cassette }: OpenedCassette,
  { maxAge }: CheckCassettesOptions,
  profile: string,
  now: number,
): Promise<Problem[]> {
  const { name, entries } = cassette;
  const empty: Problem[] = entries.length === 0 ? [{ grade: 'error', where: name, message: 'it is empty' }] : [];
  const problems = await Promise.all(
    entries.map(async (entry) => {
      const where = `${name}#${entry.number}`;
      return [
        ...secretProblem(where, entry),
        ...endProblem(where, entry),
        ...(await findingProblems(where, entry, profile)),
      ];
    }),
  );
  return [...empty, ...ageProblem(cassette, maxAge, now), ...problems.flat()];
}

/**
 * Checks cassettes: damaged and empty files, their age, secrets in them, and responses that violate the contract.
 *
 * @returns the exit code: 1 for errors; with `strict`, for warnings, too
 */
export async function checkCassettes(
  paths: readonly string[],
  options: CheckCassettesOptions,
  context: CommandContext,
): Promise<number> {
  const { stdout, fileAt } = context;
  const { cassettes, damaged } = await openCassettes(paths, context);
  const profile = profileFrom(options.profile, fileAt);
  const now = Date.now();
  const found: Problem[] = damaged.map((message) => ({ grade: 'error', where: 'file', message }));
  for (const one of cassettes) found.push(...(await problemsOf(one, options, profile, now)));
  const bad = found.some(({ grade }) => grade === 'error' || options.strict);
  if (options.json) stdout.write(`${printableJson({ ok: !bad, problems: found }, 2)}\n`);
  else {
    for (const { grade, where, message } of found)
      stdout.write(
        `${stdout.paint(grade === 'error' ? 'red' : 'yellow', grade)}: ${printableLine(`${where}: ${message}`)}\n`,
      );
    const recordings = cassettes.reduce((sum, { cassette }) => sum + cassette.entries.length, 0);
    if (found.length === 0)
      stdout.write(`${counted(recordings, 'recording')} in ${counted(cassettes.length, 'cassette')}, no problems\n`);
  }
  return bad ? EXIT.failed : EXIT.ok;
}
