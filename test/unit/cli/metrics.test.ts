import { describe, expect, test } from 'vitest';
import { program, serving } from '../../support/program.ts';
import { HEADERS } from '../../support/requests.ts';

/** The samples of a page in Prometheus's text format, by name with labels. */
function samples(page: string): Map<string, number> {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, name = '', value] = /^([a-z_]+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
      return [name, Number(value)];
    }),
  );
}

async function page(url: string): Promise<{ readonly type: string | null; readonly samples: Map<string, number> }> {
  const response = await fetch(new URL('/_starmock/metrics', url));
  return { type: response.headers.get('content-type'), samples: samples(await response.text()) };
}

const post = async (url: string, over: object = {}): Promise<void> => {
  const body = JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hello!' }], ...over });
  await (await fetch(`${url}/chat/completions`, { method: 'POST', headers: HEADERS, body })).text();
};

describe('metrics', () => {
  test('count requests, tokens, cost, faults and findings', async () => {
    const args = [
      '--port',
      '0',
      '--speed',
      'instant',
      '--log',
      'silent',
      '--metrics',
      '--self-check',
      '--fault-header',
    ];
    const { url } = await serving(args);
    await post(url);
    await post(url, { model: 'made-up-by-a-client' });
    await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: { ...HEADERS, 'x-starmock-fault': 'http.status=503' },
      body: '{}',
    });
    await fetch(`${url}/nowhere/12345`, { headers: HEADERS });
    const { type, samples: found } = await page(url);
    expect(type).toMatch(/^text\/plain; version=/);
    const chat = 'endpoint="/v1/chat/completions"';
    expect(found.get(`starmock_requests_total{${chat},model="gpt-5.1",status="200",outcome="complete"}`)).toBe(1);
    expect(found.get(`starmock_requests_total{${chat},model="",status="404",outcome="complete"}`)).toBe(1);
    expect(found.get('starmock_requests_total{endpoint="other",model="",status="404",outcome="complete"}')).toBe(1);
    expect(found.get('starmock_tokens_total{model="gpt-5.1",type="completion"}')).toBeGreaterThan(0);
    expect(found.get('starmock_cost_total{model="gpt-5.1",currency="CNY"}')).toBeGreaterThan(0);
    expect(found.get('starmock_faults_total{fault="http.status"}')).toBe(1);
    expect(found.get(`starmock_request_duration_seconds_count{${chat}}`)).toBe(3);
    expect([...found.keys()].join()).not.toContain('made-up');
  });

  test('come with the control API, and serve nothing else of it', async () => {
    const { url } = await serving(['--port', '0', '--log', 'silent', '--metrics']);
    expect((await fetch(new URL('/_starmock/requests', url))).status).toBe(404);
    const controlled = await serving(['--port', '0', '--log', 'silent', '--control']);
    expect((await page(controlled.url)).samples.get('starmock_start_time_seconds')).toBeGreaterThan(0);
  });
});

describe('the control API of serve', () => {
  test('needs a token on an address that others reach', async () => {
    const { code, stderr } = await program(['serve', '--port', '0', '--host', '0.0.0.0', '--control']);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^error: Cannot serve the control API on 0\.0\.0\.0 without a/),
    ]);
  });

  test('is on with a token, which a command is told', async () => {
    const code = `const { STARMOCK_URL: url, STARMOCK_CONTROL_TOKEN: token } = process.env;
      const statuses = [];
      for (const headers of [{}, { authorization: 'Bearer ' + token }])
        statuses.push((await fetch(url + '/_starmock/verdict', { headers })).status);
      console.log(statuses.join());`;
    const command = [process.execPath, '--input-type=module', '-e', code];
    const { stdout } = await program(['serve', '--control-token', 'secret', '--', ...command]);
    expect(stdout).toBe('401,200\n');
  });
});
