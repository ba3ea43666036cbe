import { StarmockError } from '../errors.ts';
import { cl100kPieceEnd } from './cl100k-split.ts';
import type { Encoding } from '../models.ts';
import { createTokenizer } from './o200k.ts';
import { CL100K_URL, TABLE_URL } from './table-url.ts';
import type { Tokenizer } from './tokenizer.ts';

interface Table {
  readonly url: URL;
  readonly create: (table: Uint8Array) => Tokenizer;
}

const TABLES: Readonly<Record<Encoding, Table>> = {
  o200k: { url: TABLE_URL, create: (table) => createTokenizer(table) },
  cl100k: { url: CL100K_URL, create: (table) => createTokenizer(table, cl100kPieceEnd) },
};

/** Where a table lies as seen from a chunk of the command, whose bundler leaves its URL as it is. */
const aboveChunk = (encoding: Encoding): URL => new URL(`../${encoding}.bin`, import.meta.url);

const loaded = new Map<Encoding, Tokenizer>();
const fetched = new Map<Encoding, Promise<Tokenizer>>();

type FileSystem = typeof import('node:fs');

const fileSystem = (): FileSystem | undefined => globalThis.process?.getBuiltinModule?.('node:fs');

const failure = (cause: string, details: Readonly<Record<string, unknown>>, error?: unknown): StarmockError =>
  new StarmockError(
    'BAD_VOCABULARY',
    `Could not load the token table: ${cause}`,
    details,
    error === undefined ? {} : { cause: error },
  );

/**
 * The one tokenizer of this process for an encoding. The first call reads its table, in a few milliseconds, so call it late.
 *
 * @throws StarmockError BAD_VOCABULARY when the table is missing or broken, or outside Node: {@link openTokenizer} fetches
 * it there.
 * @example
 * loadTokenizer().count('Hello!'); // 2
 */
export function loadTokenizer(encoding: Encoding = 'o200k'): Tokenizer {
  const fs = fileSystem();
  if (fs === undefined) throw failure('there is no file system here; await openTokenizer, which fetches it', {});
  const tokenizer = loaded.get(encoding) ?? TABLES[encoding].create(readTable(fs, encoding));
  loaded.set(encoding, tokenizer);
  return tokenizer;
}

/**
 * As {@link loadTokenizer}, and in a browser, too, where the table is fetched from beside the code.
 *
 * @param url where to fetch the table from instead, in Node as well
 * @throws StarmockError BAD_VOCABULARY when the table is missing or broken
 */
export async function openTokenizer(url?: string | URL, encoding: Encoding = 'o200k'): Promise<Tokenizer> {
  const table = TABLES[encoding];
  if (url !== undefined) return table.create(await fetchTable(url));
  if (fileSystem()) return loadTokenizer(encoding);
  const opened = fetched.get(encoding) ?? fetchTable(table.url).then(table.create);
  fetched.set(encoding, opened);
  try {
    return await opened;
  } catch (error) {
    // A mock that is made later may find the server up again.
    fetched.delete(encoding);
    throw error;
  }
}

function readTable(fs: FileSystem, encoding: Encoding): Uint8Array {
  const urls = [TABLES[encoding].url, aboveChunk(encoding)];
  const found = urls.find((url) => fs.existsSync(url));
  if (found) return fs.readFileSync(found);
  throw failure(`${encoding}.bin is missing; run "npm run build" or reinstall starmock`, { places: urls.map(String) });
}

const REMEDY = 'serve node_modules/starmock/dist/o200k.bin and name its URL in the option "vocabulary"';

async function fetchTable(url: string | URL): Promise<Uint8Array> {
  const response = await fetch(url).catch((error: unknown) => {
    throw failure(`${String(url)} cannot be fetched; ${REMEDY}`, { url: String(url) }, error);
  });
  if (!response.ok) throw failure(`${String(url)} answers ${response.status}; ${REMEDY}`, { url: String(url) });
  const table = new Uint8Array(await response.arrayBuffer());
  // Development servers answer paths that they do not know with the page of the application.
  if (/html/.test(response.headers.get('content-type') ?? '')) {
    throw failure(`${String(url)} is a page, not o200k.bin; ${REMEDY}`, { url: String(url) });
  }
  return table;
}
