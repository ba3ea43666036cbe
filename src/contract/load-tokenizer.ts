import { StarmockError } from './errors.ts';
import { createTokenizer } from './o200k.ts';
import type { Tokenizer } from './tokenizer.ts';

/**
 * Where the table may lie, relative to this module: where codegen writes it, beside a bundle of `dist/`, and above a
 * bundle that was cut into chunks in a subfolder.
 */
const PLACES = ['./generated/o200k.bin', './o200k.bin', '../o200k.bin'];

let loaded: Tokenizer | undefined;

/**
 * The one o200k tokenizer of this process. The first call reads the table, in a few milliseconds, so call it late.
 *
 * @throws StarmockError BAD_VOCABULARY when the table is missing or broken, or outside Node: `createTokenizer` takes its
 * bytes there.
 * @example
 * loadTokenizer().count('Hello!'); // 2
 */
export function loadTokenizer(): Tokenizer {
  loaded ??= createTokenizer(readTable());
  return loaded;
}

function readTable(): Uint8Array {
  const fs = globalThis.process?.getBuiltinModule?.('node:fs');
  if (fs === undefined) {
    throw new StarmockError(
      'BAD_VOCABULARY',
      'Failed to load the token table: there is no file system here; fetch o200k.bin and give its bytes to createTokenizer',
    );
  }
  const urls = PLACES.map((place) => new URL(place, import.meta.url));
  const found = urls.find((url) => fs.existsSync(url));
  if (found === undefined) {
    throw new StarmockError(
      'BAD_VOCABULARY',
      'Failed to load the token table: o200k.bin is missing; run "npm run build" or reinstall starmock',
      { places: urls.map(String) },
    );
  }
  return fs.readFileSync(found);
}
