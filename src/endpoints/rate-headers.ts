import type { ModelInfo } from '../contract/models.ts';
import type { HeaderList } from '../wire/encode.ts';

/** A duration as the API writes it in these headers: `6ms`, `8.64s`, `1m13.588s`. */
export function goDuration(ms: number): string {
  const rounded = Math.round(ms);
  if (rounded <= 0) return '0s';
  if (rounded < 1000) return `${rounded}ms`;
  const minutes = Math.floor(rounded / 60_000);
  const seconds = String((rounded % 60_000) / 1000);
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}

/**
 * The `x-ratelimit-*` headers of an account that has made no other call in this minute. The API takes an estimate off the
 * token budget, about a token for four characters and the tokens allowed for the answer, and so does this.
 *
 * @param bodyLength characters of the request body
 * @param maxTokens tokens allowed for the answer
 */
export function rateHeaders(model: Pick<ModelInfo, 'rate_limit'>, bodyLength: number, maxTokens: number): HeaderList {
  const { requests_per_minute: requests, tokens_per_minute: tokens } = model.rate_limit;
  const used = Math.min(tokens, Math.ceil(bodyLength / 4) + maxTokens);
  return [
    ['x-ratelimit-limit-requests', String(requests)],
    ['x-ratelimit-limit-tokens', String(tokens)],
    ['x-ratelimit-remaining-requests', String(requests - 1)],
    ['x-ratelimit-remaining-tokens', String(tokens - used)],
    ['x-ratelimit-reset-requests', goDuration(60_000 / requests)],
    ['x-ratelimit-reset-tokens', goDuration((used / tokens) * 60_000)],
  ];
}
