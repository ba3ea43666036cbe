import { basename, join } from 'node:path';
import { StarmockError } from '../../contract/errors.ts';
import { toolVersion } from '../../contract/tool-version.ts';
import { publishCassette } from '../../cassette-files.ts';
import { CASSETTE_ENDING, type RecordedEntry } from '../../recordings/cassettes/cassette.ts';
import { formatOf, importExchanges, type ExchangeFormat } from '../../recordings/cassettes/import/import-exchanges.ts';
import { prepareEntry } from '../../recordings/cassettes/prepare-entry.ts';
import { writeCassette } from '../../recordings/cassettes/write-cassette.ts';
import { importAimock } from '../../scenarios/import-aimock.ts';
import { judgeExchange } from '../../verify/judge-exchange.ts';
import { printableLine } from '../../verify/reporters/printable.ts';
import { counted } from '../../verify/reporters/words.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../exit-codes.ts';
import { readTextFile } from '../read-text-file.ts';
import { writeFile } from '../write-file.ts';
import { scenarioFile } from './export.ts';

export type ImportFormat = ExchangeFormat | 'aimock';
export const IMPORT_FORMATS: readonly ImportFormat[] = ['vcr', 'har', 'aimock', 'curl'];

/** Options of `starmock cassettes import`, parsed. */
export interface ImportOptions {
  readonly to: string;
  readonly format?: ImportFormat;
}

/** What comes before the path of an endpoint. */
const baseOf = (url: string): string =>
  /^(https?:\/\/[^/]+(?:\/.*?\/v\d+\w*|\/v\d+\w*)?)(?=\/|$)/.exec(url)?.[1] ?? url;

async function entriesOf(
  format: ExchangeFormat,
  text: string,
  name: string,
): Promise<{ entries: RecordedEntry[]; left: string[] }> {
  const entries: RecordedEntry[] = [];
  const left: string[] = [];
  for (const [index, observation] of importExchanges(format, text, name).entries()) {
    const prepared = await prepareEntry(observation);
    if ('reason' in prepared) left.push(`exchange ${index + 1}: ${prepared.reason}`);
    else {
      const findings = await judgeExchange(observation);
      entries.push({ ...prepared, number: entries.length + 1, ...(findings.length > 0 && { findings }) });
    }
  }
  return { entries, left };
}

async function importCassette(
  format: ExchangeFormat,
  text: string,
  name: string,
  { to }: ImportOptions,
  context: CommandContext,
): Promise<string[]> {
  const { entries, left } = await entriesOf(format, text, name);
  const [first] = entries;
  if (!first) return [`${name}: nothing to keep`, ...left];
  const manifest = {
    tool: `starmock/${toolVersion()}`,
    baseUrl: baseOf(first.observation.request.url),
    models: { asked: [], answered: [] },
  };
  const file = join(to, `${name}${CASSETTE_ENDING}`);
  await publishCassette(context.fileAt(file), writeCassette({ manifest, entries }));
  const broken = entries.filter(({ findings }) => findings).length;
  return [
    `${file}: ${counted(entries.length, 'recording')}${broken > 0 ? `, ${broken} with contract violations` : ''}`,
    ...left,
  ];
}

function importScenarios(text: string, name: string, { to }: ImportOptions, context: CommandContext): string[] {
  const { scenarios, skipped } = importAimock(JSON.parse(text));
  const file = join(to, `${name}.yaml`);
  writeFile('--to', file, scenarioFile(scenarios), context);
  return [`${file}: ${counted(scenarios.length, 'scenario')}`, ...skipped];
}

/** Imports files of other tools: exchanges become cassettes, and fixtures of aimock, which hold none, scenarios. @returns the exit code */
export async function importFiles(
  paths: readonly string[],
  options: ImportOptions,
  context: CommandContext,
): Promise<number> {
  for (const path of paths) {
    const text = readTextFile(path, context.fileAt, 'file', 'BAD_RECORDING');
    const format = options.format ?? formatOf(text);
    if (format === undefined)
      throw new StarmockError(
        'BAD_RECORDING',
        `Could not import "${path}": its format is unknown; name it with --format`,
        { path },
      );
    const name = basename(path).replace(/\.(?:ya?ml|json|har|txt|sh)$/i, '');
    const lines =
      format === 'aimock'
        ? importScenarios(text, name, options, context)
        : await importCassette(format, text, name, options, context);
    for (const line of lines) context.stdout.write(`${printableLine(line)}\n`);
  }
  return EXIT.ok;
}
