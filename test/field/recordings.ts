import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { analyse, type Analysis } from '../../src/verify/analyse.ts';
import type { RecordedExchange } from '../../src/recordings/recorded-exchange.ts';
import { ROOT } from '../support/cli.ts';
import { findingsOf, type FieldRecordings } from './field-data.ts';

const FOLDER = resolve(ROOT, process.env['STARMOCK_CORPUS'] ?? '../shared/corpus');

/** Whether the recordings are on this machine; they are no part of the project. */
export const hasCorpus: boolean = existsSync(FOLDER);

/** One recorded exchange of the corpus. */
export interface CorpusLine {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly request: object;
  readonly response: object | string;
}

/** The recordings cut base64 and say so; what is left of it is still base64 without the note. */
const uncut = (line: string): string => line.replaceAll(/…\[\d+ chars of base64 cut\]/g, '');

/** Providers of whom there are recordings. */
export const providers = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ndjson'))
    .map((file) => basename(file, '.ndjson'))
    .toSorted();

/** All recordings of one provider. */
export const linesOf = (provider: string): CorpusLine[] =>
  readFileSync(join(FOLDER, `${provider}.ndjson`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(uncut(line)) as CorpusLine);

/** Recorders kept only some of the headers. */
const exchangeOf = ({ request, response, status, headers }: CorpusLine): RecordedExchange => ({
  request,
  body: response,
  status,
  headers,
  someHeaders: true,
});

/** What the checks say of one recording, by the contract of api.openai.com. */
export const judged = (line: CorpusLine): Promise<Analysis> => analyse(exchangeOf(line), { profile: 'openai' });

/** What all recordings of a provider show, one by one: they were made at different times for different purposes. */
export async function recordingsOf(provider: string): Promise<FieldRecordings> {
  const lines = linesOf(provider);
  const results = [];
  for (const line of lines) results.push(...(await judged(line)).results);
  return { provider, exchanges: lines.length, findings: findingsOf(results) };
}
