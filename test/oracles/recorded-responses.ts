import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A recorded exchange with an endpoint of Responses or embeddings. */
export interface Recording {
  readonly id: string;
  readonly kind: 'json' | 'stream' | 'error';
  readonly method: string;
  readonly path: string;
  readonly status?: number;
  readonly request: unknown;
  readonly response: unknown;
}

const folder: string = resolve(
  import.meta.dirname,
  '../..',
  process.env['STARMOCK_CORPUS_RESPONSES'] ?? '../shared/corpus-responses',
);
/** Whether the recordings are not here. */
export const recordingsAbsent: boolean = !existsSync(folder);
/** Added to the name of a test that needs them. */
export const whereRecorded: string = recordingsAbsent
  ? ` (skipped: STARMOCK_CORPUS_RESPONSES, ${folder}, is not there)`
  : '';

/** The recordings of a file, with streams as text. */
export function recordingsOf(file: string): Recording[] {
  if (recordingsAbsent) return [];
  const lines = readFileSync(resolve(folder, file), 'utf8').trim().split('\n');
  return lines.map((line) => decoded(JSON.parse(line) as Recording));
}

/** Some projects keep the bytes of a stream as base64. */
function decoded(recording: Recording): Recording {
  const { response } = recording;
  if (typeof response !== 'string' || !response.startsWith('ZXZlbnQ6')) return recording;
  return { ...recording, kind: 'stream', response: Buffer.from(response, 'base64').toString() };
}

/** Recordings that say nothing of the contract. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  '056a686b6d52': 'made by hand: the status is "complete"',
  eac349755375: 'made by hand: the status is "complete"',
  e9492209e33e: 'made by hand: the status is "complete"',
  ab7ce3bc5cf0: 'the bytes were mangled',
  eb90129ce16c: 'the body was lost',
  '44915ea17f27': 'the body was lost',
  ec95a5dfaddc: 'the body was lost',
  c35d7f1ae0b7: 'the body was lost',
  c7e11a01b9f0: 'the body was lost',
};
/** Paths that the contract does not have. */
const OTHER_PATHS = /\/responses\/(?:compact|input_tokens)$/;
/** Recordings of api.openai.com that say something of the contract. */
export const officialRecordings = (endpoint: 'responses' | 'embeddings'): Recording[] =>
  recordingsOf(`${endpoint}.api.openai.com.ndjson`).filter(
    ({ id, path }) => !(id in LEFT_OUT) && !OTHER_PATHS.test(path),
  );

/** Files of other servers. */
export const otherFiles = (): readonly string[] =>
  recordingsAbsent
    ? []
    : readdirSync(folder).filter((file) => file.startsWith('responses.') && !file.includes('api.openai.com'));
