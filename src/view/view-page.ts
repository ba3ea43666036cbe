import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { HeaderList } from '../wire/encode.ts';

/** Where the built page lies, as seen from a chunk of the command and from the source. */
const PLACES = [new URL('../view.html', import.meta.url), new URL('../../dist/view.html', import.meta.url)] as const;

export interface ViewPage {
  readonly text: string;
  readonly headers: HeaderList;
}

/** Hashes of what stands between the tags of a name, as a content security policy lists them. */
const hashes = (html: string, tag: string): string =>
  [...html.matchAll(new RegExp(`<${tag}[^>]*>([^]*?)</${tag}>`, 'g'))]
    .map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    .join(' ');

/** Only the script and the style sheet of the page work, and it can talk to its server alone. */
const policyOf = (html: string): string =>
  [
    `default-src 'none'`,
    `script-src ${hashes(html, 'script')}`,
    `style-src ${hashes(html, 'style')}`,
    `connect-src 'self'`,
    `img-src data:`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
  ].join('; ');

async function builtPage(): Promise<string> {
  const [near, far] = PLACES;
  try {
    return await readFile(near, 'utf8').catch(() => readFile(far, 'utf8'));
  } catch (error) {
    throw new Error('The page is missing: run "npm run build", or reinstall starmock', { cause: error });
  }
}

/** Reads the page, which is one file with its script and its style sheet. @throws Error where it was not built */
export async function readViewPage(): Promise<ViewPage> {
  const text = await builtPage();
  return {
    text,
    headers: [
      ['content-security-policy', policyOf(text)],
      ['cross-origin-opener-policy', 'same-origin'],
      ['cross-origin-resource-policy', 'same-origin'],
    ],
  };
}
