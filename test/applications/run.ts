// Runs applications that nobody here wrote against the mock, each in an environment of its own, and writes docs/applications.md.
// Usage: npm run applications [-- <words of names>]
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
/** The line that says why: the last one that names an error, or else the last. */
function reasonIn(text: string): string {
  const lines = text.trim().split('\n');
  return (lines.findLast((line) => /^\S*Error\b/.test(line.trim())) ?? lines.at(-1) ?? '').trim().slice(0, 160);
}

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
  return { application, result: passed ? 'passed' : 'failed', note: passed ? '' : reasonIn(said), requests };
}

/** One row of the page, as its cells. */
type Row = readonly string[];

function rowOf({ application, result, note, requests }: Outcome): Row {
  const { name, packages, proves, replaced = '' } = application;
  const cells = [name, packages[0], proves, note === '' ? result : `${result}: ${note}`, String(requests), replaced];
  return cells.map((cell) => cell.replaceAll('|', '\\|'));
}

/** The rows that the page has. A row of another version, or of a check that has changed its words, says nothing about this one. */
function rowsOf(text: string): readonly Row[] {
  const rows = text.split('\n').map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()));
  return rows.filter((cells) => cells.length === 8).map((cells) => cells.slice(1, 7));
}

/** The page with the rows of this run in the place of earlier ones. */
function page(earlier: string, outcomes: readonly Outcome[]): string {
  const known = [...outcomes.map(rowOf), ...rowsOf(earlier)];
  const rows = APPLICATIONS.map(({ name, packages, proves }) => {
    const own = [name, packages[0], proves];
    return known.find((row) => own.every((cell, at) => row[at] === cell)) ?? [...own, 'not tried', '', ''];
  });
  const passed = rows.filter((row) => row[3] === 'passed').length;
  return `# Applications

\`npm run applications\` installs these applications at fixed versions and runs them against \`starmock\`, with only the base URL and the
key set; \`npm run applications -- langchain\` runs those with this word in their names and leaves the other rows as they are. Each script
asserts the values that the application parsed and the step that it took next. ${passed} of ${rows.length} pass.

| application | package | what is checked | result | requests | replaced |
| ----------- | ------- | --------------- | ------ | -------- | -------- |
${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}
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
    const text = page(readFileSync(PAGE, 'utf8'), [outcome]);
    // oxlint-disable-next-line no-await-in-loop -- a run that is broken off leaves what it has found
    writeFileSync(PAGE, await format(text, { parser: 'markdown', printWidth: 140 }));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = outcomes.some(({ result }) => result === 'failed') ? 1 : 0;
