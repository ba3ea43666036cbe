import type { Cassette, RecordedEntry } from '../../recordings/cassettes/cassette.ts';
import { matchKey, redactForMatching } from '../../recordings/cassettes/match-key.ts';
import { isStream } from '../../recordings/cassettes/recorded-answer.ts';
import { printableJson, printableLine } from '../../verify/reporters/printable.ts';
import { counted } from '../../verify/reporters/words.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../exit-codes.ts';
import { fail } from '../fail.ts';
import { openCassettes } from './open-cassettes.ts';
import { StarmockError } from '../../contract/errors.ts';

/** A recording in few words. */
interface ListedRecording {
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly model: string;
  readonly status: number;
  readonly stream: boolean;
  /** Pieces that the body came in. */
  readonly pieces: number;
  /** What of the request is not compared. */
  readonly normalized: readonly string[];
  readonly redacted: readonly string[];
  readonly findings: readonly string[];
}

function listed({ number, observation, redacted = [], findings = [] }: RecordedEntry, base: string): ListedRecording {
  const { request, head, readings, model, startedAt: moment } = observation;
  const key = matchKey(redactForMatching(request), { base, moment });
  return {
    number,
    method: request.method,
    path: String(key.leaves().get('path')),
    model,
    status: head?.status ?? 0,
    stream: isStream(observation),
    pieces: readings.length,
    normalized: key.normalized.map(({ path, kind }) => `${path} (${kind})`),
    redacted,
    findings,
  };
}

const some = (what: string, list: readonly string[]): string[] =>
  list.length > 0 ? [`    ${what}: ${list.join(', ')}`] : [];

function recordingLines({
  number,
  method,
  path,
  model,
  status,
  stream,
  pieces,
  normalized,
  redacted,
  findings,
}: ListedRecording): string[] {
  const kind = stream ? `stream, ${counted(pieces, 'piece')}` : 'plain';
  const facts = [`#${number}`, method, path, ...(model === '' ? [] : [model]), String(status || 'no response'), kind];
  return [
    `  ${facts.join(' ')}`,
    ...some('not compared', normalized),
    ...some('redacted', redacted),
    ...some('violates', findings),
  ];
}

const titleOf = ({ name, manifest, entries }: Cassette): string => {
  const { recordedAt, baseUrl, session, models } = manifest;
  const answered = models.answered.length > 0 ? ` by ${models.answered.join(', ')}` : '';
  const whose = session === undefined ? '' : ` for session ${JSON.stringify(session)}`;
  return `${name}: ${counted(entries.length, 'recording')} of ${baseUrl}${answered}${whose}, ${recordedAt?.slice(0, 10) ?? 'at an unknown time'}`;
};

/** Prints what cassettes hold. @returns the exit code: 1 if one is damaged */
export async function listCassettes(
  paths: readonly string[],
  { json }: { readonly json: boolean },
  context: CommandContext,
): Promise<number> {
  const { cassettes, damaged } = await openCassettes(paths, context);
  const all = cassettes.map(({ cassette, path }) => ({
    cassette,
    path,
    recordings: cassette.entries.map((entry) => listed(entry, cassette.manifest.baseUrl)),
  }));
  const { stdout, stderr } = context;
  if (json) {
    const list = all.map(({ path, cassette: { name, manifest }, recordings }) => ({
      name,
      path,
      ...manifest,
      recordings,
    }));
    stdout.write(`${printableJson({ cassettes: list, damaged }, 2)}\n`);
  } else
    for (const { cassette, recordings } of all) {
      const lines = [
        stdout.paint('bold', printableLine(titleOf(cassette))),
        ...recordings.flatMap(recordingLines).map(printableLine),
      ];
      stdout.write(`${lines.join('\n')}\n`);
    }
  for (const message of damaged) fail(new StarmockError('BAD_RECORDING', message), stderr);
  return damaged.length > 0 ? EXIT.failed : EXIT.ok;
}
