/** A page of the documentation: its path from the root of the repository, and its text. */
export type Page = readonly [path: string, text: string];

/** Pages after the README, by the heading they are listed under. */
const GROUPS: readonly (readonly [heading: string, paths: readonly string[]])[] = [
  [
    'Mock server',
    ['docs/scenarios.md', 'docs/models.md', 'docs/responses.md', 'docs/faults.md', 'docs/fault-catalogue.md'],
  ],
  [
    'Tests',
    ['docs/testing.md', 'docs/sdks.md', 'docs/other-languages.md', 'fixtures/README.md', 'docs/reference/index.md'],
  ],
  ['Verify', ['docs/verify.md', 'docs/checks.md', 'docs/kill-matrix.md', 'docs/field-reports.md', 'docs/tap.md']],
];

const title = (text: string): string => /^# (.+)$/m.exec(text)?.[1] ?? '';

/** First sentence after the title, without links and line breaks. */
function summary(text: string): string {
  const [, body = ''] = text.split(/^# .+\n+/m);
  const paragraph = body.split(/\n\n/, 1)[0] ?? '';
  const plain = paragraph.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/\s+/g, ' ');
  return /^.*?\.(?=\s|$)/.exec(plain)?.[0] ?? plain;
}

const relative = (path: string): string => (path.startsWith('docs/') ? path.slice('docs/'.length) : `../${path}`);

const entry = ([path, text]: Page): string => `- [${title(text)}](${relative(path)}): ${summary(text)}`;

/** The index of the documentation for language models, in the format of llmstxt.org. */
export function llmsIndex(pages: readonly Page[]): string {
  const byPath = new Map(pages);
  const listed = (path: string): string[] => [entry([path, byPath.get(path) ?? ''])];
  const sections = GROUPS.map(([heading, paths]) => [`## ${heading}`, '', ...paths.flatMap(listed)].join('\n'));
  return `${['# starmock', `> ${summary(byPath.get('README.md') ?? '')}`, listed('README.md').join(''), ...sections].join('\n\n')}\n`;
}

/** Paths of all pages that the index lists. */
export const INDEXED: readonly string[] = ['README.md', ...GROUPS.flatMap(([, paths]) => paths)];
