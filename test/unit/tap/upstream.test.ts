import { describe, expect, test } from 'vitest';
import { parseUpstream } from '../../../src/tap/upstream.ts';

describe('the target of a request', () => {
  test.each([
    ['https://api.example.com/v1', '/v1/models', '/v1/models'],
    ['https://api.example.com/v1/', '/v1/models?a=%2F', '/v1/models?a=%2F'],
    ['https://api.example.com/openai/v1', '/v1/models', '/openai/v1/models'],
    ['https://api.example.com/api', '/v1', '/api'],
    ['https://api.example.com/api', '/v1?a', '/api?a'],
    ['https://api.example.com/api', '/v10/models', '/v10/models'],
    ['https://api.example.com/api', '/health', '/health'],
    ['https://api.example.com/api', '/api/models', '/api/models'],
    ['https://api.example.com', '/v1/models', '/v1/models'],
    ['https://api.example.com/api', 'http://localhost:4011/v1/models', '/api/models'],
    ['https://api.example.com', 'http://localhost:4011?a', '/?a'],
    ['https://api.example.com/api', '*', '*'],
  ])('is below the path of the upstream: %s, %s', (upstream, asked, target) => {
    expect(parseUpstream(upstream).target(asked)).toBe(target);
  });

  test('is a whole URL for a proxy that is asked in plain HTTP, with its credentials', () => {
    const { target, proxyAuthorization } = parseUpstream('http://api.example.com/v1', () => 'http://a:b@10.0.0.1:3128');
    expect([target('/v1/models'), proxyAuthorization]).toEqual(['http://api.example.com/v1/models', 'Basic YTpi']);
  });
});

describe('an upstream', () => {
  test.each(['api.example.com', 'ftp://a', 'https://a:b@c/v1', 'https://a/v1?x=1', 'https://a/v1#x', ''])(
    'is rejected if it is not a plain http or https URL: %s',
    (upstream) => {
      expect(() => parseUpstream(upstream)).toThrow('Invalid upstream');
    },
  );
});
