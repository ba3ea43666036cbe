/**
 * A byte-pair encoder. The engine receives one as an argument, so it needs no file system.
 * The only implementation is {@link file://./o200k.ts}.
 */
export interface Tokenizer {
  /** Number of tokens of `text`; special-token text such as `<|endoftext|>` counts as ordinary characters. */
  count(text: string): number;
  /** Token ids of `text`. */
  encode(text: string): number[];
  /** UTF-8 bytes of one token; they may be part of a character. */
  bytes(token: number): Uint8Array;
}
