import { WORDS } from '../words.ts';
import { splitName } from '../values/tokens.ts';

/** What a field of an answer asks for, by its name and what is said of it. */
export type FieldKind =
  | 'answer'
  | 'reason'
  | 'summary'
  | 'title'
  | 'keywords'
  | 'query'
  | 'question'
  | 'step'
  | 'score'
  | 'sql'
  | 'citation'
  | 'language'
  | 'translation'
  | 'tool'
  | 'toolInput'
  | 'key'
  | 'emoji'
  | 'mood'
  | 'code'
  | 'other';

const BY_NAME: ReadonlyMap<string, FieldKind> = new Map(
  WORDS.fill.fieldKinds.flatMap((row) => {
    const [kind = '', names = ''] = row.split(' => ');
    return names.split(' ').map((name): [string, FieldKind] => [name, kind as FieldKind]);
  }),
);

/** Reads the kind of a field out of its name; of several words, the whole, then the last, then the first. */
export function fieldKind(name: string): FieldKind {
  const words = splitName(name);
  for (const key of [words.join(''), words.at(-1) ?? '', words[0] ?? '']) {
    const kind = BY_NAME.get(key);
    if (kind !== undefined && !(kind === 'title' && key === 'name')) return kind;
  }
  return 'other';
}
