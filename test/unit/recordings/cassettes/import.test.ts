// Proves src/recordings/cassettes/import, src/scenarios/import-aimock.ts
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '../../../../src/contract/join-bytes.ts';
import { formatOf, importExchanges } from '../../../../src/recordings/cassettes/import/import-exchanges.ts';
import type { Observation } from '../../../../src/recordings/observation.ts';
import { toHar } from '../../../../src/recordings/har.ts';
import { importAimock } from '../../../../src/scenarios/import-aimock.ts';
import { exchange } from './support/exchanges.ts';

const bodyText = ({ readings }: Observation): string =>
  Buffer.from(joinBytes(readings.map(({ bytes }) => bytes))).toString('utf8');
const sentText = ({ request }: Observation): string => Buffer.from(request.body).toString('utf8');

const RESPONSE = JSON.stringify({ id: 'chatcmpl-1', choices: [{ message: { content: 'Ünïcode ✨' } }] });
const indent = (text: string, by: string): string => text.replaceAll(/^/gm, by);
const base64 = (bytes: Uint8Array): string =>
  indent(Buffer.from(bytes).toString('base64').replaceAll(/.{70}/g, '$&\n'), '        ');

/** A cassette as pyyaml writes it: long strings are folded, and what is no UTF-8 is binary. */
const vcr = (body: string, response: string, encoding = ''): string => `interactions:
- request:
    body: ${body}
    headers:
      accept:
      - application/json
      x-multi:
      - 'one'
      - 'two'
      content-length:
      - '123'
    method: POST
    uri: https://api.example.test/openai/v1/chat/completions
  response:
    body:
      ${response}
    headers:
      Date:
      - Tue, 14 May 2024 13:11:02 GMT
      Content-Type:
      - application/json${encoding}
      Set-Cookie:
      - a=1
      - b=2
    status:
      code: 200
      message: OK
version: 1
`;

describe('a cassette of vcrpy (R30)', () => {
  it.each([
    ['a string', `string: '${RESPONSE}'`, ''],
    ['bytes', `string: !!binary |\n${base64(Buffer.from(RESPONSE))}`, ''],
    ['packed bytes', `string: !!binary |\n${base64(gzipSync(RESPONSE))}`, '\n      Content-Encoding:\n      - gzip'],
    [
      'a string with the header of a coding that was undone',
      `string: '${RESPONSE}'`,
      '\n      Content-Encoding:\n      - gzip',
    ],
    ['a string of Python 2', `string: !!python/unicode '${RESPONSE}'`, ''],
  ])('is read without loss: %s', (_, response, encoding) => {
    const [read] = importExchanges('vcr', vcr(`'{"a": 1}'`, response, encoding), 'x');
    expect(bodyText(read as Observation)).toBe(RESPONSE);
    expect(read?.head?.headers.map(([name]) => name)).not.toContain('Content-Encoding');
  });

  it.each([
    [
      'folded',
      `'{"messages": [{"role": "user", "content": "Tell me\n      a joke"}]}'`,
      '{"messages": [{"role": "user", "content": "Tell me a joke"}]}',
    ],
    ['nothing', 'null', ''],
    ['bytes', `!!binary |\n      ${Buffer.from('{"b": 2}').toString('base64')}`, '{"b": 2}'],
    [
      'a pickled stream',
      `!!python/object/new:_io.BytesIO\n      state: !!python/tuple\n      - !!binary |\n        ${Buffer.from('{"c": 3}').toString('base64')}\n      - 0\n      - null`,
      '{"c": 3}',
    ],
  ])('has a request whose body is %s', (_, body, wanted) => {
    const [read] = importExchanges('vcr', vcr(body, `string: ''`), 'x');
    expect(sentText(read as Observation)).toBe(wanted);
  });

  it('keeps headers that come several times, and when it was recorded', () => {
    const [read] = importExchanges('vcr', vcr('null', `string: 'x'`), 'x');
    expect(read?.request.headers.filter(([name]) => name === 'x-multi')).toEqual([
      ['x-multi', 'one'],
      ['x-multi', 'two'],
    ]);
    expect(read?.head?.headers.filter(([name]) => name === 'Set-Cookie')).toHaveLength(2);
    expect(read?.startedAt).toBe(Date.parse('2024-05-14T13:11:02Z'));
    expect(read?.timed).toBe(false);
  });

  it('has bodies as values in some projects', () => {
    const text = JSON.stringify({
      version: 1,
      interactions: [
        {
          request: { method: 'POST', uri: 'https://a.test/v1/responses', headers: {}, parsed_body: { input: 'x' } },
          response: { status: { code: 201, message: 'Created' }, headers: {}, parsed_body: { object: 'response' } },
        },
      ],
    });
    const [read] = importExchanges('vcr', text, 'x');
    expect([sentText(read as Observation), bodyText(read as Observation), read?.head?.status]).toEqual([
      '{"input":"x"}',
      '{"object":"response"}',
      201,
    ]);
  });

  it('makes no objects, whatever its tags ask for (R23)', () => {
    const text = vcr('!!python/object/apply:os.system ["touch /tmp/pwned"]', `string: 'x'`);
    const [read] = importExchanges('vcr', text, 'x');
    expect(sentText(read as Observation)).toBe('touch /tmp/pwned');
  });

  it.each([
    ['interactions: 3', 'it has no list of interactions'],
    ['interactions:\n- request: {method: GET}\n', 'interaction 1 lacks a method, a uri or a status code'],
    ['interactions: [', 'Could not import "x"'],
  ])('is refused with a reason: %s', (text, cause) => {
    expect(() => importExchanges('vcr', text, 'x')).toThrow(cause);
  });
});

describe('a curl transcript (R30)', () => {
  const printed = 'HTTP/2 200 \r\ncontent-type: application/json\r\nx-request-id: req_1\r\n\r\n{"ok":true}\n';

  it.each([
    [
      `curl -i https://a.test/v1/chat/completions -H 'Authorization: Bearer x' -H "Content-Type: application/json" -d '{"model":"m"}'`,
      '{"model":"m"}',
    ],
    [
      `$ curl -sS -i -X POST 'https://a.test/v1/chat/completions' \\\n  --header 'X: a: b' \\\n  --data-raw $'{"model":"it\\'s \\u00e9"}'`,
      '{"model":"it\'s é"}',
    ],
    [`curl https://a.test/v1/chat/completions -i --json "{\\"model\\":\\"m\\"}"`, '{"model":"m"}'],
  ])('is read as the shell reads it: %s', (command, body) => {
    const [read] = importExchanges('curl', `${command}\n${printed}`, 'x');
    expect([read?.request.method, read?.request.url, sentText(read as Observation)]).toEqual([
      'POST',
      'https://a.test/v1/chat/completions',
      body,
    ]);
    expect([read?.head?.status, bodyText(read as Observation)]).toEqual([200, '{"ok":true}\n']);
  });

  it('passes over interim responses', () => {
    const [read] = importExchanges(
      'curl',
      `curl -i https://a.test/v1/models\nHTTP/1.1 100 Continue\r\n\r\n${printed}`,
      'x',
    );
    expect([read?.request.method, read?.head?.status]).toEqual(['GET', 200]);
  });

  it.each([
    ['curl https://a.test', 'run curl with -i'],
    [`curl -i https://a.test -d @file\n${printed}`, 'its data is in another file'],
    [`curl -i\n${printed}`, 'names no URL'],
  ])('is refused with a reason: %s', (text, cause) => {
    expect(() => importExchanges('curl', text, 'x')).toThrow(cause);
  });
});

describe('the format of a file', () => {
  it.each([
    [JSON.stringify(toHar([exchange()], { toolVersion: '1' })), 'har'],
    [vcr('null', `string: ''`), 'vcr'],
    [`version: 1\n${vcr('null', `string: ''`)}`, 'vcr'],
    ['{"fixtures":[]}', 'aimock'],
    ['$ curl -i https://a.test', 'curl'],
    ['something else', undefined],
    ['{"other":1}', undefined],
  ])('is recognized %#', (text, format) => {
    expect(formatOf(text)).toBe(format);
  });
});

describe('fixtures of aimock (R30)', () => {
  const made = (match: object, response: object): unknown =>
    importAimock({ fixtures: [{ match, response }] }).scenarios[0];

  it.each([
    [{ userMessage: 'echo' }, { content: 'Hi' }, { match: { user: { contains: 'echo' } }, reply: { text: 'Hi' } }],
    [
      { userMessage: 'echo', hasToolResult: false, model: 'm' },
      { toolCalls: [{ name: 'f', arguments: { a: 1 } }] },
      { match: { tool_result: false, model: 'm' }, reply: { tool_calls: [{ name: 'f', arguments: { a: 1 } }] } },
    ],
    [
      { toolCallId: 'call_1' },
      { content: 'done', reasoning: 'hm' },
      { match: { tool_result: { id: 'call_1' } }, reply: { text: 'done', reasoning: 'hm' } },
    ],
    [
      {},
      { error: { message: 'slow', type: 'x' }, status: 429 },
      { reply: { error: { status: 429, message: 'slow', type: 'x' } } },
    ],
    [
      { userMessage: 'w' },
      {
        blocks: [
          { type: 'toolCall', name: 'g', arguments: '{"c":1}' },
          { type: 'text', text: 'Let me see' },
        ],
      },
      { reply: { text: 'Let me see', tool_calls: [{ name: 'g', arguments: '{"c":1}' }] } },
    ],
    [{ userMessage: 'w', sequenceIndex: 0 }, { content: 'first' }, { times: 1, reply: { text: 'first' } }],
  ])('become scenarios: %j', (match, response, wanted) => {
    expect(made(match, response)).toMatchObject(wanted);
  });

  it('are left out, and named, where there is no equivalent', () => {
    expect(importAimock({ fixtures: [{ match: { inputText: 'x' }, response: { embedding: [1] } }] })).toEqual({
      scenarios: [],
      skipped: ['fixture 1: one of its conditions has no equivalent'],
    });
  });
});
