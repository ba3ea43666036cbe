import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import requirementLines from '../../../../src/contract/generated/requirement-lines.json' with { type: 'json' };
import { requirementPlace } from '../../../../src/contract/requirement-place.ts';
import { loadProfile } from '../../../../src/contract/profile.ts';
import { usesField } from '../../../../src/verify/checks/discover-capabilities.ts';
import type { Capability } from '../../../../src/verify/capability.ts';
import { CHECKS } from '../../../../src/verify/checks/catalogue.ts';
import { checkById } from '../../../../src/verify/checks/endpoint-checks.ts';
import { declaredCapabilities } from '../../../../src/verify/checks/declared-capabilities.ts';
import { PROBES } from '../../../../src/verify/probes/catalogue.ts';
import { selectProbes } from '../../../../src/verify/run/select-probes.ts';
import { areaOf } from '../../../../src/verify/checks/suites.ts';
import { ROOT } from '../../../support/cli.ts';

const contracts = await Promise.all(['starmagic', 'openai'].map(loadProfile));
const sorted = (values: Iterable<string>): string[] => [...values].toSorted();
const twice = (ids: readonly string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index);
const probeIds = new Set(PROBES.map(({ id }) => id));
const where = (wrong: (check: (typeof CHECKS)[number]) => boolean): string[] =>
  CHECKS.filter(wrong).map(({ id }) => id);

/** First words of fixes. Adding one here confirms that it is an imperative; `No` starts `No action needed`. */
const VERBS: ReadonlySet<string> = new Set(
  `Accept Apply Build Check Compare Compress Concatenate Constrain Convert Count Decode Describe Don't End Enforce Find Generate Handle Include Keep Limit List Map Mask Move No Number Omit Pad Parse Pass Reject Release Remove Report Require Respond Return Send Serve Set Start Stream Support Treat Turn Use Validate Write`.split(
    /\s+/,
  ),
);

describe('the catalogue of checks', () => {
  it.each(contracts)('has one check for each requirement of $name, and no other', ({ requirements }) => {
    expect(sorted(CHECKS.map(({ id }) => id))).toEqual(sorted(requirements.map(({ id }) => id)));
  });

  it('has no id twice, and finds each check by its id', () => {
    expect(twice(CHECKS.map(({ id }) => id))).toEqual([]);
    expect(where((check) => checkById(check.id) !== check)).toEqual([]);
    expect(checkById('no.such.check')).toBeUndefined();
  });

  it('names probes that are there, each once a check', () => {
    expect(where(({ probes }) => probes.some((probe) => !probeIds.has(probe)))).toEqual([]);
    expect(where(({ probes }) => twice(probes).length > 0)).toEqual([]);
  });

  it('says what to do in a sentence that begins with a verb in the imperative', () => {
    expect(where(({ fix }) => !/^[A-Z][a-z]+(?:'t)? \S.*\.$/.test(fix))).toEqual([]);
    const first = CHECKS.map(({ fix }) => fix.split(' ', 1)[0] ?? '');
    expect(sorted(new Set(first))).toEqual(sorted(VERBS));
  });

  it('repeats only what depends on model behavior', () => {
    expect(where(({ sampling, class: kind }) => sampling !== undefined && kind !== 'behavior')).toEqual([]);
  });

  it('sends, for each check alone, a probe that it can judge', () => {
    const unfed = CHECKS.filter(({ probes, ...rest }) => {
      const ids = new Set(selectProbes(PROBES, [{ probes, ...rest }]).map(({ id }) => id));
      return probes.length > 0 ? !probes.every((id) => ids.has(id)) : ids.size < 2;
    });
    expect(unfed.map(({ id }) => id)).toEqual([]);
  });

  it('stands under areas that are words', () => {
    expect(where(({ id }) => !/^[a-z]+$/.test(areaOf(id)))).toEqual([]);
  });
});

describe('the catalogue of probes', () => {
  const fed = new Set(selectProbes(PROBES, CHECKS).map(({ id }) => id));

  it('has no id twice', () => {
    expect(twice(PROBES.map(({ id }) => id))).toEqual([]);
  });

  it('feeds at least one check with each probe', () => {
    expect(PROBES.filter(({ id }) => !fed.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('comes in the order in which probes are made of one another', () => {
    const place = new Map(PROBES.map(({ id }, index) => [id, index]));
    const late = PROBES.filter(({ id, after = [] }) =>
      after.some((one) => !((place.get(one) ?? Infinity) < (place.get(id) ?? -1))),
    );
    expect(late.map(({ id }) => id)).toEqual([]);
  });

  it('begins with an answer, goes on with what is free, spends after that, and ends with what is odd', () => {
    const [first, ...rest] = PROBES;
    const spending = rest.findIndex(({ wants }) => wants === 'answer');
    expect(first?.wants).toBe('answer');
    const odd = rest.findLastIndex(({ wants }) => wants === 'answer') + 1;
    expect(rest.slice(spending, odd).every(({ wants }) => wants === 'answer')).toBe(true);
    const last = rest.slice(odd).map(({ id }) => id);
    expect(last).toEqual(expect.arrayContaining(['err.size', 'err.media-type', 'err.range.negative']));
    expect(rest.slice(0, spending).every(({ visible }) => visible <= 1)).toBe(true);
  });
});

describe('capabilities', () => {
  const used = new Set(PROBES.flatMap(({ uses }) => uses));
  const known = (capability: Capability): boolean => {
    try {
      usesField(capability, '');
      return true;
    } catch {
      return false;
    }
  };

  it('are known where checks need and probes use them', () => {
    expect([...used, ...CHECKS.flatMap(({ needs }) => needs)].filter((one) => !known(one))).toEqual([]);
  });

  it('are made use of by a probe where a check needs them', () => {
    expect(where(({ needs }) => needs.some((need) => !used.has(need)))).toEqual([]);
  });

  it.each(contracts)('that $name declares are made use of by a probe', (contract) => {
    expect([...declaredCapabilities(contract)].filter((one) => !used.has(one))).toEqual([]);
  });
});

describe('the lines of requirements', () => {
  const linesOf = (file: string): string[] => readFileSync(join(ROOT, file), 'utf8').split('\n');
  const told = Object.keys(requirementLines.lines);
  const files = new Map(
    ['openapi.yaml', ...Object.values(requirementLines.files)].map((name) => [`spec/${name}`, linesOf(`spec/${name}`)]),
  );

  it('are told of every requirement and of nothing else', () => {
    const ofChat = told.filter((id) => requirementPlace(id).file === 'spec/openapi.yaml');
    expect(sorted(ofChat)).toEqual(sorted(CHECKS.map(({ id }) => id)));
  });

  it('are the lines on which their ids stand, in the file of their endpoint', () => {
    const wrong = told.filter((id) => {
      const { file, line } = requirementPlace(id);
      const text = files.get(file)?.[line - 1] ?? '';
      const [, name] = /\bid: *['"]?([a-z0-9.-]+)['"]?\s*(?:[,}#]|$)/.exec(text) ?? [];
      return name !== id;
    });
    expect(wrong).toEqual([]);
  });
});
