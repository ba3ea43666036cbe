// A sample of what `npm run cheats` tries: cheats at their strongest are found, and an honest endpoint is accused of nothing. The rest of
// the table is held to the catalogue. STARMOCK_CHEATS_SAMPLE names another sample.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CHECKS } from '../../src/verify/checks/catalogue.ts';
import { trafficProbes } from '../../src/verify/probes/traffic-probes.ts';
import { createBench, type Setup } from '../kill-matrix/setups.ts';
import { costOfCourse } from './cost-of-course.ts';
import { CHEATS } from './run-cheats.ts';
import { strengthsOf } from './strengths.ts';
import { tryCheat } from './try-cheat.ts';

const MINUTE = 60_000;
const SAMPLED = 12;
const sample = Number(process.env['STARMOCK_CHEATS_SAMPLE'] ?? 0);
const sampled = CHEATS.filter((_, index) => index % SAMPLED === sample % SAMPLED);
const seed = `sample-${sample}`;

const TRAFFIC: ReadonlySet<string> = new Set(trafficProbes.map(({ id }) => id));
const COURSE = CHECKS.filter(({ probes }) => probes.some((id) => TRAFFIC.has(id))).map(({ id }) => id);

describe('suite reseller', () => {
  test.each(sampled.map((fault) => [fault.name, fault] as const))(
    'finds %s',
    async (_name, fault) => {
      const strongest = strengthsOf(fault).at(-1) ?? fault.name;
      expect(await tryCheat(fault, strongest, seed)).toMatchObject({ found: true });
    },
    2 * MINUTE,
  );

  test.each<Setup>([
    { profile: 'starmagic', models: ['gpt-5.1', 'gpt-5.1-chat'], seed, pace: 1 },
    { profile: 'starmagic', models: ['gpt-5.1-thinking'], seed, pace: 0 },
    { profile: 'openai', models: ['gpt-5.1', 'gpt-4o'], seed, pace: 0 },
  ])(
    'accuses an honest endpoint of nothing: $profile $models',
    async (setup) => {
      const results = await createBench(setup, { suite: 'reseller', only: COURSE, nonce: seed }).results();
      const judged = results.filter(({ status }) => status !== 'skip');
      expect(judged.length).toBeGreaterThan(setup.models.length * 8);
      expect(judged.filter(({ status }) => status !== 'pass').map(({ check, note }) => `${check}: ${note}`)).toEqual(
        [],
      );
    },
    2 * MINUTE,
  );

  test('costs at most 0.60 for gpt-5.1 at the prices of the default profile', async () => {
    const costs = await costOfCourse();
    expect(
      costs.find(({ profile, model }) => profile === 'starmagic' && model === 'gpt-5.1')?.amount,
    ).toBeLessThanOrEqual(0.6);
  });
});

test('the documentation has a row for each cheat and strength', () => {
  const page = readFileSync(new URL('../../docs/cheats.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ');
  const missing = CHEATS.flatMap((fault) => strengthsOf(fault).map(() => fault.name)).filter(
    (name) => !page.includes(`\`${name}\``),
  );
  expect(missing).toEqual([]);
});
