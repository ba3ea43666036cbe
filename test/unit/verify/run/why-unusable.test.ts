import { describe, expect, it } from 'vitest';
import type { Scripted } from '../support/scripted-client.ts';
import { scriptedClient } from '../support/scripted-client.ts';
import { verify } from '../../../../src/verify/verify.ts';
import type { VerifiedEndpoint } from '../../../../src/verify/verified-endpoint.ts';
import type { Report } from '../../../../src/verify/report/report.ts';

async function reportOf(baseUrl: string, answer: Scripted, endpoint: VerifiedEndpoint = 'chat'): Promise<Report> {
  const client = scriptedClient(() => answer);
  const options = { baseUrl, endpoint, apiKey: 'sk-1', client, models: ['gpt-5.1'], pause: async () => undefined };
  for await (const event of verify(options)) if (event.type === 'end') return event.report;
  throw new Error('the run has no end');
}

const failing = (phase: 'dns' | 'connect', code: string): Scripted => ({ failure: { phase, code, message: 'x' } });
const json = (status: number, body: object): Scripted => ({ status, body: JSON.stringify(body) });
const page = (status: number): Scripted => ({
  status,
  headers: [['content-type', 'text/html']],
  body: '<!doctype html><title>Welcome</title>',
});
const NO_PATH = json(404, { error: { message: 'Unknown request URL: POST /chat/completions.', code: 'unknown_url' } });

describe('a base URL', () => {
  it.each<[string, Scripted, RegExp]>([
    ['http://a.example', NO_PATH, /no \/chat\/completions at http:\/\/a\.example.*try http:\/\/a\.example\/v1$/],
    ['http://a.example/api', page(404), /try http:\/\/a\.example\/api\/v1$/],
    ['http://a.example/v1/chat/completions', NO_PATH, /remove \/chat\/completions from the base URL$/],
    ['http://a.example/v1', json(404, { detail: 'Not Found' }), /check the path of the base URL$/],
    ['http://a.example', page(405), /status 405/],
    ['http://a.example', page(200), /a\.example responds with an HTML page .*try http:\/\/a\.example\/v1$/],
    ['http://b.invalid/v1', failing('dns', 'ENOTFOUND'), /host b\.invalid was not found/],
    ['http://c.example:81/v1', failing('connect', 'ECONNREFUSED'), /c\.example:81 refused the connection/],
  ])('that leads nowhere is told as such, and nothing passes: %s', async (baseUrl, answer, verdict) => {
    const { outcome, verdict: said, totals } = await reportOf(baseUrl, answer);
    expect(outcome).toBe('unusable');
    expect(said).toMatch(/^Nothing was tested: /);
    expect(said).toMatch(verdict);
    expect(totals).toMatchObject({ pass: 0, must: { passed: 0 } });
  });

  it.each<[VerifiedEndpoint, string, string]>([
    ['responses', 'http://a.example', 'try http://a.example/v1'],
    ['responses', 'http://a.example/v1/responses', 'remove /responses from the base URL'],
    ['responses', 'http://a.example/v1/chat/completions', 'remove /chat/completions from the base URL'],
    ['embeddings', 'http://a.example/api', 'try http://a.example/api/v1'],
    ['embeddings', 'http://a.example/v1/embeddings', 'remove /embeddings from the base URL'],
  ])('is judged by the path of the endpoint %s: %s', async (endpoint, baseUrl, hint) => {
    const { outcome, verdict } = await reportOf(baseUrl, page(404), endpoint);
    expect(outcome).toBe('unusable');
    expect(verdict).toMatch(/^Nothing was tested: there is no /);
    expect(verdict.endsWith(hint)).toBe(true);
  });

  it.each([
    json(404, { error: { message: 'The model `gpt-5.1` does not exist', code: 'model_not_found' } }),
    json(404, { error: { message: 'No endpoints found for gpt-5.1.' } }),
    json(404, { error: { code: 'DeploymentNotFound', message: 'The API deployment does not exist.' } }),
  ])('that is right is not blamed for a model that is gone', async (answer) => {
    const { verdict, results, totals } = await reportOf('http://a.example/v1', answer);
    expect(verdict).toBe('Nothing was tested: the model "gpt-5.1" does not exist (status 404)');
    expect(results.find(({ check }) => check === 'model.available')?.status).toBe('fail');
    expect(totals.pass).toBe(0);
  });
});
