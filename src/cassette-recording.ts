import { publishCassette, withCassette } from './cassette-files.ts';
import type { CassetteMode } from './cassette-mode.ts';
import { StarmockError } from './contract/errors.ts';
import { toolVersion } from './contract/tool-version.ts';
import type { Forwarder } from './mock/forwarder.ts';
import { CASSETTE_ENDING } from './recordings/cassettes/cassette.ts';
import type { CassetteRecorder, CassetteShelf, RecorderReport } from './recordings/cassettes/recorder.ts';
import type { Observation } from './recordings/observation.ts';
import { createUpstream, type Upstream } from './upstream.ts';

/** What requests that are not recorded take. */
export interface LiveOptions {
  /** Base URL of the live API. */
  readonly upstream: string;
  /** Where cassettes are recorded to; absent where nothing is recorded. */
  readonly folder?: string;
  readonly mode: CassetteMode;
  readonly profile: string;
  readonly judge?: ((observation: Observation) => Promise<readonly string[]>) | undefined;
}

/** The way to a live API, with what is recorded of it. */
export interface Live extends Forwarder {
  discard(): void;
  /** Waits for active exchanges, and publishes what was recorded. */
  close(): Promise<RecorderReport | undefined>;
}

const isMissing = (error: unknown): boolean => (error as { readonly code?: unknown }).code === 'ENOENT';

/** The cassettes of a folder. @throws StarmockError BAD_OPTION where it is a file */
export function shelfOf(folder: string): CassetteShelf {
  if (folder.endsWith(CASSETTE_ENDING)) {
    const message = `Cannot record to "${folder}": name the folder of the cassettes, in which each session has a file`;
    throw new StarmockError('BAD_OPTION', message, { folder });
  }
  const { join } = process.getBuiltinModule('node:path');
  const { readFile, stat } = process.getBuiltinModule('node:fs/promises');
  const fileOf = (name: string): string => join(folder, `${name}${CASSETTE_ENDING}`);
  return {
    read: async (name) => {
      try {
        const [text, { mtimeMs }] = await Promise.all([readFile(fileOf(name), 'utf8'), stat(fileOf(name))]);
        return { text, writtenAt: mtimeMs };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    alone: (name, act) => withCassette(fileOf(name), act),
    publish: (name, text) => publishCassette(fileOf(name), text),
  };
}

async function recorderOf(options: LiveOptions): Promise<CassetteRecorder | undefined> {
  const { folder, upstream: baseUrl, mode, profile, judge } = options;
  if (folder === undefined || mode === 'none') return undefined;
  const { createCassetteRecorder } = await import('./recordings/cassettes/recorder.ts');
  const manifest = { tool: `starmock/${toolVersion()}`, baseUrl, profile };
  return createCassetteRecorder({
    shelf: shelfOf(folder),
    manifest,
    keep: mode !== 'all',
    judge,
    openedAt: Date.now(),
  });
}

/** Opens the way to a live API. Loaded only where one was named and is needed. @throws StarmockError BAD_OPTION */
export async function openLive(options: LiveOptions): Promise<Live> {
  const recorder = await recorderOf(options);
  const upstream: Upstream = createUpstream({
    baseUrl: options.upstream,
    consumer: recorder,
    now: () => performance.now(),
    wallClock: () => Date.now(),
  });
  return {
    forward: upstream.forward,
    discard: () => recorder?.discard(),
    close: async () => {
      await upstream.settled();
      await recorder?.close();
      return recorder?.report;
    },
  };
}
