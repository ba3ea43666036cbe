import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/verify/checks/catalogue.ts';
import type { FieldData } from '../field/field-data.ts';
import { hasCorpus, judged, linesOf, providers, recordingsOf } from '../field/recordings.ts';
import { ROOT } from '../support/cli.ts';

const title = hasCorpus ? '' : ' (skipped: STARMOCK_CORPUS is not there)';

/** The recorder joined several of its headers into one, with " | " between them. */
const MANGLED: Readonly<Record<string, readonly string[]>> = { a3ab5c2c18f9: ['http.ratelimit'] };

describe.skipIf(!hasCorpus)(`what verify says of recorded exchanges with api.openai.com${title}`, () => {
  const recorded = hasCorpus ? linesOf('api.openai.com') : [];

  it('finds nothing at any level, and no check fails', { timeout: 120_000 }, async () => {
    expect(recorded.length).toBeGreaterThan(300);
    const found: Record<string, string[]> = {};
    const passed = new Set<string>();
    for (const line of recorded) {
      const { results, findings } = await judged(line);
      expect(results.filter(({ status }) => status === 'error')).toEqual([]);
      for (const { status, check } of results) if (status === 'pass') passed.add(check);
      if (findings.length > 0) found[line.id] = findings.map(({ requirement }) => requirement);
    }
    expect(found).toEqual(MANGLED);
    // What is skipped finds nothing, either: the recordings do show what most checks that need no probe look at.
    expect(CHECKS.filter(({ probes }) => probes.length === 0).length).toBeGreaterThan(80);
    expect(passed.size).toBeGreaterThan(70);
  });

  it('finds an event that is lost, a count that is wrong, and a name that is another', async () => {
    const [stream] = recorded.filter(({ response }) => typeof response === 'string');
    const [plain] = recorded.filter(({ response }) => typeof response === 'object' && 'usage' in response);
    if (!stream || !plain) throw new TypeError('Failed to find a stream and an answer among the recordings');
    const events = String(stream.response).split('\n\n');
    const ids = async (line: typeof stream): Promise<string[]> =>
      (await judged(line)).findings.map(({ requirement }) => requirement);
    expect(await ids({ ...stream, response: events.toSpliced(0, 1).join('\n\n') })).toContain('chunk.role.first');
    const usage = { prompt_tokens: 5, completion_tokens: 5, total_tokens: 11 };
    expect(await ids({ ...plain, response: { ...(plain.response as object), usage } })).toContain('usage.sum');
    expect(await ids({ ...plain, response: { ...(plain.response as object), model: 'other' } })).toContain(
      'model.echo',
    );
  });
});

describe.skipIf(!hasCorpus)(`what verify says of recorded exchanges with other providers${title}`, () => {
  const written = JSON.parse(readFileSync(join(ROOT, 'docs/field-reports.json'), 'utf8')) as FieldData;

  it('has all of them', () => {
    expect(written.recordings.map(({ provider }) => provider)).toEqual(hasCorpus ? providers() : []);
  });

  it.each(written.recordings.map((one) => [one.provider, one] as const))(
    'is what docs/field-reports.md says: %s',
    { timeout: 120_000 },
    async (provider, one) => expect(await recordingsOf(provider)).toEqual(one),
  );
});
