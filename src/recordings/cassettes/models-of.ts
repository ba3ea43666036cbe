import type { CassetteManifest, RecordedEntry } from './cassette.ts';
import { answeredBy } from './recorded-answer.ts';

const sorted = (names: ReadonlyArray<string | undefined>): string[] =>
  [...new Set(names.filter((name): name is string => name !== undefined && name !== ''))].toSorted();

/** The models that requests ask for, and those that responses name. */
export const modelsOf = (entries: readonly RecordedEntry[]): CassetteManifest['models'] => ({
  asked: sorted(entries.map(({ observation }) => observation.model)),
  answered: sorted(entries.map(({ observation }) => answeredBy(observation))),
});
