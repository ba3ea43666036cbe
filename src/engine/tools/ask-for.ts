import type { Language } from '../read/language.ts';
import { TOOL_WORDS } from './tool-words.ts';

const QUESTIONS: Readonly<Record<Language, string>> = TOOL_WORDS.asking;
const NAME_LIMIT = 6;

/** The question for what only the user can say, by the names of the arguments. */
export function askFor(missing: readonly string[], language: Language): string {
  const [before = '', and = '', after = ''] = QUESTIONS[language].split('|');
  const names = missing.slice(0, NAME_LIMIT);
  const first = names.slice(0, -1);
  return `${before}${first.length === 0 ? '' : `${first.join(', ')}${and}`}${names.at(-1) ?? ''}${after}`;
}
