// Asked for at run time: the mock replays recordings, and its code is bundled for browsers, too.
const { brotliDecompressSync, constants, gunzipSync, inflateSync } = process.getBuiltinModule('node:zlib');

/** A body with its content coding undone, or why that could not be done. */
export type Decoded = { readonly bytes: Uint8Array } | { readonly failed: string };

type Decode = (bytes: Uint8Array, limit: number) => Uint8Array;

// A body that was cut off is decoded as far as it came; that it was cut off, the connection tells.
const finishFlush = constants.Z_SYNC_FLUSH;
const gzip: Decode = (bytes, maxOutputLength) => gunzipSync(bytes, { maxOutputLength, finishFlush });

const DECODERS: Readonly<Record<string, Decode>> = {
  gzip,
  'x-gzip': gzip,
  deflate: (bytes, maxOutputLength) => inflateSync(bytes, { maxOutputLength, finishFlush }),
  br: (bytes, maxOutputLength) =>
    brotliDecompressSync(bytes, { maxOutputLength, finishFlush: constants.BROTLI_OPERATION_FLUSH }),
};

/**
 * Undoes the codings of a `Content-Encoding` header.
 *
 * @param limit bytes of the result; a body that unpacks to more is refused, so that a small one cannot fill the memory
 * @example
 * decodeContent('gzip', bytes, 32 * 1024 * 1024);
 */
export function decodeContent(coding: string | undefined, bytes: Uint8Array, limit: number): Decoded {
  const codings = (coding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  let current = bytes;
  for (const name of codings.toReversed()) {
    const decode = Object.hasOwn(DECODERS, name) ? DECODERS[name] : undefined;
    if (!decode) return { failed: `unknown content encoding ${JSON.stringify(name)}` };
    try {
      current = decode(current, limit);
    } catch (error) {
      return { failed: `${name}: ${error instanceof Error ? error.message : String(error)}` };
    }
  }
  return { bytes: current };
}
