// Proves src/mock/authenticate.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Mock } from '../../../src/create-mock.ts';
import { refusal, testMock } from '../../support/mock.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'starmock-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A profile that takes a bare key in a header. */
function profileWith(header: string): string {
  const file = path.join(folder, `${header}.yaml`);
  const update = { key: { type: 'apiKey', in: 'header', name: header } };
  const actions = [{ target: '$.components.securitySchemes', update }];
  writeFileSync(file, JSON.stringify({ overlay: '1.0.0', info: { title: header, version: '1.0.0' }, actions }));
  return file;
}

const get = (mock: Mock, headers: Record<string, string>, at = '/v1/models'): Promise<Response> =>
  mock.fetch(`http://mock${at}`, { headers });

describe.each(['starmagic', 'openai'])('keys of %s', (profile) => {
  test('come as bearer tokens alone', async () => {
    const mock = testMock({ profile });
    expect((await get(mock, { authorization: 'Bearer sk-1' })).status).toBe(200);
    for (const headers of [{}, { 'api-key': 'sk-1' }, { 'x-api-key': 'sk-1' }, { authorization: 'Basic abc' }]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await refusal(await get(mock, headers as Record<string, string>))).toMatchObject({ status: 401 });
    }
  });

  test('are not asked for without auth', async () => {
    const mock = testMock({ profile, auth: false, apiKeys: ['sk-1'] });
    for (const headers of [{}, { authorization: 'Bearer sk-invalid' }, { authorization: 'Basic abc' }]) {
      // oxlint-disable-next-line no-await-in-loop
      expect((await get(mock, headers as Record<string, string>)).status).toBe(200);
    }
  });

  test('are not needed to ask what this is', async () => {
    const mock = testMock({ faults: ['500'] });
    const response = await mock.fetch('http://mock/');
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { name: 'starmock', base_path: '/v1', endpoints: expect.arrayContaining(['POST /v1/chat/completions']) },
    ]);
  });

  test.each(['/health', '/healthz'])('are not needed to see that it is alive: %s', async (at) => {
    const response = await get(testMock({ profile, apiKeys: ['sk-1'], faults: ['500'] }), {}, at);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });
});

describe.each(['api-key', 'X-Gateway-Key'])('a profile that allows a key in the header %s', (header) => {
  test('accepts it and judges it', async () => {
    const mock = testMock({ profile: profileWith(header), apiKeys: ['sk-1'] });
    expect((await get(mock, { [header]: 'sk-1' })).status).toBe(200);
    expect((await get(mock, { authorization: 'Bearer sk-1' })).status).toBe(200);
    expect(await refusal(await get(mock, { [header]: 'sk-2' }))).toMatchObject({
      status: 401,
      code: 'invalid_api_key',
    });
    expect(await refusal(await get(mock, { [header]: ' ' }))).toMatchObject({ status: 401, code: null });
    expect(await refusal(await get(mock, {}))).toMatchObject({ status: 401, code: null });
  });

  test('still refuses the key that is always wrong', async () => {
    const mock = testMock({ profile: profileWith(header) });
    expect((await get(mock, { [header]: 'anything' })).status).toBe(200);
    expect((await get(mock, { [header]: 'sk-invalid' })).status).toBe(401);
  });
});

test('a key of Azure’s header names a session', async () => {
  const mock = testMock({ profile: profileWith('api-key') });
  await get(mock, { 'api-key': 'worker-3' });
  expect(mock.requests[0]).toMatchObject({ session: 'worker-3' });
});
