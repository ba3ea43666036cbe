/** What vitest wants to know of a match; it shows the difference of `actual` and `expected`. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
}
