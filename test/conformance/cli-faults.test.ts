// Faults on the command line.
import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.ts';
import { FAULTS } from '../../src/faults/catalogue.ts';
import { program, serving } from '../support/program.ts';
import { HEADERS } from '../support/requests.ts';

const BODY = JSON.stringify({ model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hello!' }] });

type Serving = Awaited<ReturnType<typeof serve>>;

/** Serves at full speed until the test is over. */
async function serve(...args: readonly string[]) {
  const { url, says } = await serving(['--port', '0', '--speed', 'instant', ...args]);
  const ask = (headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: { ...HEADERS, ...headers },
      body: BODY,
    });
  return { ask, says };
}

async function statuses({ ask }: Serving, count: number): Promise<number[]> {
  const all: number[] = [];
  for (let i = 0; i < count; i++) {
    // oxlint-disable-next-line no-await-in-loop
    all.push((await ask()).status);
  }
  return all;
}

describe('serve', () => {
  test('injects each --fault, and says so at the start and at each request', async () => {
    const { ask, says } = await serve('--fault', 'b.usage-null', '--fault', 'model.echo-other=llama');
    await says(/faults: b\.usage-null, model\.echo-other=llama/);
    expect(await (await ask()).json()).toMatchObject({ usage: null, model: 'llama' });
    await says(/200 POST .* fault b\.usage-null, model\.echo-other=llama/);
  });

  test('goes through --fault-script', async () => {
    expect(await statuses(await serve('--fault-script', '429,503@retry_after=2,ok'), 4)).toEqual([429, 503, 200, 200]);
  });

  test('leaves it to chance with --fault-rate', async () => {
    const all = await statuses(await serve('--fault', '500', '--fault-rate', '0.5', '--seed', '3'), 30);
    expect(new Set(all)).toEqual(new Set([200, 500]));
  });

  test('lets requests choose with --fault-header', async () => {
    const { ask } = await serve('--fault-header');
    expect((await ask({ 'x-starmock-fault': '418' })).status).toBe(418);
    expect((await ask()).status).toBe(200);
  });

  test('writes the faults of a request into its JSON line', async () => {
    const { ask, says } = await serve('--log', 'json', '--fault', '500');
    await ask();
    expect(JSON.parse(await says(/\{"event":"exchange".*\}/))).toMatchObject({ status: 500, faults: ['500'] });
  });

  test.each([
    [['--fault', 'sse.stal'], /there is no fault "sse\.stal"; did you mean sse\.stall/],
    [['--fault', 'b.bom=2'], /fault b\.bom has no parameter "value"; it takes none/],
    [['--fault-script', '429,okay'], /there is no fault "okay"/],
    [['--fault-rate', '2'], /Expected a probability from 0 to 1/],
  ])('ends with a usage error for %s', async (args, message) => {
    const { code, stderr } = await program(['serve', '--port', '0', ...args]);
    expect(code).toBe(EXIT.usage);
    expect(stderr).toMatch(message);
  });
});

describe('faults', () => {
  test('lists them all, class by class', async () => {
    const { code, stdout } = await program(['faults']);
    expect(code).toBe(EXIT.ok);
    expect(stdout).toMatch(/^Event streams\n/);
    expect(FAULTS.filter(({ name }) => !stdout.includes(`\n  ${name}  `))).toEqual([]);
  });

  test.each(['sse', 'sse.'])('lists a family by its name: %s', async (name) => {
    const { code, stdout } = await program(['faults', name]);
    expect(code).toBe(EXIT.ok);
    const listed = [...stdout.matchAll(/^ {2}(\S+)/gm)].map(([, found]) => found);
    expect(listed).toEqual(FAULTS.filter((fault) => fault.name.startsWith('sse.')).map((fault) => fault.name));
  });

  test('lists what a filter leaves, whatever the case', async () => {
    const { stdout } = await program(['faults', '--filter', 'USAGE.SUM', '--json']);
    const names = (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
    const wanted = FAULTS.filter(({ name, title, breaks }) => /usage\.sum/i.test([name, title, ...breaks].join('\n')));
    expect(names).toEqual(wanted.map(({ name }) => name));
    expect(names.length).toBeGreaterThan(0);
    expect((await program(['faults', 'b', '--filter', 'zebra'])).code).toBe(EXIT.usage);
  });

  test.each([40, 80, 200])('keeps to %i columns', async (width) => {
    const { stdout } = await program(['faults', 'b'], { width });
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line.length > width && line.trim().includes(' '))).toEqual([]);
  });

  test('lines its columns up', async () => {
    const { stdout } = await program(['faults', 'b'], { width: 100 });
    const starts = stdout.matchAll(/^ {2}\S+ +(?=fatal|silent|costly|tolerated|benign)/gm);
    expect(new Set([...starts].map(([start]) => start.length)).size).toBe(1);
  });

  test('shows everything about one', async () => {
    const { stdout } = await program(['faults', 'http.status']);
    expect(stdout).toMatch(/^http\.status {2}fatal\n/);
    expect(stdout).toContain('violates: model.available');
    expect(stdout).toContain('http.status@retry_after=0  Seconds in Retry-After');
  });

  test('tells what clients were measured to make of it', async () => {
    const { stdout } = await program(['faults', 'b.ct-html']);
    expect(stdout).toContain('  openai-node: throws\n');
    expect(stdout).toContain('  @ai-sdk/openai: unaffected\n');
  });

  test('prints JSON for programs', async () => {
    const all = JSON.parse((await program(['faults', '--json'])).stdout) as { name: string }[];
    expect(all.map(({ name }) => name)).toEqual(FAULTS.map(({ name }) => name));
    const one: unknown = JSON.parse((await program(['faults', 'param.ignore', '--json'])).stdout);
    expect(one).toMatchObject({ name: 'param.ignore', bends: ['request'], parameters: [{ default: 'max_tokens' }] });
  });

  test('names near ones where there is none', async () => {
    const { code, stderr } = await program(['faults', 'truncated']);
    expect(code).toBe(EXIT.usage);
    expect(stderr).toContain('did you mean b.truncated, sse.truncated-');
  });
});
