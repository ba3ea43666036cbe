/**
 * Where the token table lies: codegen writes it beside this file. Bundlers read this very expression: they copy the table and
 * put its new place here, which is why it is the URL that a browser fetches.
 */
export const TABLE_URL: URL = new URL('../generated/o200k.bin', import.meta.url);

/** As {@link TABLE_URL}, for the table of older models and of embeddings. */
export const CL100K_URL: URL = new URL('../generated/cl100k.bin', import.meta.url);

/** The tables, where the first one was placed; the second lies beside it, unless a bundler has given that a name of its own. */
export function tableUrls(o200k: string | URL): [o200k: string, cl100k?: string] {
  const url = String(o200k);
  const beside = url.replace(/\bo200k\.bin(?=$|[?#])/, 'cl100k.bin');
  return beside === url ? [url] : [url, beside];
}
