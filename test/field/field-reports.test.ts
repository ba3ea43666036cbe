import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/verify/checks/catalogue.ts';
import { ROOT } from '../support/cli.ts';
import { explained, RECORDING_EXPLANATIONS, SERVER_EXPLANATIONS } from './explanations.ts';
import type { FieldData, FieldFinding } from './field-data.ts';
import { fieldPage } from './render-page.ts';
import { FIELD_TARGETS } from './targets.ts';

const read = (name: string): string => readFileSync(join(ROOT, 'docs', name), 'utf8');
const data = JSON.parse(read('field-reports.json')) as FieldData;

const SUBJECTS: readonly (readonly [
  name: string,
  findings: readonly FieldFinding[],
  all: typeof SERVER_EXPLANATIONS,
])[] = [
  ...data.servers.map(({ name, findings }) => [name, findings, SERVER_EXPLANATIONS] as const),
  ...data.recordings.map(({ provider, findings }) => [provider, findings, RECORDING_EXPLANATIONS] as const),
];

describe('docs/field-reports', () => {
  it('is the page of its data', async () => {
    // Where they differ: `npm run field-reports`, and commit what it wrote.
    const page = await format(fieldPage(data), { parser: 'markdown', printWidth: 120 });
    expect(read('field-reports.md')).toBe(page);
  });

  it('is about the servers that are installed, at their versions and with their models', () => {
    const those = (list: readonly { readonly name: string; readonly version: string; readonly setup: string }[]) =>
      list.map(({ name, version, setup }) => ({ name, version, setup }));
    expect(those(data.servers)).toEqual(those(FIELD_TARGETS));
    expect(data.servers.map(({ models }) => models)).toEqual(FIELD_TARGETS.map(({ models }) => models));
  });

  it('counts what it lists', () => {
    const ids: ReadonlySet<string> = new Set(CHECKS.map(({ id }) => id));
    for (const { totals, findings, models } of data.servers) {
      const failing = new Set(findings.filter(({ level }) => level === 'MUST').map(({ requirement }) => requirement));
      expect(totals.fail).toBeGreaterThanOrEqual(failing.size);
      expect(totals.fail).toBeLessThanOrEqual(failing.size * models.length);
      expect(totals.must.run - totals.must.passed).toBe(totals.fail);
      expect(totals.error).toBe(0);
      expect(findings.filter(({ requirement }) => !ids.has(requirement))).toEqual([]);
    }
  });

  it.each(SUBJECTS)('says why each finding is true, and nothing of what is no finding: %s', (name, findings, all) => {
    const found: ReadonlySet<string> = new Set(findings.map(({ requirement }) => requirement));
    expect([...found].filter((requirement) => explained(all[name], requirement) === undefined)).toEqual([]);
    const spoken = (all[name] ?? []).flatMap(([requirements]) => requirements);
    const always = (all[name] ?? [])
      .filter(([, , when]) => when === undefined)
      .flatMap(([requirements]) => requirements);
    expect(always.filter((requirement) => !found.has(requirement))).toEqual([]);
    expect(new Set(spoken).size).toBe(spoken.length);
  });
});
