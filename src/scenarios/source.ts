import type { Scenario } from './scenario.ts';

/** Steps from the root of a source to a value in it. */
export type ValuePath = readonly (string | number)[];

/** Line and column in a text, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Scenarios, and where they come from. */
export interface Source {
  /** Path of the file, or a name for values: what messages call it. */
  readonly file: string;
  /** What should be a {@link ScenarioFile}. */
  readonly value: unknown;
  /** Finds a value in the text; absent where there is none. */
  locate?(path: ValuePath, at: 'key' | 'value'): Promise<Place>;
}

/**
 * Scenarios written in TypeScript as a source.
 *
 * @param name what messages call it, for instance `createMock({ scenarios })`; unique among what is in use at the same time,
 *   since it tells the scenarios without a name apart
 */
export function valueSource(name: string, scenarios: readonly Scenario[]): Source {
  return { file: name, value: { scenarios } };
}
