import { StarmockError } from './contract/errors.ts';
import { CASSETTE_ENDING } from './recordings/cassettes/cassette.ts';

/** A cassette on disk. */
export interface CassetteFile {
  readonly path: string;
  /** Path below the folder that was named, without the ending. */
  readonly name: string;
  readonly text: string;
}

const NO_FILES =
  'Could not read cassettes: there is no file system here; replay them with a server (starmock serve --cassettes)';

const bad = (path: string, cause: string): StarmockError =>
  new StarmockError('BAD_RECORDING', `Could not read cassettes "${path}": ${cause}`, { path });

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown }).code;

/** Cassettes below a folder, by name. */
async function filesBelow(folder: string): Promise<string[]> {
  const { readdir } = process.getBuiltinModule('node:fs/promises');
  const { join } = process.getBuiltinModule('node:path');
  const entries = await readdir(folder, { withFileTypes: true });
  const visible = entries.filter(({ name }) => !name.startsWith('.') && name !== 'node_modules');
  const found = await Promise.all(
    visible
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return filesBelow(path);
        return entry.name.endsWith(CASSETTE_ENDING) ? [path] : [];
      }),
  );
  return found.flat();
}

async function findFiles(path: string): Promise<{ readonly path: string; readonly name: string }[]> {
  const { stat } = process.getBuiltinModule('node:fs/promises');
  const { basename, relative, sep } = process.getBuiltinModule('node:path');
  const named = (name: string): string => name.replace(CASSETTE_ENDING, '').split(sep).join('/');
  if (!(await stat(path)).isDirectory()) return [{ path, name: named(basename(path)) }];
  return (await filesBelow(path)).map((file) => ({ path: file, name: named(relative(path, file)) }));
}

/**
 * Reads the cassettes of folders and files. Nothing is changed.
 *
 * @param missing whether a folder may be missing: one that is recorded to is made when there is something to keep
 * @throws StarmockError BAD_RECORDING
 */
export async function readCassetteFiles(paths: readonly string[], missing = false): Promise<CassetteFile[]> {
  if (!globalThis.process?.getBuiltinModule) throw new StarmockError('BAD_RECORDING', NO_FILES);
  const { readFile } = process.getBuiltinModule('node:fs/promises');
  const found = await Promise.all(
    paths.map(async (path) => {
      try {
        const files = await findFiles(path);
        return await Promise.all(files.map(async (file) => ({ ...file, text: await readFile(file.path, 'utf8') })));
      } catch (error) {
        if (missing && codeOf(error) === 'ENOENT') return [];
        throw bad(path, codeOf(error) === 'ENOENT' ? 'no such file or folder' : (error as Error).message);
      }
    }),
  );
  return found.flat();
}

/** How long a writer may hold a cassette; one that has held it longer was broken off. */
const MAX_HELD_MS = 60_000;

const holder = (): string => `${process.pid} ${process.getBuiltinModule('node:os').hostname()}`;

/** Whether the process that holds a lock has ended. Of those on other machines that is not known. */
function isGone(held: string): boolean {
  const [pid, host] = held.split(' ');
  if (host !== holder().split(' ')[1]) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/** Removes the lock of a writer that was broken off. A lock that another one has taken meanwhile is put back. */
async function breakLock(lock: string): Promise<void> {
  const { link, readFile, rename, rm, stat } = process.getBuiltinModule('node:fs/promises');
  try {
    const [held, { mtimeMs }] = await Promise.all([readFile(lock, 'utf8'), stat(lock)]);
    // A lock is made first and named then.
    if (held === '' ? Date.now() - mtimeMs < 1000 : !isGone(held) && Date.now() - mtimeMs < MAX_HELD_MS) return;
    const aside = `${lock}.${process.getBuiltinModule('node:crypto').randomUUID()}.tmp`;
    await rename(lock, aside);
    if ((await readFile(aside, 'utf8')) !== held) await link(aside, lock);
    await rm(aside, { force: true });
  } catch (error) {
    // Its holder, or another one that waits, was faster.
    if (!['ENOENT', 'EEXIST'].includes(String(codeOf(error)))) throw error;
  }
}

/** Holds a cassette, however many processes want it. @returns gives it back */
async function holdCassette(path: string): Promise<() => Promise<void>> {
  const { mkdir, rm, writeFile } = process.getBuiltinModule('node:fs/promises');
  const { dirname } = process.getBuiltinModule('node:path');
  const lock = `${path}.lock`;
  const until = Date.now() + 2 * MAX_HELD_MS;
  await mkdir(dirname(path), { recursive: true });
  while (Date.now() < until) {
    try {
      await writeFile(lock, holder(), { flag: 'wx' });
      return () => rm(lock, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      await breakLock(lock);
      await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
    }
  }
  throw new Error(`another process holds ${lock}`);
}

/**
 * Does something to a cassette while no other process writes to it.
 *
 * @throws StarmockError BAD_RECORDING
 */
export async function withCassette<T>(path: string, act: () => Promise<T>): Promise<T> {
  const release = await holdCassette(path).catch((error: unknown) => {
    const message = `Could not write cassette "${path}": ${(error as Error).message}`;
    throw new StarmockError('BAD_RECORDING', message, { path }, { cause: error });
  });
  try {
    return await act();
  } finally {
    await release();
  }
}

/** Recordings contain prompts, which are private. */
const PRIVATE = { mode: 0o600 } as const;

/** Writes a file as a whole or not at all: a reader, and a run that is broken off, never sees half of it. */
export async function publishCassette(path: string, text: string): Promise<void> {
  const { mkdir, rename, rm, writeFile } = process.getBuiltinModule('node:fs/promises');
  const { dirname } = process.getBuiltinModule('node:path');
  const { randomUUID } = process.getBuiltinModule('node:crypto');
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, text, PRIVATE);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    const message = `Could not write cassette "${path}": ${(error as Error).message}`;
    throw new StarmockError('BAD_RECORDING', message, { path }, { cause: error });
  }
}
