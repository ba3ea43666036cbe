import { describe, expect, it } from 'vitest';
import { StarmockError } from '../../../../src/contract/errors.ts';
import { CHECKS } from '../../../../src/verify/checks/catalogue.ts';
import { PROBES } from '../../../../src/verify/probes/catalogue.ts';
import { concernsModel, selectChecks, type Selection } from '../../../../src/verify/run/select-checks.ts';
import { areaOf, holds, SUITES, suitesOf } from '../../../../src/verify/checks/suites.ts';
import { TOOLS } from '../support/observed.ts';

const { contract } = TOOLS;
const levels = new Map(contract.requirements.map(({ id, level }) => [id as string, level]));

const select = (over: Partial<Selection> = {}): string[] =>
  selectChecks(CHECKS, contract, { suite: 'full', only: [], skip: [], ...over }).map(({ id }) => id);

function refusal(over: Partial<Selection>): StarmockError {
  try {
    select(over);
  } catch (error) {
    if (error instanceof StarmockError) return error;
  }
  throw new Error('nothing was refused');
}

const ids = (wanted: (check: (typeof CHECKS)[number]) => boolean): string[] =>
  CHECKS.filter(wanted).map(({ id }) => id);

describe('selectChecks', () => {
  it('takes the whole suite where nothing is said, in the order of the catalogue', () => {
    expect(select()).toEqual(CHECKS.map(({ id }) => id));
    expect(select({ suite: 'core' })).toEqual(ids((check) => holds('core', check)));
  });

  it.each<[string, string, (check: (typeof CHECKS)[number]) => boolean]>([
    ['an id', 'finish.once', ({ id }) => id === 'finish.once'],
    ['an area', 'usage', ({ id }) => areaOf(id) === 'usage'],
    ['a prefix', 'tool.args', ({ id }) => `${id}.`.startsWith('tool.args.')],
    ['a level', 'should', ({ id }) => levels.get(id) === 'SHOULD'],
    ['a level in capitals', 'MUST', ({ id }) => levels.get(id) === 'MUST'],
    ['a class', 'timing', ({ class: kind }) => kind === 'timing'],
  ])('chooses by %s, and leaves out by it', (_, word, wanted) => {
    const chosen = ids(wanted);
    expect(chosen.length).toBeGreaterThan(0);
    expect(select({ only: [word] })).toEqual(chosen);
    expect(select({ skip: [word] })).toEqual(ids((check) => !wanted(check)));
  });

  it('takes what any word chooses, and leaves out what any word does', () => {
    const wanted = ids(({ id }) => areaOf(id) === 'finish' || areaOf(id) === 'sse');
    expect(select({ only: ['finish', 'sse'] })).toEqual(wanted);
    expect(select({ only: ['finish', 'sse'], skip: ['finish.once', 'sse'] })).toEqual(
      wanted.filter((id) => areaOf(id) === 'finish' && id !== 'finish.once'),
    );
  });

  it('takes no half words of a prefix', () => {
    expect(refusal({ only: ['tool.arg'] }).message).toContain('Did you mean "tool.args"?');
  });

  it.each(['tool.args.json', 'TOOL.args.JSON'])('takes a check that the suite lacks by its whole id: %s', (id) => {
    expect(select({ suite: 'core', only: [id] })).toEqual(['tool.args.json']);
  });

  it('takes no area that the suite lacks', () => {
    expect(refusal({ suite: 'core', only: ['vision'] })).toMatchObject({
      code: 'BAD_OPTION',
      message: 'No checks left in suite core: choose another --suite, or change --only and --skip',
    });
  });

  it.each<[string, Partial<Selection>, string]>([
    ['--only', { only: ['usage', 'finsh.once'] }, 'Did you mean "finish.once"?'],
    ['--skip', { skip: ['behaviour'] }, 'Did you mean "behavior"?'],
    ['--only', { only: ['xyzzy plugh'] }, 'Run "starmock checks" to list them all.'],
  ])('names the option of an unknown word, and what may be meant: %s', (option, over, hint) => {
    const word = [...(over.only ?? []), ...(over.skip ?? [])].at(-1);
    expect(refusal(over)).toMatchObject({
      code: 'BAD_OPTION',
      message: `Unknown check "${word}" in ${option}: not an id, area, level or class. ${hint}`,
      evidence: { unknown: word },
    });
  });

  it('refuses to leave out everything', () => {
    expect(refusal({ suite: 'core', skip: ['must', 'should', 'may', 'info'] }).code).toBe('BAD_OPTION');
  });
});

describe('concernsModel', () => {
  const concerns = (id: string, asksOnce: boolean): boolean => {
    const found = CHECKS.find((check) => check.id === id);
    return found !== undefined && concernsModel(found, asksOnce, PROBES);
  };

  it.each([
    ['auth.missing', true, false],
    ['model.retrieve', true, true],
    ['http.complete', true, true],
    ['param.stop', true, true],
  ])('knows whether %s concerns the model that is asked once, and the others', (id, asked, others) => {
    expect([concerns(id, true), concerns(id, false)]).toEqual([asked, others]);
  });
});

describe('suites', () => {
  const suiteIds = (suite: (typeof SUITES)[number]): string[] => ids((check) => holds(suite, check));

  it('hold core, all of them, and full holds everything', () => {
    const core = suiteIds('core');
    for (const suite of SUITES) expect(suiteIds(suite)).toEqual(expect.arrayContaining(core));
    expect(suiteIds('full')).toEqual(CHECKS.map(({ id }) => id));
  });

  it('need no optional capability in core', () => {
    const optional = CHECKS.filter((check) => holds('core', check)).flatMap(({ id, needs }) =>
      needs.filter((need) => !['stream', 'stream-usage', 'limit'].includes(need)).map((need) => `${id}: ${need}`),
    );
    expect(optional).toEqual([]);
  });

  it.each([
    ['agent', 'tool.args.json', 'vision.seen'],
    ['json', 'json.object', 'tool.args.json'],
    ['reseller', 'billing.ledger', 'json.object'],
    ['reasoning', 'param.reasoning-effort', 'billing.ledger'],
  ] as const)('hold in %s what it is for, and not what it is not for', (suite, inside, outside) => {
    expect(suiteIds(suite)).toContain(inside);
    expect(suiteIds(suite)).not.toContain(outside);
  });

  it('hold more than core in each other suite', () => {
    const core = suiteIds('core').length;
    expect(suitesOf(CHECKS).filter((suite) => suite !== 'core' && suiteIds(suite).length <= core)).toEqual([]);
  });

  it('take the first part of an id for its area', () => {
    expect([areaOf('tool.args.json'), areaOf('tool')]).toEqual(['tool', 'tool']);
  });
});
