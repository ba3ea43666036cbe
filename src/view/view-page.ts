import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import type { HeaderList } from '../wire/encode.ts';

/** The page in one file, with its script and its style sheet; `npm run build` makes it. */
const PAGE_URL: URL = new URL('generated/view.html', import.meta.url);

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

/** Reads the page. */
export async function readViewPage(): Promise<ViewPage> {
  const text = await readFile(PAGE_URL, 'utf8');
  return {
    text,
    headers: [
      ['content-security-policy', policyOf(text)],
      ['cross-origin-opener-policy', 'same-origin'],
      ['cross-origin-resource-policy', 'same-origin'],
    ],
  };
}
