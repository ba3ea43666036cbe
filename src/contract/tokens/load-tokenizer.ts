import { StarmockError } from '../errors.ts';
import { createTokenizer } from './o200k.ts';
import { TABLE_URL } from './table-url.ts';
import type { Tokenizer } from './tokenizer.ts';

/** Where the table lies as seen from a chunk of the command, whose bundler leaves `TABLE_URL` as it is. */
const ABOVE_CHUNK = '../o200k.bin';

let loaded: Tokenizer | undefined;
let fetched: Promise<Tokenizer> | undefined;

type FileSystem = typeof import('node:fs');

const fileSystem = (): FileSystem | undefined => globalThis.process?.getBuiltinModule?.('node:fs');

const failure = (cause: string, details: Readonly<Record<string, unknown>>, error?: unknown): StarmockError =>
  new StarmockError(
    'BAD_VOCABULARY',
    `Failed to load the token table: ${cause}`,
    details,
    error === undefined ? {} : { cause: error },
  );

/**
 * The one o200k tokenizer of this process. The first call reads the table, in a few milliseconds, so call it late.
 *
 * @throws StarmockError BAD_VOCABULARY when the table is missing or broken, or outside Node: {@link openTokenizer} fetches
 * it there.
 * @example
 * loadTokenizer().count('Hello!'); // 2
 */
export function loadTokenizer(): Tokenizer {
  const fs = fileSystem();
  if (fs === undefined) throw failure('there is no file system here; await openTokenizer, which fetches it', {});
  loaded ??= createTokenizer(readTable(fs));
  return loaded;
}

/**
 * As {@link loadTokenizer}, and in a browser, too, where the table is fetched from beside the code.
 *
 * @param url where to fetch o200k.bin from instead, in Node as well
 * @throws StarmockError BAD_VOCABULARY when the table is missing or broken
 */
export async function openTokenizer(url?: string | URL): Promise<Tokenizer> {
  if (url !== undefined) return createTokenizer(await fetchTable(url));
  if (fileSystem()) return loadTokenizer();
  fetched ??= fetchTable(TABLE_URL).then(createTokenizer);
  try {
    return await fetched;
  } catch (error) {
    // A mock that is made later may find the server up again.
    fetched = undefined;
    throw error;
  }
}

function readTable(fs: FileSystem): Uint8Array {
  const urls = [TABLE_URL, new URL(ABOVE_CHUNK, import.meta.url)];
  const found = urls.find((url) => fs.existsSync(url));
  if (found) return fs.readFileSync(found);
  throw failure('o200k.bin is missing; run "npm run build" or reinstall starmock', { places: urls.map(String) });
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
