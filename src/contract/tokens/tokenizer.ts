/** A run of tokens whose bytes make whole characters; most hold one token. Joined, the texts are the text. */
export interface TokenPiece {
  readonly text: string;
  readonly tokens: readonly number[];
}

/**
 * A byte-pair encoder. The engine receives one as an argument, so it needs no file system.
 * The only implementation is {@link file://./o200k.ts}.
 */
export interface Tokenizer {
  /** Number of tokens of `text`; special-token text such as `<|endoftext|>` counts as ordinary characters. */
  count(text: string): number;
  /** As {@link count}, of a text that won't be needed again soon: it isn't cached. */
  countOnce(text: string): number;
  /** Token ids of `text`. */
  encode(text: string): number[];
  /** `text` cut into the smallest runs of tokens that do not split a character. A lone surrogate becomes U+FFFD. */
  pieces(text: string): TokenPiece[];
  /** UTF-8 bytes of one token; they may be part of a character. Empty for an id that is no token. */
  bytes(token: number): Uint8Array;
}
