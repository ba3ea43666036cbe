import type { Observation } from '../observation.ts';

/** What a cassette says about itself; models and time follow from its exchanges. */
export interface CassetteManifest {
  /** What recorded it, with its version. */
  readonly tool: string;
  /** ISO 8601: when an exchange was last recorded. Absent where an import did not tell. */
  readonly recordedAt?: string;
  /** The `x-starmock-session` header of the requests, which names the file, too. */
  readonly session?: string;
  /** Base URL of the API that answered. */
  readonly baseUrl: string;
  /** Profile that the exchanges were judged by. */
  readonly profile?: string;
  readonly models: { readonly asked: readonly string[]; readonly answered: readonly string[] };
}

/** A recorded exchange, without secrets. */
export interface RecordedEntry {
  /** From 1; what messages name the recording by. */
  readonly number: number;
  /** Content codings are undone. */
  readonly observation: Observation;
  /** Content coding that the response had on its way. */
  readonly coding?: string;
  /** What was redacted, and where. */
  readonly redacted?: readonly string[];
  /** Ids of the requirements that the response violated when it was recorded. */
  readonly findings?: readonly string[];
}

/** Recorded exchanges of one test or session. */
export interface Cassette {
  /** Name of its file, without folder and ending. */
  readonly name: string;
  /** Version of the format that it was read from. */
  readonly version: 1 | 2;
  readonly manifest: CassetteManifest;
  /** In the order of the file. */
  readonly entries: readonly RecordedEntry[];
}

/** Ending of the files. */
export const CASSETTE_ENDING = '.starlog';

const MAX_NAME = 100;

/** The name of the file that keeps the exchanges of a session; of those without a name, `default`. */
export function cassetteName(session: string | undefined): string {
  const name = (session ?? '')
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
    .slice(0, MAX_NAME);
  return name === '' ? 'default' : name;
}
