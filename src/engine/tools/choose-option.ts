import { WORDS } from '../words.ts';
import { createFacts } from '../values/facts.ts';
import { SILENT } from '../values/silent-words.ts';
import { splitName, splitWords, stem } from '../values/tokens.ts';
import { conceptsOfWord } from './concepts.ts';
import { requestWords } from './score-tools.ts';
import { stemRows } from './tool-words.ts';

const KIN = stemRows(WORDS.synonyms.groups);
const TEXT_LIMIT = 6000;

/** What a description says of one option: "'billing' for invoices, 'tech' for crashes". */
function explanationOf(option: string, description: string): string {
  const at = description.toLowerCase().indexOf(option.toLowerCase());
  if (at < 0) return '';
  const rest = description.slice(at + option.length, at + option.length + 160);
  return /^["'`]?\s*(?::|=|-|–|\(|for\b|if\b|when\b)\s*([^;,.\n)]{2,120})/i.exec(rest)?.[1] ?? '';
}

function scoreOption(option: string, description: string, words: ReadonlySet<string>): number {
  const own = [...splitName(option), ...splitWords(explanationOf(option, description))].filter(
    (word) => !SILENT.has(stem(word)),
  );
  const roots = new Set(own.map(stem));
  let score = 0;
  for (const word of new Set(own)) {
    if (words.has(stem(word))) score += 2;
    else if (conceptsOfWord(word).some((concept) => words.has(concept))) score += 1;
  }
  for (const group of KIN) {
    if (!group.some((root) => roots.has(root))) continue;
    score += 0.6 * Math.min(3, group.filter((root) => words.has(root) && !roots.has(root)).length);
  }
  return score;
}

/** The option whose words, or words that mean the same, the text speaks of most; `undefined` where it speaks of none. */
export function chooseOption(options: readonly string[], description: string, text: string): string | undefined {
  const words = requestWords(text.slice(0, TEXT_LIMIT), createFacts(text));
  const ranked = options.slice(0, 60).map((option) => ({ option, score: scoreOption(option, description, words) }));
  const [best] = ranked.toSorted((a, b) => b.score - a.score);
  return best === undefined || best.score < 0.6 ? undefined : best.option;
}
