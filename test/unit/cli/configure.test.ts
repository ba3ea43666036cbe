import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createProgram } from '../../../src/cli/program.ts';
import { variableOf } from '../../../src/cli/configure.ts';
import { defineConfig } from '../../../src/define-config.ts';
import { runCli } from '../../support/cli.ts';
import { program, serving } from '../../support/program.ts';
import { HEADERS } from '../../support/requests.ts';

const temp = mkdtempSync(path.join(tmpdir(), 'starmock-config-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

/** A folder of its own with one file. */
function folder(name: string, text: string): string {
  const cwd = mkdtempSync(path.join(temp, 'x-'));
  writeFileSync(path.join(cwd, name), text);
  return cwd;
}

type Printed = Readonly<Record<string, readonly [value: string, source: string]>>;

/** What --print-config says. */
async function printed(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Printed> {
  const { code, stdout, stderr } = await program([...args, '--print-config'], { cwd: temp, ...options });
  expect([code, stderr]).toEqual([0, '']);
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => /^(\w+) +(.*?) +(\S.*)$/.exec(line) ?? []);
  return Object.fromEntries(rows.map(([, name = '', value = '', source = '']) => [name, [value, source] as const]));
}

const YAML =
  'serve: { port: 4020, speed: 2, seed: file, auth: false, cors: true, scenarios: a.yaml, modelAlias: { x: gpt-5.1 } }';

describe('configuration', () => {
  test('comes from the command line, the environment, the file and the defaults, in this order', async () => {
    const cwd = folder('starmock.config.yaml', YAML);
    const env = { STARMOCK_SPEED: 'instant', STARMOCK_SEED: 'env', PORT: '5000', STARMOCK_NO_CORS: 'true' };
    expect(await printed(['serve', '--seed', 'flag'], { cwd, env })).toMatchObject({
      seed: ['"flag"', 'command line'],
      speed: ['"instant"', 'STARMOCK_SPEED'],
      port: ['5000', 'PORT'],
      cors: ['false', 'STARMOCK_NO_CORS'],
      auth: ['false', 'starmock.config.yaml'],
      scenarios: ['["a.yaml"]', 'starmock.config.yaml'],
      modelAlias: ['{"x":"gpt-5.1"}', 'starmock.config.yaml'],
      host: ['"127.0.0.1"', 'default'],
    });
  });

  test.each([
    ['starmock.config.json', '{ "$schema": "x", "serve": { "seed": 7 } }'],
    ['starmock.config.yml', 'serve: { seed: "7" }'],
    ['starmock.config.mjs', 'export default { serve: { seed: 7 } };'],
    ['starmock.config.ts', 'const seed: number = 7; export default { serve: { seed } };'],
  ])('is read from %s', async (name, text) => {
    expect((await printed(['serve'], { cwd: folder(name, text) }))['seed']).toEqual(['"7"', name]);
  });

  test('has a typed helper, which knows every option and no other', async () => {
    const config = defineConfig({
      serve: { seed: 7, auth: false, modelAlias: { x: 'gpt-5.1' } },
      verify: { model: ['a'] },
    });
    const cwd = folder('starmock.config.json', JSON.stringify(config));
    expect((await printed(['serve'], { cwd }))['seed']).toEqual(['"7"', 'starmock.config.json']);

    // @ts-expect-error no such option
    defineConfig({ serve: { sede: 7 } });
    // @ts-expect-error a number is no flag
    defineConfig({ serve: { auth: 7 } });
    // @ts-expect-error an option of verify
    defineConfig({ serve: { baseUrl: 'https://api.example.com' } });
  });

  test('is another file, or none, where that is asked for', async () => {
    const cwd = folder('starmock.config.json', '{ "serve": { "seed": "usual" } }');
    writeFileSync(path.join(cwd, 'other.yaml'), 'serve: { seed: other }');
    const seed = async (args: readonly string[], env = {}): Promise<unknown> =>
      (await printed(['serve', ...args], { cwd, env }))['seed'];
    expect(await seed(['--config', 'other.yaml'])).toEqual(['"other"', 'other.yaml']);
    expect(await seed([], { STARMOCK_CONFIG: 'other.yaml' })).toEqual(['"other"', 'other.yaml']);
    expect(await seed(['--no-config'])).toEqual(['"starmock"', 'default']);
    expect(await seed([], { STARMOCK_NO_CONFIG: '1' })).toEqual(['"starmock"', 'default']);
  });

  test('works for verify, with lists, pairs and options that have an opposite', async () => {
    const text = 'verify: { model: [a, b], timeout: { head: 60 }, proxy: false, samples: json.valid=3, json: true }';
    expect(await printed(['verify'], { cwd: folder('starmock.config.yaml', text) })).toMatchObject({
      model: ['["a","b"]', 'starmock.config.yaml'],
      timeout: ['{"head":60000}', 'starmock.config.yaml'],
      proxy: ['false', 'starmock.config.yaml'],
      samples: ['{"json.valid":3}', 'starmock.config.yaml'],
      json: ['true', 'starmock.config.yaml'],
    });
    const env = { STARMOCK_MODEL: 'a, b', STARMOCK_TIMEOUT: 'head=60,idle=5', STARMOCK_PROXY: 'http://127.0.0.1:3128' };
    expect(await printed(['verify'], { env })).toMatchObject({
      model: ['["a","b"]', 'STARMOCK_MODEL'],
      timeout: ['{"head":60000,"idle":5000}', 'STARMOCK_TIMEOUT'],
      proxy: ['"http://127.0.0.1:3128"', 'STARMOCK_PROXY'],
    });
  });

  test('shows no secrets', async () => {
    const { stdout } = await program(['serve', '--print-config', '--api-key', 'sk-secret', '--control-token', 'hush']);
    expect(stdout).not.toMatch(/sk-secret|hush/);
    const { stdout: banner } = await serving(['--port', '0'], { env: { STARMOCK_API_KEY: 'sk-live-secret' } });
    expect(banner()).toContain('export OPENAI_API_KEY=$STARMOCK_API_KEY');
  });

  test('is obeyed', async () => {
    const text = 'serve: { port: 0, log: silent, speed: instant }';
    const { url } = await serving([], { cwd: folder('starmock.config.yaml', text), env: { STARMOCK_API_KEY: 'a,b' } });
    const status = async (key: string): Promise<number> =>
      (await fetch(`${url}/models`, { headers: { ...HEADERS, authorization: `Bearer ${key}` } })).status;
    expect([await status('a'), await status('b'), await status('c')]).toEqual([200, 200, 401]);
  });

  test.each([
    ['{ "serv": {} }', 'unknown key "serv". Did you mean "serve"?'],
    ['{ "port": 1 }', 'unknown key "port". Put it under "serve".'],
    ['{ "serve": { "speeed": 1 } }', 'unknown option "speeed" under "serve". Did you mean "speed"?'],
    ['{ "serve": { "fault-rate": 1 } }', 'Did you mean "faultRate"?'],
    ['{ "serve": { "speed": "fast" } }', 'Invalid "speed" in starmock.config.json "fast": Expected "instant"'],
    ['{ "serve": { "strict": "yes" } }', 'Invalid "strict" in starmock.config.json: Expected true or false.'],
    ['{ "serve": { "auth": "no" } }', 'Invalid "auth" in starmock.config.json: Expected true or false.'],
    ['{ "serve": { "scenarios": [{}] } }', 'Expected a list of strings.'],
    ['{ "serve": { "port": true } }', 'Expected a string or a number.'],
    ['{ "serve": [] }', 'expected an object of options under "serve"'],
    ['[]', 'expected an object such as'],
    ['{', 'Cannot read starmock.config.json: '],
  ])('says what is wrong with the file %s', async (text, words) => {
    const { code, stderr } = await program(['serve'], { cwd: folder('starmock.config.json', text) });
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });

  test.each([
    [{ STARMOCK_SCENARIO: 'a' }, '"STARMOCK_SCENARIO". Did you mean "STARMOCK_SCENARIOS"?'],
    [{ STARMOCK_STRICT: 'maybe' }, 'Invalid STARMOCK_STRICT environment variable "maybe": Expected true or false.'],
    [{ STARMOCK_PORT: 'x' }, 'Invalid STARMOCK_PORT environment variable "x": Expected a port from 0 to 65535.'],
    [{ STARMOCK_LOG: 'pretti' }, 'Did you mean "pretty"?'],
    [{ STARMOCK_CONFIG: 'none.json' }, 'no such file'],
  ])('says what is wrong with the environment %j', async (env, words) => {
    const { code, stderr } = await program(['serve'], { env, cwd: temp });
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });

  test('is in one file only', async () => {
    const cwd = folder('starmock.config.json', '{}');
    writeFileSync(path.join(cwd, 'starmock.config.yaml'), '');
    const { stderr } = await program(['serve'], { cwd });
    expect(stderr).toContain('Found both starmock.config.json and starmock.config.yaml');
  });

  test('has a variable of its own for each option', () => {
    for (const command of createProgram(() => Promise.resolve()).commands) {
      const names = command.options.map(variableOf);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('has a schema that takes the examples and nothing unknown', () => {
    const schema = JSON.parse(readFileSync('spec/schemas/config.schema.json', 'utf8')) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const page = readFileSync('docs/configuration.md', 'utf8');
    const [, yaml = ''] = /^```yaml starmock\.config\.yaml\n([\s\S]*?)^```/m.exec(page) ?? [];
    expect(validate(parse(yaml))).toBe(true);
    expect(validate(parse(YAML))).toBe(true);
    expect(validate({ serve: { speeed: 1 } })).toBe(false);
    expect(validate({ serve: { log: 'loud' } })).toBe(false);
  });

  test('of the documentation is read by the built command, in YAML and TypeScript', async () => {
    const page = readFileSync('docs/configuration.md', 'utf8');
    const files = [...page.matchAll(/^```\w+ (starmock\.config\.\w+)\n([\s\S]*?)^```/gm)];
    expect(files).toHaveLength(2);
    for (const [, name = '', text = ''] of files) {
      const cwd = folder(name, text);
      mkdirSync(path.join(cwd, 'node_modules'));
      symlinkSync(process.cwd(), path.join(cwd, 'node_modules', 'starmock'), 'junction');
      const { code, stdout } = await runCli(['serve', '--print-config'], { cwd });
      expect([code, stdout]).toEqual([0, expect.stringMatching(new RegExp(`^port +4020 +${name}$`, 'm'))]);
    }
  });
});
