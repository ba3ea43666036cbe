import type { TokenPiece } from '../contract/tokens/tokenizer.ts';

/** Text cut to a number of tokens. */
export interface Cut {
  readonly pieces: readonly TokenPiece[];
  /** Tokens used, also those of a character whose end did not fit any more. */
  readonly tokens: number;
  readonly complete: boolean;
}

/**
 * Keeps as many whole pieces as fit into `limit` tokens. A character that only begins within the limit is left out, since
 * half a character cannot be sent, but its tokens were generated and count.
 */
export function cutToTokens(pieces: readonly TokenPiece[], limit: number): Cut {
  let tokens = 0;
  for (let i = 0; i < pieces.length; i++) {
    const size = (pieces[i] as TokenPiece).tokens.length;
    if (tokens + size > limit) return { pieces: pieces.slice(0, i), tokens: Math.max(0, limit), complete: false };
    tokens += size;
  }
  return { pieces, tokens, complete: true };
}

/**
 * Where the first of some stop sequences begins.
 *
 * @returns an index into `text`, or -1
 * @example findStop('a b STOP c', ['STOP']) // 4
 */
export function findStop(text: string, stops: readonly string[]): number {
  let first = -1;
  for (const stop of stops) {
    if (stop === '') continue;
    const at = text.indexOf(stop);
    if (at >= 0 && (first < 0 || at < first)) first = at;
  }
  return first;
}

/** The `stop` field as a list. */
export function stopList(stop: unknown): readonly string[] {
  if (typeof stop === 'string') return [stop];
  return Array.isArray(stop) ? stop.filter((item): item is string => typeof item === 'string') : [];
}
