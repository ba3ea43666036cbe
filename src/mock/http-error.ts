import { apiError, echo } from '../endpoints/api-error.ts';
import type { ErrorPlan } from '../engine/plan.ts';

/**
 * The errors of the HTTP layer, in the API's own words. Statuses, types, codes and sentences are protocol constants that
 * clients match on; where they were seen on the live service is noted at each.
 */

const KEYS_PAGE = 'https://platform.openai.com/account/api-keys';
const LIMITS_PAGE = 'https://platform.openai.com/account/rate-limits';

/**
 * A key as an error may show it: at most the first three and the last four characters, and nothing at all of a short one.
 *
 * @example
 * maskKey('sk-proj-0123456789'); // 'sk-********6789'
 */
export function maskKey(key: string): string {
  return key.length < 12 ? '********' : `${key.slice(0, 3)}********${key.slice(-4)}`;
}

/** 401: no key at all. `GET /v1/models` answers in shorter words than the completions endpoint. */
export function missingApiKey(method = 'POST'): ErrorPlan {
  if (method === 'GET' || method === 'HEAD') {
    return apiError('Missing bearer authentication in header', { status: 401 });
  }
  const message =
    "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth " +
    `(i.e. Authorization: Bearer YOUR_KEY). You can obtain an API key from ${KEYS_PAGE}.`;
  return apiError(message, { status: 401 });
}

/** 401: an `Authorization` header of another scheme, or of none. It may hold a secret, so nothing of it is shown. */
export function badAuthScheme(method = 'POST'): ErrorPlan {
  return missingApiKey(method);
}

/** 401: a key that is not accepted. Takes the key as it came and masks it, so that no caller can forget to. */
export function invalidApiKey(key: string): ErrorPlan {
  const message = `Incorrect API key provided: ${maskKey(key)}. You can find your API key at ${KEYS_PAGE}.`;
  return apiError(message, { status: 401, code: 'invalid_api_key' });
}

/** 404: no such route. The live edge answers with an empty body today; an envelope is what every client can read. */
export function unknownPath(method: string, path: string): ErrorPlan {
  const message = `Unknown request URL: ${method} ${echo(path)}. Please check the URL for typos, or see the docs at https://platform.openai.com/docs/api-reference/.`;
  return apiError(message, { status: 404, code: 'unknown_url' });
}

/** 403: asked by a name, or from a web page, that the server does not know. @param stranger what is not known */
export function unknownHost(stranger: string): ErrorPlan {
  const message = `This server does not answer ${echo(stranger)}. Start it with --allow-host to let it in.`;
  return apiError(message, { status: 403, code: 'host_not_allowed' });
}

/** 408: the body did not come in time. */
export function requestTimedOut(): ErrorPlan {
  return apiError('The request did not arrive in time.', { status: 408 });
}

/**
 * 405 with `Allow` (RFC 9110 section 15.5.6).
 *
 * @param allow the methods that the path does take, for instance `['POST']`.
 */
export function methodNotAllowed(method: string, path: string, allow: readonly string[]): ErrorPlan {
  const message = `Not allowed to ${method} on ${echo(path)}. (HINT: Perhaps you meant to use a different HTTP method?)`;
  return apiError(message, { status: 405, code: 'method_not_supported', headers: { allow: allow.join(', ') } });
}

/** 413. @param limit in bytes. */
export function bodyTooLarge(limit: number): ErrorPlan {
  return apiError(`The request body is larger than ${limit} bytes.`, { status: 413, code: 'request_too_large' });
}

/** 426: clients that try a WebSocket first go on with HTTP. */
export function upgradeRequired(): ErrorPlan {
  const message = 'WebSocket connections are not supported here; send an HTTP request.';
  return apiError(message, { status: 426 });
}

/** 415. @param contentType the header as it came; undefined when there was none. */
export function unsupportedMediaType(contentType: string | undefined): ErrorPlan {
  const given = contentType === undefined || contentType === '' ? 'none' : echo(contentType);
  const message =
    `Unsupported content type: '${given}'. This API method only accepts 'application/json' requests, but you specified ` +
    `the header 'Content-Type: ${given}'. Please try again with a supported content type.`;
  return apiError(message, { status: 415, code: 'unsupported_content_type' });
}

/** 400: the body is not JSON. */
export function malformedJson(): ErrorPlan {
  return apiError(
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library " +
      'correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)',
  );
}

/** 400 or 431: the bytes are no HTTP request, or its headers are too long. The words are ours. */
export function malformedHttp(headersTooLarge: boolean): ErrorPlan {
  return headersTooLarge
    ? apiError('The headers of the request are too large.', { status: 431 })
    : apiError('The request is not valid HTTP.');
}

/** 400: the body is not UTF-8, which RFC 8259 section 8.1 makes a fault of the JSON. */
export function invalidUtf8(): ErrorPlan {
  return malformedJson();
}

/** What a 429 tells about the limit that was hit. Counts are requests or tokens a minute. */
export interface RateLimitFacts {
  readonly model: string;
  readonly organization: string;
  readonly kind: 'requests' | 'tokens';
  readonly limit: number;
  readonly used: number;
  readonly requested: number;
  /** Milliseconds until it is worth trying again. */
  readonly retryAfterMs: number;
}

/** 429 with both headers that SDKs wait by; `retry-after` counts whole seconds and at least one. */
export function rateLimited(facts: RateLimitFacts): ErrorPlan {
  const { model, organization, kind, limit, used, requested, retryAfterMs } = facts;
  const unit = kind === 'tokens' ? 'tokens per min (TPM)' : 'requests per min (RPM)';
  const wait = retryAfterMs < 1000 ? `${Math.ceil(retryAfterMs)}ms` : `${Number((retryAfterMs / 1000).toFixed(3))}s`;
  const message =
    `Rate limit reached for ${echo(model)} in organization ${organization} on ${unit}: Limit ${limit}, Used ${used}, ` +
    `Requested ${requested}. Please try again in ${wait}. Visit ${LIMITS_PAGE} to learn more.`;
  const headers = {
    'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))),
    'retry-after-ms': String(Math.ceil(retryAfterMs)),
  };
  return apiError(message, { status: 429, type: kind, code: 'rate_limit_exceeded', headers });
}

/** 429 of a request that is more than a whole minute allows: waiting does not help, so no `retry-after`. */
export function requestTooLarge({
  model,
  kind,
  limit,
  requested,
}: Pick<RateLimitFacts, 'model' | 'kind' | 'limit' | 'requested'>): ErrorPlan {
  const unit = kind === 'tokens' ? 'tokens per min (TPM)' : 'requests per min (RPM)';
  const message =
    `Request too large for ${echo(model)} in organization org-starmock on ${unit}: Limit ${limit}, Requested ${requested}. ` +
    `The input or output tokens must be reduced in order to run successfully. Visit ${LIMITS_PAGE} to learn more.`;
  return apiError(message, { status: 429, type: kind, code: 'rate_limit_exceeded' });
}

/** 429: nothing left to spend. Waiting does not help, so no `retry-after`. */
export function quotaExceeded(): ErrorPlan {
  const message =
    'You exceeded your current quota, please check your plan and billing details. For more information on this error, ' +
    'read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.';
  return apiError(message, { status: 429, type: 'insufficient_quota', code: 'insufficient_quota' });
}

/** 500. */
export function serverError(): ErrorPlan {
  const message = 'The server had an error while processing your request. Sorry about that!';
  return apiError(message, { status: 500, type: 'server_error' });
}

/** 503. */
export function overloaded(): ErrorPlan {
  const message = 'The engine is currently overloaded, please try again later';
  return apiError(message, { status: 503, type: 'server_error' });
}
