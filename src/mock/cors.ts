import type { HeaderList } from '../wire/encode.ts';

/** Headers that let a page of any origin read an answer, its limits and its request id included. */
export function corsHeaders(): HeaderList {
  return [
    ['access-control-allow-origin', '*'],
    [
      'access-control-expose-headers',
      'x-request-id, openai-processing-ms, retry-after, retry-after-ms, x-should-retry, x-ratelimit-limit-requests, x-ratelimit-limit-tokens, x-ratelimit-remaining-requests, x-ratelimit-remaining-tokens, x-ratelimit-reset-requests, x-ratelimit-reset-tokens',
    ],
  ];
}

/** The answer to a preflight: any header may be sent, since SDKs add their own. @param methods that endpoints take */
export function preflightHeaders(methods: readonly string[]): HeaderList {
  return [
    ['access-control-allow-origin', '*'],
    ['access-control-allow-methods', [...methods, 'OPTIONS'].join(', ')],
    // `*` does not cover `authorization`.
    ['access-control-allow-headers', 'authorization, content-type, *'],
    ['access-control-max-age', '86400'],
  ];
}
