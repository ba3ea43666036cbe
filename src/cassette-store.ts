import { readCassetteFiles } from './cassette-files.ts';
import type { CassetteMode } from './cassette-mode.ts';
import type { Live } from './cassette-recording.ts';
import type { Found, RecordedReply, Recordings } from './mock/recorded-reply.ts';
import type { ServiceRequest } from './mock/service-request.ts';
import { SESSION_HEADER, sessionOf } from './mock/session.ts';
import { BASE } from './mock/route.ts';
import { cassetteName } from './recordings/cassettes/cassette.ts';
import type { Library, Recording } from './recordings/cassettes/library.ts';
import type { RecorderReport } from './recordings/cassettes/recorder.ts';
import type { Observation, SentRequest } from './recordings/observation.ts';
import type { ReplayVerdict } from './verdict.ts';

/** The cassettes of one mock, and the way to a live API, if there is one. */
export interface CassetteStore extends Recordings {
  /** Reads them. @throws StarmockError BAD_RECORDING, BAD_OPTION */
  open(): Promise<void>;
  /** Whether a recorded request asks for a model. */
  names(model: string): boolean;
  /** What became of them; `undefined` without cassettes. @param session default: every session */
  receipt(session?: string): Omit<ReplayVerdict, 'missed'> | undefined;
  /** Publishes nothing that was recorded. */
  discard(): void;
  /** Publishes what was recorded. */
  close(): Promise<void>;
  readonly recorded: RecorderReport | undefined;
}

export interface CassetteStoreOptions {
  /** Files and folders. */
  readonly paths: readonly string[];
  readonly mode: CassetteMode;
  /** Gives the last recording of a request again when all have been given. */
  readonly repeat: boolean;
  /** The session of requests that name none. */
  readonly session?: string | undefined;
  /** Base URL of the live API. */
  readonly upstream?: string | undefined;
  /** Whether requests that are not recorded go to the live API without being recorded. */
  readonly passing: boolean;
  readonly profile: string;
  readonly judge?: ((observation: Observation) => Promise<readonly string[]>) | undefined;
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
  readonly names: ReadonlySet<string>;
  readonly hash: string;
  /** Absent where nothing may reach the network. */
  readonly live?: Live;
}

/** The way to a live API, where the options ask for one. */
async function liveOf({ mode, passing, upstream, paths, ...shared }: CassetteStoreOptions): Promise<{ live?: Live }> {
  if (upstream === undefined || (mode === 'none' && !passing)) return {};
  const { openLive } = await import('./cassette-recording.ts');
  const [folder] = paths;
  return { live: await openLive({ ...shared, upstream, mode, ...(folder !== undefined && { folder }) }) };
}

async function openCassettes(options: CassetteStoreOptions): Promise<Opened> {
  const { paths, mode, repeat } = options;
  const files = await readCassetteFiles(paths, mode !== 'none');
  const workshop = await loadWorkshop();
  const cassettes = files.map(({ text, name }) => workshop.reading.readCassette(text, name));
  return {
    workshop,
    library: workshop.libraries.createLibrary(mode === 'all' ? [] : cassettes, { repeat }),
    models: new Set(cassettes.flatMap(({ manifest }) => manifest.models.asked)),
    names: new Set(cassettes.map(({ name }) => name)),
    hash: hashOf(files.map(({ text }) => text)),
    ...(await liveOf(options)),
  };
}

/** Reads cassettes when they are first needed, and looks requests up in them. In mode `none` it never reaches the network. */
export function createCassetteStore(options: CassetteStoreOptions): CassetteStore {
  const { mode, passing, now } = options;
  let opening: Promise<Opened> | undefined;
  let opened: Opened | undefined;
  let recorded: RecorderReport | undefined;
  const open = async (): Promise<Opened> => (opened = await (opening ??= openCassettes(options)));

  /** Whether a request that is not recorded goes to the live API. */
  function isLive({ names }: Opened, session: string | undefined): boolean {
    if (passing || mode === 'new' || mode === 'all') return true;
    return mode === 'once' && !names.has(cassetteName(session));
  }

  function look(store: Opened, request: ServiceRequest): Found {
    const { workshop, library, live } = store;
    const { matchKey, redactForMatching } = workshop.keys;
    const key = matchKey(redactForMatching(sentRequest(request)), { base: BASE, moment: now() });
    const named = request.header(SESSION_HEADER) ?? options.session;
    const looked = library.look(key, named ?? sessionOf(request), named);
    if ('hit' in looked) return replyOf(looked.hit.recording, workshop.answers);
    return live && isLive(store, named) ? { forward: () => live.forward(request, named) } : looked.miss;
  }

  return {
    open: async () => void (await open()),
    find: (request) => (opened ? look(opened, request) : open().then((store) => look(store, request))),
    names: (model) => opened?.models.has(model) ?? false,
    reset: (session) => opened?.library.reset(session),
    receipt: (session) => {
      if (options.paths.length === 0) return undefined;
      const { loaded = 0, served = 0, unused = [] } = opened?.library.receipt(session) ?? {};
      return { mode, loaded, served, unused: mode === 'none' ? unused : [], hash: opened?.hash ?? '' };
    },
    discard: () => opened?.live?.discard(),
    close: async () => {
      recorded = await opened?.live?.close();
    },
    get recorded() {
      return recorded;
    },
  };
}
