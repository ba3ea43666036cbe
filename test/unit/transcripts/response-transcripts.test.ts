import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import {
  RESPONSE_ERROR_TRANSCRIPTS,
  RESPONSE_PLAIN_TRANSCRIPTS,
  RESPONSE_STREAM_TRANSCRIPTS,
  responseTranscripts,
  responseTranscriptsFrom,
} from '../../../src/transcripts/response-transcripts.ts';
import type { Manifest } from '../../../src/transcripts/transcript-manifest.ts';
import { analyse } from '../../../src/verify/analyse.ts';
import { loadVerifiedContract } from '../../../src/verify/run/open-endpoint.ts';

const FOLDER = 'fixtures/transcripts/responses';
const manifest = JSON.parse(readFileSync(`${FOLDER}/manifest.json`, 'utf8')) as Manifest;
const names = [...RESPONSE_PLAIN_TRANSCRIPTS, ...RESPONSE_STREAM_TRANSCRIPTS, ...RESPONSE_ERROR_TRANSCRIPTS];
const answers = [...RESPONSE_PLAIN_TRANSCRIPTS, ...RESPONSE_STREAM_TRANSCRIPTS];

const client = (answer: () => Response): OpenAI =>
  new OpenAI({
    apiKey: 'sk-any',
    baseURL: 'http://replay/v1',
    maxRetries: 0,
    fetch: () => Promise.resolve(answer()),
  });

const ofType = (body: unknown, type: string): readonly unknown[] =>
  (body as { readonly output: readonly { readonly type: string }[] }).output.filter((item) => item.type === type);

describe('the transcripts of Responses', () => {
  it('are at least fifteen, listed in the order of the names, with a file each', () => {
    expect(names.length).toBeGreaterThanOrEqual(15);
    expect(manifest.transcripts.map(({ name }) => name)).toEqual(names);
    const files = readdirSync(FOLDER).filter((file) => file !== 'manifest.json');
    expect(manifest.transcripts.map(({ file }) => file).toSorted()).toEqual(files.toSorted());
  });

  it('have a manifest of the form that those of chat completions have', () => {
    const schema: object = JSON.parse(readFileSync('spec/schemas/transcripts.schema.json', 'utf8'));
    const validate = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false }).compile(schema);
    expect(validate(manifest) ? [] : validate.errors).toEqual([]);
  });

  it.each(names)('name requirements of the contract, and break none: %s', async (name) => {
    const { request, text: body, status, path, requirements, headers } = responseTranscripts[name];
    const known = new Set<string>(
      (await loadVerifiedContract('starmagic', 'responses')).requirements.map(({ id }) => id),
    );
    expect(requirements.filter((id) => !known.has(id))).toEqual([]);
    const recorded = { request: request ?? {}, body, status, url: `http://replay${path}` };
    expect((await analyse({ ...recorded, headers, someHeaders: true })).findings).toEqual([]);
    // One that is broken is not taken for a good one.
    expect((await analyse({ ...recorded, body: body.replace(/"type":\s*"/, '"kind": "') })).passed).toBe(false);
  });

  it.each(RESPONSE_PLAIN_TRANSCRIPTS)('are read by the official client: %s', async (name) => {
    const one = responseTranscripts[name];
    const answer = await client(one.response).responses.create({ model: one.model, input: 'x' });
    expect(answer.usage?.total_tokens).toBe(one.tokens.total);
    expect(answer.output.length).toBe(
      ofType(one.body, 'message').length + answer.output.filter(({ type }) => type !== 'message').length,
    );
  });

  it.each(RESPONSE_STREAM_TRANSCRIPTS)('are streamed to the official client: %s', async (name) => {
    const one = responseTranscripts[name];
    const stream = client(one.response).responses.stream({ model: one.model, input: 'x' });
    const final = await stream.finalResponse();
    expect(final.usage?.total_tokens).toBe(one.tokens?.total);
    expect(one.chunks.at(-1)?.['type']).toBe(`response.${final.status}`);
  });

  it('show what their names say', () => {
    expect(ofType(responseTranscripts['parallel-tools'].body, 'function_call')).toHaveLength(2);
    expect(ofType(responseTranscripts['custom-tool'].body, 'custom_tool_call')).toHaveLength(1);
    expect(ofType(responseTranscripts['reasoning-summary'].body, 'reasoning')).toHaveLength(1);
    expect(responseTranscripts.length.body['status']).toBe('incomplete');
    expect(responseTranscripts['not-stored'].body['store']).toBe(false);
    expect(responseTranscripts['unpadded-stream'].text).not.toContain('obfuscation');
    expect(responseTranscripts['text-stream'].text).toContain('obfuscation');
    expect(responseTranscripts['error-previous-response'].status).toBe(400);
  });

  it('are read by whoever brings the files, and only when they are asked for', () => {
    const read: string[] = [];
    const brought = responseTranscriptsFrom((file) => {
      read.push(file);
      return readFileSync(`fixtures/transcripts/${file}`);
    });
    expect(read).toEqual([]);
    expect(brought.text.body).toEqual(responseTranscripts.text.body);
    expect(read).toEqual(['responses/manifest.json', 'responses/text.json']);
  });

  it.each(answers)('can be changed by one reader without another noticing: %s', (name) => {
    const { bytes } = responseTranscripts[name];
    bytes.fill(0);
    expect(responseTranscripts[name].text.trimStart()[0]).toMatch(/[{e]/);
  });
});
