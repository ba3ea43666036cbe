import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

/** A body with its content coding undone, or why that could not be done. */
export type Decoded = { readonly bytes: Uint8Array } | { readonly failed: string };

const DECODERS: Readonly<Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
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
    const decode = DECODERS[name];
    if (!decode) return { failed: `unknown content coding ${JSON.stringify(name)}` };
    try {
      current = decode(current, { maxOutputLength: limit });
    } catch (error) {
      return { failed: `${name}: ${error instanceof Error ? error.message : String(error)}` };
    }
  }
  return { bytes: current };
}
