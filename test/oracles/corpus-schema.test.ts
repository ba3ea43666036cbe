import { describe, expect, it } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { loadProfile } from '../../src/contract/profile.ts';
import { loadValidators } from '../../src/contract/schema/validators.ts';
import { chunksOf, hasRecordings, recordings } from './recorded.ts';

const title =
  'recorded exchanges with api.openai.com' + (hasRecordings ? '' : ' (skipped: STARMOCK_CORPUS is not there)');

describe.skipIf(!hasRecordings).each(['starmagic', 'openai'])(`the %s contract and ${title}`, (profile) => {
  const recorded = hasRecordings ? recordings() : [];
  const contract: Promise<Contract> = loadProfile(profile);

  it('accepts every request that the API accepted', async () => {
    const validators = await loadValidators(await contract);
    const accepted = recorded.filter(({ status, request }) => status < 300 && request !== undefined);
    const faults = accepted.flatMap(({ id, request }) => (validators.request(request) ?? []).map((e) => [id, e]));
    expect(faults).toEqual([]);
    expect(accepted.length).toBeGreaterThan(300);
  });

  it('accepts every body', async () => {
    const validators = await loadValidators(await contract);
    const bodies = recorded.filter(({ kind }) => kind === 'json');
    const faults = bodies.flatMap(({ id, response }) =>
      validators.response('ChatCompletion', response).map((f) => [id, f]),
    );
    expect(faults).toEqual([]);
    expect(bodies.length).toBeGreaterThan(200);
  });

  it('accepts every chunk', async () => {
    const validators = await loadValidators(await contract);
    const chunks = recorded
      .filter(({ kind }) => kind === 'stream')
      .flatMap(({ response }) => chunksOf(String(response)));
    expect(chunks.flatMap((chunk) => validators.response('ChatCompletionChunk', chunk))).toEqual([]);
    expect(chunks.length).toBeGreaterThan(3000);
  });

  it('accepts every error', async () => {
    const validators = await loadValidators(await contract);
    const errors = recorded.filter(({ kind }) => kind === 'error');
    expect(errors.flatMap(({ response }) => validators.response('ErrorResponse', response))).toEqual([]);
    expect(errors.length).toBeGreaterThan(5);
  });
});
