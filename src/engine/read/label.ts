import { wordsOf } from './text.ts';
import { WORDS } from '../words.ts';

/** What a labelled piece of a message is for. */
export type LabelRole =
  'question' | 'history' | 'options' | 'tools' | 'orders' | 'example' | 'material' | 'slot' | 'speaker' | 'other';

/** A line that names what follows it. */
export interface Label {
  readonly name: string;
  /** What stands behind the label on its own line. */
  readonly rest: string;
  /** A heading holds until the next heading; a plain label until the next label or, with text of its own, the blank line. */
  readonly heading: boolean;
}

const ROLE_OF: ReadonlyMap<string, LabelRole> = new Map(
  Object.entries(WORDS.labels.roles).flatMap(([role, names]) =>
    names.split('|').map((name): [string, LabelRole] => [name, role as LabelRole]),
  ),
);

/** Longest label, in words. */
const MAX_WORDS = 6;

function lookUp(words: readonly string[]): LabelRole | undefined {
  for (let from = 0; from < words.length; from++) {
    const role = ROLE_OF.get(words.slice(from).join(' '));
    if (role !== undefined) return role;
  }
  for (let to = words.length - 1; to > 0; to--) {
    const role = ROLE_OF.get(words.slice(0, to).join(' '));
    if (role !== undefined) return role;
  }
  return undefined;
}

const singular = (word: string): string => (word.endsWith('s') && word.length > 3 ? word.slice(0, -1) : word);

/** What a label announces, by its words: `Retrieved Context` is material, `Category` a slot to fill. */
export function roleOfLabel(name: string): LabelRole {
  if (/[\u4e00-\u9fff]/.test(name)) {
    const known = [...ROLE_OF].filter(
      ([key]) => /[\u4e00-\u9fff]/.test(key) && (name.endsWith(key) || name.startsWith(key)),
    );
    return known.toSorted((a, b) => b[0].length - a[0].length)[0]?.[1] ?? 'other';
  }
  const words = wordsOf(name.replaceAll('_', ' ')).filter((word) => !/^\d+$/.test(word));
  const known = words.length > MAX_WORDS ? undefined : (lookUp(words) ?? lookUp(words.map(singular)));
  return known ?? 'other';
}

const HEADING =
  /^(?:#{1,6}\s+([^\n]{1,80})|<<\s*([^<>\n]{1,60}?)\s{0,64}>>|={2,}\s*([^=\n]{1,60}?)\s{0,64}={2,}|\*\*([^*\n]{1,60}?):?\*\*:?|\[([A-Z][^\][\n]{1,40})\]:?)$/;
const PLAIN =
  /^(?:\*\*|__|>\s?|-\s\*\*)?(\[?[\p{L}][\p{L}\p{N}/'’&_-]*(?: [\p{L}\p{N}/'’&()#_-]+){0,5}(?: \([^()\n]{1,60}\))?\]?)(?:\*\*|__)?\s?(?:=>|[:：](?:\*\*|__)?)(?!\/\/)[ \t]*(.*)$/u;

/** Reads a line as a label, if it is one. */
export function labelOf(line: string): Label | undefined {
  const text = line.trim();
  if (text.length === 0 || text.length > 4000) return undefined;
  const heading = HEADING.exec(text.slice(0, 90));
  const [, told = '', rest = ''] =
    heading?.[1] === undefined ? [] : (/^([^:：]{2,40})[:：]\s+(\S.*)$/u.exec(heading[1]) ?? []);
  if (told !== '') return { name: told, rest, heading: false };
  if (heading !== null && text.length <= 90) {
    const name = heading.slice(1).find((part) => part !== undefined) ?? '';
    return { name: name.replace(/[:：]$/, '').trim(), rest: '', heading: true };
  }
  const match = PLAIN.exec(text);
  const name = match?.[1];
  if (match === null || name === undefined || name.length > 64) return undefined;
  // "every day at 04:30" has no label.
  if (/\d$/.test(name) && /^\d/.test(match[2] ?? '') && !/[:：]\s/.test(text.slice(name.length, name.length + 3)))
    return undefined;
  return { name: name.replaceAll(/[[\]]/g, '').trim(), rest: (match[2] ?? '').trim(), heading: false };
}

const INLINE = new RegExp(
  `(?<=[.?!)”"\\]}] )((?:${[...ROLE_OF.keys()]
    .filter((name) => /^[a-z -]+$/.test(name) && name.length > 3)
    .map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`)
    .toSorted((a, b) => b.length - a.length)
    .join('|')}):) `,
  'gu',
);

/** "Question: 6+3? Answer: 9": breaks a line before the known labels within it. */
export function breakAtLabels(line: string): readonly string[] {
  if (!line.includes(': ') || line.length > 4000) return [line];
  return line.replaceAll(INLINE, '\n$1 ').split('\n');
}
