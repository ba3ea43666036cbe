import { memoize } from '../values/memoize.ts';
import { SILENT } from '../values/silent-words.ts';
import { splitWords, stem } from '../values/tokens.ts';
import { TOOL_WORDS } from './tool-words.ts';

/** A word may belong to several groups: the stock of a shop is no share. */
const CONCEPTS_OF: ReadonlyMap<string, readonly string[]> = TOOL_WORDS.synonyms.reduce((map, group) => {
  const words = group.split(' ');
  for (const word of new Set(words.map(stem))) map.set(word, [...(map.get(word) ?? []), `~${words[0] ?? ''}`]);
  return map;
}, new Map<string, readonly string[]>());

const MEMBERS: ReadonlyMap<string, readonly string[]> = new Map(
  TOOL_WORDS.synonyms.map((group) => [`~${group.split(' ')[0] ?? ''}`, group.split(' ').map(stem)]),
);
/** Stems of all words of a group. */
export const membersOf = (concept: string): readonly string[] => MEMBERS.get(concept) ?? [];

/** Chinese words have no gaps to split at; they are looked for as they stand. */
const SPOKEN_CHINESE = TOOL_WORDS.chinese.map((row) => {
  const [concept = '', ...words] = row.split(' ');
  return { words, concept: `~${concept}` };
});

/** Characters looked at. */
const TEXT_LIMIT = 6000;

/** The groups of words with one meaning that a word belongs to. */
export const conceptsOfWord = (word: string): readonly string[] => CONCEPTS_OF.get(stem(word)) ?? [];

function collect(words: readonly string[], text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of words) addWord(word, found);
  if (/[\u4e00-\u9fff]/.test(text))
    for (const { words: spoken, concept } of SPOKEN_CHINESE)
      if (spoken.some((one) => text.includes(one))) found.add(concept);
  return found;
}

/** Word stems of a text and the concepts they belong to, without words that say nothing. */
export const conceptsOf: (text: string) => ReadonlySet<string> = memoize((text) => {
  const clipped = text.slice(0, TEXT_LIMIT);
  return collect(splitWords(clipped), clipped);
});

function addWord(word: string, found: Set<string>): void {
  const root = stem(word);
  for (const concept of CONCEPTS_OF.get(root) ?? []) found.add(concept);
  if (!SILENT.has(root) && (root.length > 1 || word > '\u007f')) found.add(root);
}
