import { WORDS } from '../words.ts';
import { stem } from '../values/tokens.ts';

const split = (row: string): readonly string[] => row.split(' ');

/** Rows of words, each as stems. */
export const stemRows = (rows: readonly string[]): readonly (readonly string[])[] =>
  rows.map((row) => split(row).map(stem));

/** A row of words as stems. */
export const stemSet = (row: string): ReadonlySet<string> => new Set(split(row).map(stem));

/** The words by which tools are chosen, as `data/tools.yaml` has them. */
export const TOOL_WORDS: typeof WORDS.tools = WORDS.tools;
