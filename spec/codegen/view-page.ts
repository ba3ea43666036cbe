/** Builds the page of `src/view/page` into `dist/view.html`, with its script and its style sheet inside. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';

const PAGE = new URL('../../src/view/page/', import.meta.url);
const OUT = new URL('../../dist/', import.meta.url);

const read = (name: string): string => readFileSync(new URL(name, PAGE), 'utf8');

async function script(): Promise<string> {
  const bundle = await rolldown({
    input: new URL('main.tsx', PAGE).pathname,
    platform: 'browser',
    transform: { target: 'es2024' },
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  const [{ code }, ...others] = output;
  if (others.length > 0) throw new Error('Cannot build the page: its bundle has more than one chunk');
  return code;
}

/** What stands between tags must not end them. */
const within = (text: string): string => text.replaceAll(/<\/(?=script|style)/gi, String.raw`<\/`);

const [style, code] = [read('style.css'), await script()];
const page = read('view.html')
  .replace('<style></style>', () => `<style>\n${within(style)}</style>`)
  .replace('<script type="module"></script>', () => `<script type="module">\n${within(code)}</script>`);
mkdirSync(OUT, { recursive: true });
writeFileSync(new URL('view.html', OUT), page);
