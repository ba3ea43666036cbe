import { stem } from './tokens.ts';
import { WORDS, wordSet } from '../words.ts';

/** Words that say nothing about what a tool or a request is for. */
export const SILENT: ReadonlySet<string> = new Set([...wordSet(WORDS.values.silentWordsSilent)].map(stem));
