import { existsSync } from 'node:fs';
import path from 'node:path';

const CODE = /^```[^]*?^```/gm;
const withoutCode = (markdown: string): string => markdown.replaceAll(CODE, '');

/** The anchor that GitHub gives a heading. */
const slug = (heading: string): string =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/<[^>]*>/g, '')
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
    .replaceAll(' ', '-');

/** Every anchor of a page: of its headings, those that come again numbered, and those that stand in HTML. */
export function anchorsIn(markdown: string): Set<string> {
  const counts = new Map<string, number>();
  const headings = [...withoutCode(markdown).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) => {
    const name = slug(heading);
    const before = counts.get(name) ?? 0;
    counts.set(name, before + 1);
    return before === 0 ? name : `${name}-${before}`;
  });
  return new Set([...headings, ...[...markdown.matchAll(/<a id="([^"]+)"/g)].map(([, id = '']) => id)]);
}

/**
 * Links of a page to files of this repository that lead nowhere.
 *
 * @param file relative to the root
 * @param read the text of a page
 */
export function deadLinks(file: string, read: (file: string) => string): string[] {
  const links = [...withoutCode(read(file)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [to = '', anchor] = link.split('#');
    const target = to === '' ? file : path.posix.join(path.posix.dirname(file), to);
    if (!existsSync(target)) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchorsIn(read(target)).has(anchor);
  });
}
