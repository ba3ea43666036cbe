import { readCassetteFiles } from './cassette-files.ts';
import type { RecordedReply, RecordingMiss, Recordings } from './mock/recorded-reply.ts';
import type { ServiceRequest } from './mock/service-request.ts';
import { SESSION_HEADER, sessionOf } from './mock/session.ts';
import { BASE } from './mock/route.ts';
import type { Library, Recording } from './recordings/cassettes/library.ts';
import type { SentRequest } from './recordings/observation.ts';
import type { ReplayVerdict } from './verdict.ts';

/** The cassettes of one mock. */
export interface CassetteStore extends Recordings {
  /** Reads them. @throws StarmockError BAD_RECORDING */
  open(): Promise<void>;
  /** Whether a recorded request asks for a model. */
  names(model: string): boolean;
  /** What became of them. @param session default: every session */
  receipt(session?: string): Omit<ReplayVerdict, 'missed'>;
}

export interface CassetteStoreOptions {
  /** Files and folders. */
  readonly paths: readonly string[];
  /** Gives the last recording of a request again when all have been given. */
  readonly repeat: boolean;
  /** The session of requests that name none. */
  readonly session?: string | undefined;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** What a key is made of, and what tells secrets. */
const LOOKED_AT = ['content-type', 'authorization', 'api-key', 'x-api-key', 'x-goog-api-key'];

/** A request as it would have been recorded. */
function sentRequest({ method, path, query, header, body = new Uint8Array() }: ServiceRequest): SentRequest {
  return {
    method,
    url: query === undefined ? path : `${path}?${query}`,
    headers: LOOKED_AT.flatMap((name) => {
      const value = header(name);
      return value === undefined ? [] : [[name, value] as const];
    }),
    body,
  };
}

/** Everything that only replaying takes, loaded when the cassettes are. */
interface Workshop {
  readonly reading: typeof import('./recordings/cassettes/read-cassette.ts');
  readonly libraries: typeof import('./recordings/cassettes/library.ts');
  readonly keys: typeof import('./recordings/cassettes/match-key.ts');
  readonly answers: typeof import('./recordings/cassettes/recorded-answer.ts');
}

async function loadWorkshop(): Promise<Workshop> {
  const [reading, libraries, keys, answers] = await Promise.all([
    import('./recordings/cassettes/read-cassette.ts'),
    import('./recordings/cassettes/library.ts'),
    import('./recordings/cassettes/match-key.ts'),
    import('./recordings/cassettes/recorded-answer.ts'),
  ]);
  return { reading, libraries, keys, answers };
}

/** A file that was edited may have another length than it says. */
const withLength = (headers: RecordedReply['headers'], length: number): RecordedReply['headers'] =>
  headers.map(([name, value]) => [name, name.toLowerCase() === 'content-length' ? String(length) : value]);

function replyOf({ id, observation }: Recording, { answerOf, bodyOf, isStream }: Workshop['answers']): RecordedReply {
  const { head, readings, end, model, request } = observation;
  const broken = end?.how === 'closed' || end?.how === 'reset';
  const headers = head?.headers ?? [];
  const answer = (): Record<string, unknown> | undefined => {
    const value = answerOf(observation);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  };
  return {
    recording: id,
    status: head?.status ?? 0,
    headers: broken || request.method === 'HEAD' ? headers : withLength(headers, bodyOf(observation).length),
    headMs: head?.ms ?? 0,
    pieces: readings,
    end: broken ? 'reset' : 'close',
    stream: isStream(observation),
    ...(model === '' ? {} : { model }),
    answer,
  };
}

/** A short name for all that was loaded. */
function hashOf(texts: readonly string[]): string {
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 12);
}

interface Opened {
  readonly workshop: Workshop;
  readonly library: Library;
  readonly models: ReadonlySet<string>;
  readonly hash: string;
}

async function openCassettes({ paths, repeat }: CassetteStoreOptions): Promise<Opened> {
  const files = await readCassetteFiles(paths);
  const workshop = await loadWorkshop();
  const cassettes = files.map(({ text, name }) => workshop.reading.readCassette(text, name));
  return {
    workshop,
    library: workshop.libraries.createLibrary(cassettes, { repeat }),
    models: new Set(cassettes.flatMap(({ manifest }) => manifest.models.asked)),
    hash: hashOf(files.map(({ text }) => text)),
  };
}

/** Reads cassettes when they are first needed, and looks requests up in them. It never reaches the network. */
export function createCassetteStore(options: CassetteStoreOptions): CassetteStore {
  const { now } = options;
  let opening: Promise<Opened> | undefined;
  let opened: Opened | undefined;
  const open = async (): Promise<Opened> => (opened = await (opening ??= openCassettes(options)));

  function look({ workshop, library }: Opened, request: ServiceRequest): RecordedReply | RecordingMiss {
    const { matchKey, redactForMatching } = workshop.keys;
    const key = matchKey(redactForMatching(sentRequest(request)), { base: BASE, moment: now() });
    const named = request.header(SESSION_HEADER) ?? options.session;
    const looked = library.look(key, named ?? sessionOf(request), named);
    return 'hit' in looked ? replyOf(looked.hit.recording, workshop.answers) : looked.miss;
  }

  return {
    open: async () => void (await open()),
    find: (request) => (opened ? look(opened, request) : open().then((now) => look(now, request))),
    names: (model) => opened?.models.has(model) ?? false,
    reset: (session) => opened?.library.reset(session),
    receipt: (session) => {
      const { loaded = 0, served = 0, unused = [] } = opened?.library.receipt(session) ?? {};
      return { loaded, served, unused, hash: opened?.hash ?? '' };
    },
  };
}
