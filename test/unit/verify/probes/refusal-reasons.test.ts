// Proves src/verify/probes/refusal-probes.ts.
import { describe, expect, it } from 'vitest';
import { asObject } from '../../../../src/contract/schema/json-shape.ts';
import { PROBES } from '../../../../src/verify/probes/catalogue.ts';
import { openRun, probeContext } from '../../../../src/verify/run/open-run.ts';
import { sentRequest } from '../../../../src/verify/run/send-probe.ts';
import { testMock } from '../../../support/mock.ts';
import { asking, scriptedClient } from '../support/scripted-client.ts';

/** What each refusal is about: a pattern for `param`, `code` and message, one after the other. */
const REASONS: Readonly<Record<string, RegExp>> = {
  'auth.none': /key/i,
  'auth.unknown': /key/i,
  'auth.scheme': /key|bearer/i,
  'auth.empty': /key/i,
  'auth.case': /^messages/,
  'model.unknown': /model/,
  'err.model': /model_not_found/,
  'err.json': /JSON/i,
  'err.utf8': /UTF-8|JSON|decode/i,
  'err.media-type': /^messages|content.type|media/i,
  'err.size': /large|size|long/i,
  'err.method': /method/i,
  'err.path': /url|path/i,
  'err.model.missing': /model/i,
  'err.messages.missing': /messages/,
  'err.messages.empty': /^messages/,
  'err.role': /^messages\[0\]\.role/,
  'err.type': /^messages/,
  'err.type.number': /^temperature/,
  'err.range.temperature': /^temperature/,
  'err.range.top-p': /^top_p/,
  'err.range.zero': /^max_(?:completion_)?tokens/,
  'err.range.negative': /^max_(?:completion_)?tokens/,
  'err.range.n': /^n\b/,
  'err.stop-count': /^stop/,
  'err.tool-name': /^tools\[0\]/,
  'err.tool-order': /^messages/,
  'err.stream': /^temperature/,
  'err.stream-options': /^stream_options/,
  'err.word': /response_format|json/,
  'err.several': /^messages\[0\]\.role/,
  'vision.invalid': /image/,
};

const CASES = (
  await Promise.all(
    (['starmagic', 'openai'] as const).map(async (profile) => {
      const base = { baseUrl: 'http://mock/v1', apiKey: 'sk-reasons-0123456789', suite: 'full', profile } as const;
      const run = await openRun({ ...base, nonce: 'reasons' });
      return run.models.map((model) => ({
        profile,
        model,
        run,
        client: scriptedClient(asking(testMock({ profile, apiKeys: ['sk-reasons-0123456789'] }))),
      }));
    }),
  )
).flat();

describe.each(CASES)('the refusals that are asked of $model by the contract of $profile', ({ model, run, client }) => {
  const probes = PROBES.filter(({ wants }) => wants === 'refusal');

  it('all have a reason of their own', () => {
    expect(probes.map(({ id }) => id).filter((id) => !(id in REASONS))).toEqual([]);
  });

  it.each(probes.map((probe) => [probe.id, probe] as const))('%s is refused for its own reason', async (id, probe) => {
    const request = probe.request(probeContext(run, model, probe, 0, () => undefined)) ?? {};
    const outgoing = sentRequest(request, { ...run, apiKey: 'sk-reasons-0123456789', userAgent: 'test' });
    const { head, readings } = await client.send(outgoing, {});
    const text = Buffer.concat(readings.map(({ bytes }) => bytes)).toString();
    const error = asObject(asObject(JSON.parse(text))['error']);
    const told = [error['param'], error['code'], error['message']].filter((part) => typeof part === 'string').join(' ');
    expect(head?.status).toBeGreaterThanOrEqual(400);
    expect(told).toMatch(REASONS[id] ?? /never/);
  });
});
