// Proves src/recordings/cassettes/prepare-entry.ts, src/recordings/redaction/redact.ts
import { describe, expect, it } from 'vitest';
import { matchKey, redactForMatching } from '../../../../src/recordings/cassettes/match-key.ts';
import { prepareEntry, type PreparedEntry } from '../../../../src/recordings/cassettes/prepare-entry.ts';
import { writeCassette } from '../../../../src/recordings/cassettes/write-cassette.ts';
import type { Observation } from '../../../../src/recordings/observation.ts';
import { isSecretName } from '../../../../src/recordings/redaction/secret-name.ts';
import { BASE, exchange, STREAM_HEADERS } from './support/exchanges.ts';

const manifest = { tool: 'starmock/test', baseUrl: BASE, models: { asked: [], answered: [] } };

async function kept(observation: Observation): Promise<PreparedEntry> {
  const prepared = await prepareEntry(observation, { secrets: ['upstream-key-0123456789'] });
  if ('reason' in prepared) throw new Error(prepared.reason);
  return prepared;
}

const textOf = (entry: PreparedEntry): string => writeCassette({ manifest, entries: [{ ...entry, number: 1 }] });

const JWT =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c';
const SECRETS: Readonly<Record<string, string>> = {
  github: `ghp_${'aB3'.repeat(12)}`,
  aws: 'AKIAIOSFODNN7EXAMPLE',
  google: `AIza${'SyD4x-'.repeat(6).slice(0, 35)}`,
  slack: 'xoxb-123456789012-abcdef',
  'a web token': JWT,
  stripe: `sk_live_${'4eC39HqLyjWDarjtT1zdp7dc'}`,
};

describe('a secret', () => {
  it.each(Object.entries(SECRETS))('is taken out by its shape: %s (R18)', async (_, secret) => {
    const entry = await kept(
      exchange({
        request: { messages: [{ role: 'user', content: `use ${secret} please` }] },
        body: [JSON.stringify({ choices: [{ message: { content: `I used ${secret}.` } }] })],
      }),
    );
    expect(textOf(entry)).not.toContain(secret);
    expect(entry.redacted).toEqual(
      expect.arrayContaining(['request body messages[0].content', 'response body choices[0].message.content']),
    );
  });

  it('is taken out of headers, cookies and the query (R18)', async () => {
    const entry = await kept(
      exchange({
        path: '/chat/completions?api-key=topsecret1&api-version=2026-01-01&sig=abc',
        requestHeaders: [
          ['Authorization', 'Bearer my-own-key-12345'],
          ['api-key', 'azure-key-98765'],
          ['Cookie', 'session=abcdef'],
          ['OpenAI-Organization', 'org-private'],
        ],
        headers: [
          ['Content-Type', 'application/json'],
          ['Set-Cookie', '__cf_bm=private'],
        ],
        body: ['{"error":{"message":"wrong key my-own-key-12345, and upstream-key-0123456789"}}'],
      }),
    );
    const text = textOf(entry);
    for (const secret of [
      'topsecret1',
      'sig=abc',
      'my-own-key-12345',
      'azure-key-98765',
      'abcdef',
      'org-private',
      '__cf_bm',
      'upstream-key',
    ])
      expect(text).not.toContain(secret);
    expect(text).toContain('api-version=2026-01-01');
    expect(entry.redacted).toEqual([
      'request URL',
      'request header authorization',
      'request header api-key',
      'request header cookie',
      'request header openai-organization',
      'response header set-cookie',
      'response body error.message',
    ]);
  });

  it('is taken out of JSON members with secret names, also inside of strings (R18)', async () => {
    const inner = JSON.stringify({
      db_password: 'hunter2!',
      note: 'ok',
      deeper: JSON.stringify({ clientSecret: 'a"b' }),
    });
    const entry = await kept(
      exchange({
        request: {
          tools: [{ type: 'mcp', authorization: 'tok-123', headers: { 'X-Api-Key': 'k-1' } }],
          messages: [{ role: 'assistant', tool_calls: [{ function: { name: 'f', arguments: inner } }] }],
        },
      }),
    );
    const { body } = entry.observation.request;
    expect(JSON.parse(Buffer.from(body).toString('utf8'))).toEqual({
      tools: [{ type: 'mcp', authorization: '[redacted]', headers: { 'X-Api-Key': '[redacted]' } }],
      messages: [
        {
          role: 'assistant',
          tool_calls: [
            {
              function: {
                name: 'f',
                arguments: JSON.stringify({
                  db_password: '[redacted]',
                  note: 'ok',
                  deeper: JSON.stringify({ clientSecret: '[redacted]' }),
                }),
              },
            },
          ],
        },
      ],
    });
  });

  it.each([
    ['a key', `ghp_${'aB3'.repeat(12)}`, `ghp_${'aB3'.repeat(12)}`],
    ['a member of arguments', '{"api_key": "plain words"}', 'plain words'],
  ])('is taken out of the joined text of a stream, and the cuts stay: %s (R19)', async (_, whole, secret) => {
    const pieces = `It is ${whole}!`.match(/.{1,4}/gs) ?? [];
    const events = pieces.map(
      (content) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`,
    );
    const entry = await kept(exchange({ headers: STREAM_HEADERS, body: [...events, 'data: [DONE]\n\n'] }));
    const { readings } = entry.observation;
    const said = readings
      .slice(0, -1)
      .map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString('utf8').slice(6)).choices[0].delta.content as string);
    expect(said.join('')).toBe(`It is ${whole.replace(secret, '[redacted]')}!`);
    expect(readings).toHaveLength(events.length + 1);
  });

  it('leaves numbers, ids and words alone (R21)', async () => {
    const request = {
      model: 'gpt-5.1',
      max_completion_tokens: 12345678,
      user: 'user-1234567890',
      metadata: { key: 'a', token: 'b', tokens: 'c', secretary: 'd', passwords: 'e' },
      tools: [
        { type: 'function', function: { name: 'login', parameters: { properties: { password: { type: 'string' } } } } },
      ],
      messages: [{ role: 'user', content: 'my password is swordfish; call me on 0123456789012345678901' }],
    };
    const body = JSON.stringify({
      id: 'chatcmpl-CTJ0xZq5E9vWj1n7sKc0mXb2',
      choices: [{ logprobs: { content: [{ token: 'sk', logprob: -0.25, bytes: [115, 107] }] } }],
      usage: { prompt_tokens: 1234567890 },
    });
    const { observation, redacted } = await kept(exchange({ request, body: [body] }));
    expect(JSON.parse(Buffer.from(observation.request.body).toString('utf8'))).toEqual(request);
    expect(Buffer.from(observation.readings[0]?.bytes ?? []).toString('utf8')).toBe(body);
    expect(redacted).toEqual(['request header authorization']);
  });

  it('does not decide what a request is matched by (R20)', () => {
    const asked = (key: string): string =>
      matchKey(
        redactForMatching(
          exchange({
            request: { messages: [{ role: 'user', content: `my key is ${key}` }], api_key: key },
            path: `/chat/completions?api-key=${key}`,
            requestHeaders: [['Authorization', `Bearer ${key}`]],
          }).request,
        ),
        { base: BASE, moment: 0 },
      ).key;
    expect(asked('first-key-0123456789')).toBe(asked('second-key-9876543210'));
    expect(asked('first-key-0123456789')).not.toContain('first-key');
  });

  it.each([
    ['OPENAI_API_KEY', true],
    ['openaiApiKey', true],
    ['x-api-key', true],
    ['aws_secret_access_key', true],
    ['refreshToken', true],
    ['client_secret', true],
    ['Authorization', true],
    ['token', false],
    ['max_tokens', false],
    ['key', false],
    ['secretary', false],
    ['turnkey', false],
    ['validtoken', false],
  ])('is known by the name of its member: %s', (name, secret) => {
    expect(isSecretName(name)).toBe(secret);
  });
});
