/**
 * Writes the reference of the public types to docs/reference. With `--check` it writes nothing, lists stale files, and exits with 1.
 * It takes longer than the other generators, so it has a script of its own: `npm run reference`.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { Application } from 'typedoc';
import { anchorsIn } from './markdown-links.ts';
import { stale, type Outputs } from './stale.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TARGET = 'docs/reference';
const NOTICE = '<!-- Generated from src/ by `npm run reference`. Do not edit. -->';

/** Every Markdown file in a folder, by its path in there. */
const pagesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));

async function render(folder: string): Promise<void> {
  const options = fileURLToPath(new URL('typedoc.json', import.meta.url));
  const app = await Application.bootstrapWithPlugins({ options, out: folder });
  const project = await app.convert();
  if (!project) throw new Error('typedoc could not read the entry points');
  await app.generateOutputs(project);
}

/** The generator numbers links to some headings as if there were more of them. */
function withRealAnchors(text: string): string {
  const anchors = anchorsIn(text);
  return text.replaceAll(/\(#(\w+)-\d+\)/g, (link: string, name: string) =>
    anchors.has(link.slice(2, -1)) ? link : `(#${name})`,
  );
}

async function outputs(): Promise<Outputs> {
  const folder = mkdtempSync(join(tmpdir(), 'starmock-reference-'));
  try {
    await render(folder);
    const pages = pagesIn(folder).toSorted();
    const style = await resolveConfig(TARGET);
    return new Map(
      await Promise.all(
        pages.map(async (path): Promise<[string, string]> => {
          const text = `${NOTICE}\n\n${withRealAnchors(readFileSync(join(folder, path), 'utf8'))}`;
          return [`${TARGET}/${path}`, await format(text, { ...style, parser: 'markdown' })];
        }),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function current(path: string): string | undefined {
  try {
    return readFileSync(join(ROOT, path), 'utf8');
  } catch {
    return undefined;
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
  process.stdout.write(`wrote ${path}\n`);
}

const files = await outputs();
const changed = stale(files, current);
if (!process.argv.includes('--check')) for (const path of changed) write(path, files.get(path) ?? '');
else if (changed.length > 0) {
  process.stderr.write(
    `${changed.map((path) => `stale: ${path}\n`).join('')}Run \`npm run reference\` and commit the result.\n`,
  );
  process.exitCode = 1;
}
