import { describe, expect, it } from 'vitest';
import { replayedRequest } from '../../../src/cli/replayed-request.ts';
import type { SentRequest } from '../../../src/recordings/observation.ts';

const KEY = 'sk-$&-victim-$1';
const ENDPOINT = 'https://api.example.com/v1';
const target = { endpoint: ENDPOINT, baseUrl: 'http://127.0.0.1:4010/other/v1', key: KEY };
const body = new TextEncoder().encode('{"k":"[key]"}');
const recorded = (url: string, headers: SentRequest['headers'] = []): SentRequest => ({
  method: 'POST',
  url,
  headers,
  body,
});
const replayed = (url: string, headers?: SentRequest['headers']): SentRequest =>
  replayedRequest(recorded(url, headers), target);

describe('a request that is sent again', () => {
  it('goes to the base that the user names, with what stood behind the recorded one', () => {
    expect(replayed(`${ENDPOINT}/chat/completions?x=$%26`).url).toBe(
      'http://127.0.0.1:4010/other/v1/chat/completions?x=$%26',
    );
  });

  it('takes nothing in the base for a pattern', () => {
    const baseUrl = 'http://127.0.0.1:4010/$&/$1';
    expect(replayedRequest(recorded(`${ENDPOINT}/models`), { ...target, baseUrl }).url).toBe(`${baseUrl}/models`);
  });

  it.each([
    'http://127.0.0.1:5998/v1/chat/completions?leak=[key]',
    'https://api.example.com.evil.test/v1/chat/completions',
    'https://api.example.com@evil.test/v1/chat/completions',
    'https://user:pass@api.example.com/v1/chat/completions',
    'https://api.example.com:444/v1/chat/completions',
    'http://api.example.com/v1/chat/completions',
    'https://api.example.com/v10/chat/completions',
    'https://api.example.com/v1',
    'https://api.example.com/v1/../admin',
    'https://api.example.com/v1/%2e%2e/admin',
    String.raw`https://api.example.com/v1\..\..\admin`,
    '//evil.test/v1/chat/completions',
    'no URL at all',
    '',
  ])('is refused where it does not lie under the recorded endpoint: %s', (url) => {
    expect(() => replayed(url)).toThrow(/^Cannot replay: .* is not under the recording's endpoint/);
  });

  it('has the key in Authorization alone, wherever a mark stands', () => {
    const {
      url,
      headers,
      body: sent,
    } = replayed(`${ENDPOINT}/models/[key]?a=[key]`, [
      ['authorization', 'Bearer [key]'],
      ['Content-Type', 'application/json; [key]'],
      ['Accept', '[key]'],
    ]);
    expect(headers[0]).toEqual(['authorization', `Bearer ${KEY}`]);
    const rest = [url, JSON.stringify(headers.slice(1)), new TextDecoder().decode(sent)];
    for (const part of rest) expect(part).not.toContain('victim');
  });

  it('names no host of the recording in a header, and has none of which recordings keep no value', () => {
    const { headers } = replayed(`${ENDPOINT}/models`, [
      ['Host', 'evil.test'],
      ['X-Gateway-Target', 'http://evil.test'],
      ['X-Forwarded-Host', 'evil.test'],
      ['Proxy-Authorization', 'Basic [key]'],
      ['Cookie', 'a=[key]'],
      ['User-Agent', 'starmock/1'],
    ]);
    expect(headers).toEqual([['User-Agent', 'starmock/1']]);
  });
});
