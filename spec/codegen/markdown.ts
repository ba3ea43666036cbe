import { format } from 'prettier';

/** `text` in backticks, unless it is empty. */
export const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

/** Names in backticks, separated by commas. */
export const codes = (names: readonly string[]): string => names.map(code).join(', ');

/** A heading with an anchor that is the name itself, dots included: `faults.md#sse.stall`. */
export const anchored = (name: string): string => `### <a id="${name}"></a>\`${name}\``;

/** Links to the anchors of some names on a page. */
export const links = (page: string, names: readonly string[]): string =>
  names.map((name) => `[\`${name}\`](${page}#${name})`).join(', ');

/** A list of `label: value`, without the empty values. */
export const facts = (rows: readonly (readonly [label: string, value: string])[]): string =>
  rows
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `- ${label}: ${value}`)
    .join('\n');

/** A page of sections, formatted like the rest of the repository. */
export const page = (sections: readonly string[]): Promise<string> =>
  format(sections.filter((section) => section !== '').join('\n\n'), { parser: 'markdown', printWidth: 120 });
