import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** One recorded exchange with api.openai.com. */
export interface Recorded {
  readonly id: string;
  readonly kind: 'json' | 'stream' | 'error';
  readonly status: number;
  readonly request?: unknown;
  readonly response: unknown;
}

const FILE = resolve(process.env['STARMOCK_CORPUS'] ?? '../shared/corpus', 'api.openai.com.ndjson');

/** Whether the recordings are on this machine; they are no part of the project. */
export const hasRecordings: boolean = existsSync(FILE);

/** Every recorded exchange with api.openai.com. */
export function recordings(): Recorded[] {
  const lines = readFileSync(FILE, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Recorded);
}

/** The JSON of each event of a recorded stream, without the last. */
export function chunksOf(stream: string): unknown[] {
  const data = stream.split('\n').filter((line) => line.startsWith('data: '));
  return data
    .map((line) => line.slice('data: '.length))
    .filter((text) => text !== '[DONE]')
    .map((text): unknown => JSON.parse(text));
}
