// Runs applications that nobody here wrote against the mock, each in an environment of its own, and writes docs/applications.md.
// Usage: npm run applications [-- <words of names>]
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'prettier';
import { createMock } from '../../src/index.ts';
import { APPLICATIONS, type Application } from './applications.ts';
import { environmentFor, type Environment } from './environments.ts';

const PAGE = new URL('../../docs/applications.md', import.meta.url);
const MINUTE = 60_000;
/** A port where nothing listens: whatever an application wants to download fails at once. */
const NOWHERE = 'http://127.0.0.1:9';

/** Downloads, checks and reports that the applications would make by themselves. */
const QUIET = {
  LITELLM_LOCAL_MODEL_COST_MAP: 'True',
  PROMPTFOO_DISABLE_TELEMETRY: '1',
  PROMPTFOO_DISABLE_UPDATE: '1',
  MASTRA_TELEMETRY_DISABLED: '1',
  PYTHONDONTWRITEBYTECODE: '1',
};

interface Outcome {
  readonly application: Application;
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly note: string;
  readonly requests: number;
}

type Started = Extract<Environment, { readonly ok: true }>;

interface Finished {
  readonly ok: boolean;
  readonly text: string;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.slice(0, 160) ?? '';

/** Runs an application without blocking: the mock answers in this process. */
async function play(environment: Started, url: string, folder: string): Promise<Finished> {
  const home = path.join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const child = spawn(environment.command, environment.args, {
    cwd: environment.folder,
    // A command line that waits for more words would wait for ever.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: `${path.dirname(environment.command)}:${process.env['PATH'] ?? ''}`,
      HOME: home,
      OPENAI_BASE_URL: url,
      OPENAI_API_BASE: url,
      OPENAI_API_KEY: 'sk-applications',
      ...QUIET,
      HTTP_PROXY: NOWHERE,
      HTTPS_PROXY: NOWHERE,
      NO_PROXY: '127.0.0.1,localhost',
    },
    timeout: 10 * MINUTE,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  return { ok: code === 0, text };
}

async function run(application: Application, folder: string): Promise<Outcome> {
  const environment = environmentFor(application, folder);
  if (!environment.ok) return { application, result: 'skipped', note: environment.reason, requests: 0 };
  await using mock = createMock({ speed: 'instant' });
  const { url } = await mock.listen();
  const { ok: passed, text: said } = await play(environment, url, folder);
  const requests = mock.requests.length;
  rmSync(environment.folder, { recursive: true, force: true });
  return { application, result: passed ? 'passed' : 'failed', note: passed ? '' : lastLine(said), requests };
}

function page(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ application, result, note, requests }) => {
    const { name, packages, proves, replaced = '' } = application;
    const cells = [name, packages[0], proves, note === '' ? result : `${result}: ${note}`, requests, replaced];
    return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  });
  const passed = outcomes.filter(({ result }) => result === 'passed').length;
  const open = APPLICATIONS.length - outcomes.length;
  const left = open === 0 ? '' : ` The run was broken off: ${open} more were not tried.`;
  return `# Applications

\`npm run applications\` installs these applications at fixed versions and runs them against \`starmock\`, with only the base URL and the
key set. Each script asserts the values that the application parsed and the step that it took next. ${passed} of ${outcomes.length} pass.${left}

| application | package | what is checked | result | requests | replaced |
| ----------- | ------- | --------------- | ------ | -------- | -------- |
${rows.join('\n')}
`;
}

const words = process.argv.slice(2).map((word) => word.toLowerCase());
const chosen = APPLICATIONS.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word)),
);
const folder = mkdtempSync(path.join(tmpdir(), 'starmock-applications-'));
const outcomes: Outcome[] = [];
try {
  for (const application of chosen) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other: they are heavy
    const outcome = await run(application, folder);
    say(`${outcome.result.toUpperCase()} ${application.name} (${outcome.requests} requests) ${outcome.note}`);
    outcomes.push(outcome);
    // oxlint-disable-next-line no-await-in-loop -- a run that is broken off leaves what it has found
    if (words.length === 0) writeFileSync(PAGE, await format(page(outcomes), { parser: 'markdown', printWidth: 140 }));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = outcomes.some(({ result }) => result === 'failed') ? 1 : 0;
