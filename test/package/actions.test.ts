// The actions for GitHub: their shell scripts, run with the command of this repository in the place of the published one.
import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { ROOT, start, type Ended } from '../support/cli.ts';
import { userEnvironment } from '../support/packed.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly uses?: string;
      readonly run?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

const temp = mkdtempSync(path.join(tmpdir(), 'starmock-actions-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

const FILES = ['action.yml', '.github/actions/serve/action.yml'];
const read = (file: string): Action => parse(readFileSync(file, 'utf8')) as Action;

/** Runs the script of an action, as GitHub does: with its inputs as variables. */
function act(file: string, inputs: Readonly<Record<string, string>>): Promise<Ended> {
  const action = read(file);
  const step = action.runs.steps.find(({ run }) => run !== undefined);
  const values = Object.entries(step?.env ?? {}).map(([name, text]) => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text)?.[1] ?? '';
    return [name, inputs[input] ?? action.inputs[input]?.default ?? ''];
  });
  const npx = path.join(temp, 'npx');
  writeFileSync(npx, `#!/bin/sh\necho "$2" >&2\nshift 2\nexec "${process.execPath}" "${ROOT}/bin/starmock.js" "$@"\n`);
  chmodSync(npx, 0o755);
  const { PATH, ...user } = userEnvironment();
  const env = { ...user, PATH: `${temp}${path.delimiter}${PATH ?? ''}`, ...Object.fromEntries(values) };
  return start('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? ''], { cwd: temp, env }).ended;
}

describe('the actions', () => {
  test.each(FILES)('pin what they use: %s', (file) => {
    const { inputs, runs } = read(file);
    expect(inputs['version']?.default).toBe(manifest.version);
    const used = runs.steps.flatMap(({ uses }) => uses ?? []);
    expect(used.filter((uses) => !/@v\d+\.\d+\.\d+$/.test(uses))).toEqual([]);
  });

  test('pin what the workflow uses', () => {
    for (const file of globSync('.github/workflows/*.yml')) {
      const used = [...readFileSync(file, 'utf8').matchAll(/uses: (\S+)/g)].map(([, uses = '']) => uses);
      expect(used.filter((uses) => !/@v\d+\.\d+\.\d+$/.test(uses))).toEqual([]);
    }
  });

  test('run a command with serve, and pass its exit code on', async () => {
    const file = FILES[1] ?? '';
    const good = await act(file, { run: 'test -n "$OPENAI_BASE_URL" && echo "it is $STARMOCK_URL"', control: 'true' });
    expect([good.code, good.stdout, good.stderr]).toEqual([
      0,
      expect.stringMatching(/^it is http:\/\/127\.0\.0\.1:\d+\n$/),
      `starmock@${manifest.version}\n`,
    ]);
    expect((await act(file, { run: 'exit 3' })).code).toBe(3);
    expect((await act(file, { run: 'false | true' })).code).toBe(1);
  });

  test('hand the options of serve over', async () => {
    writeFileSync(path.join(temp, 'one.yaml'), 'scenarios: [{ name: lonely, match: { user: x }, reply: y }]');
    const { code, stderr } = await act(FILES[1] ?? '', {
      run: 'true',
      scenarios: 'one.yaml',
      strict: 'true',
      options: '--log json --seed 7',
    });
    expect([code, stderr]).toEqual([1, expect.stringContaining('1 scenario was never used:\n  lonely')]);
    expect(stderr).toContain('"event":"listening"');
  });
});
