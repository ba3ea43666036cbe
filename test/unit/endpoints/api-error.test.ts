import { describe, expect, it } from 'vitest';
import type { ErrorPlan } from '../../../src/engine/plan.ts';
import * as endpointErrors from '../../../src/endpoints/api-error.ts';
import * as httpErrors from '../../../src/mock/http-error.ts';
import { modelLike } from './validate/context.ts';

const INVALID = 'invalid_request_error';
const oldModel = modelLike('gpt-4o', {
  limits: { input_tokens: 128_000, output_tokens: 16_384 },
  prompt_tokens: { prime: 3, family: 'gpt-4o' },
});
const facts = { model: 'gpt-5.1', organization: 'org-a', kind: 'tokens', limit: 30_000, used: 22_999 } as const;

type Row = readonly [name: string, plan: ErrorPlan, status: number, type: string, code: string | null, start: string];
const rows: readonly Row[] = [
  [
    'a missing key',
    httpErrors.missingApiKey(),
    401,
    INVALID,
    null,
    "You didn't provide an API key. You need to provide",
  ],
  [
    'a missing key of GET',
    httpErrors.missingApiKey('GET'),
    401,
    INVALID,
    null,
    'Missing bearer authentication in header',
  ],
  ['another auth scheme', httpErrors.badAuthScheme(), 401, INVALID, null, "You didn't provide an API key."],
  [
    'a wrong key',
    httpErrors.invalidApiKey('sk-proj-123456'),
    401,
    INVALID,
    'invalid_api_key',
    'Incorrect API key provided: sk-',
  ],
  ['an unknown path', httpErrors.unknownPath('GET', '/x'), 404, INVALID, 'unknown_url', 'Unknown request URL: GET /x.'],
  [
    'a wrong method',
    httpErrors.methodNotAllowed('GET', '/v1/x', ['POST']),
    405,
    INVALID,
    'method_not_supported',
    'Not allowed to GET on /v1/x.',
  ],
  [
    'a body too large',
    httpErrors.bodyTooLarge(1024),
    413,
    INVALID,
    'request_too_large',
    'The request body is larger than 1024 bytes.',
  ],
  [
    'a wrong media type',
    httpErrors.unsupportedMediaType('text/plain'),
    415,
    INVALID,
    'unsupported_content_type',
    "Unsupported content type: 'text/plain'.",
  ],
  [
    'no media type',
    httpErrors.unsupportedMediaType(undefined),
    415,
    INVALID,
    'unsupported_content_type',
    "Unsupported content type: 'none'.",
  ],
  [
    'broken JSON',
    httpErrors.malformedJson(),
    400,
    INVALID,
    null,
    'We could not parse the JSON body of your request. (HINT: ',
  ],
  [
    'broken UTF-8',
    httpErrors.invalidUtf8(),
    400,
    INVALID,
    null,
    'We could not parse the JSON body of your request. (HINT: ',
  ],
  ['a missing model', endpointErrors.missingModel(), 400, INVALID, null, 'you must provide a model parameter'],
  [
    'an unknown model',
    endpointErrors.modelNotFound('X'),
    404,
    INVALID,
    'model_not_found',
    'The model `X` does not exist or you do not have access to it.',
  ],
  [
    'an unlisted model',
    endpointErrors.modelNotListed('X'),
    404,
    INVALID,
    'model_not_found',
    "The model 'X' does not exist",
  ],
  [
    'a rate limit',
    httpErrors.rateLimited({ ...facts, requested: 12_528, retryAfterMs: 11_054 }),
    429,
    'tokens',
    'rate_limit_exceeded',
    'Rate limit reached for gpt-5.1 in organization org-a on tokens per min (TPM): Limit 30000, Used 22999, Requested 12528. Please try again in 11.054s.',
  ],
  [
    'no quota',
    httpErrors.quotaExceeded(),
    429,
    'insufficient_quota',
    'insufficient_quota',
    'You exceeded your current quota, please check your plan and billing details.',
  ],
  [
    'a fault of the service',
    httpErrors.serverError(),
    500,
    'server_error',
    null,
    'The server had an error while processing your request. Sorry about that!',
  ],
  [
    'an overload',
    httpErrors.overloaded(),
    503,
    'server_error',
    null,
    'The engine is currently overloaded, please try again later',
  ],
  [
    'a long context',
    endpointErrors.contextLengthExceeded(modelLike('a', {}), 300_000),
    400,
    INVALID,
    'context_length_exceeded',
    'Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300000 tokens. Please reduce',
  ],
  [
    'a long context of an older model',
    endpointErrors.contextLengthExceeded(oldModel, 200_000),
    400,
    INVALID,
    'context_length_exceeded',
    "This model's maximum context length is 128000 tokens. However, your messages resulted in 200000 tokens. Please reduce",
  ],
];

describe('the error catalogue', () => {
  it.each(rows)('answers %s as the API does', (_, plan, status, type, code, start) => {
    expect(plan).toMatchObject({ kind: 'error', status, error: { type, code } });
    expect(plan.error.message.slice(0, start.length)).toBe(start);
    expect(Object.keys(plan.error)).toEqual(['message', 'type', 'param', 'code']);
  });

  it('names the parameter only where the API does', () => {
    const named = rows.filter(([, plan]) => plan.error.param !== null).map(([name, plan]) => [name, plan.error.param]);
    expect(named).toEqual([
      ['an unlisted model', 'model'],
      ['a long context', 'messages'],
      ['a long context of an older model', 'messages'],
    ]);
  });

  it('allows what a path takes in a header', () => {
    expect(httpErrors.methodNotAllowed('DELETE', '/v1/models', ['GET', 'HEAD']).headers).toEqual({
      allow: 'GET, HEAD',
    });
  });

  it('says in headers how long to wait, rounded up', () => {
    const plan = httpErrors.rateLimited({ ...facts, kind: 'requests', requested: 1, retryAfterMs: 250.5 });
    expect(plan.headers).toEqual({ 'retry-after': '1', 'retry-after-ms': '251' });
    expect(plan.error).toMatchObject({ type: 'requests' });
    expect(plan.error.message).toContain('requests per min (RPM)');
    expect(plan.error.message).toContain('try again in 251ms');
  });
});

describe('what an error repeats', () => {
  it.each([
    ['', '********'],
    ['short-key', '********'],
    ['12345678901', '********'],
    ['sk-proj-0123456789abcdef', 'sk-********cdef'],
  ])('masks the key %j', (key, masked) => {
    expect(httpErrors.maskKey(key)).toBe(masked);
    expect(httpErrors.invalidApiKey(key).error.message).toContain(`provided: ${masked}. `);
  });

  it('never shows more than seven characters of a key', () => {
    const key = 'abcdefghijklmnopqrstuvwxyz';
    const shown = [...httpErrors.maskKey(key)].filter((character) => character !== '*');
    expect(shown.join('')).toBe('abcwxyz');
  });

  it('cuts long names without splitting a character', () => {
    const message = endpointErrors.modelNotFound(`${'x'.repeat(255)}😀${'y'.repeat(1000)}`).error.message;
    expect(message).toContain(`\`${'x'.repeat(255)}...\``);
    expect(message.isWellFormed()).toBe(true);
    expect(httpErrors.unknownPath('GET', 'y'.repeat(100_000)).error.message.length).toBeLessThan(500);
  });
});
