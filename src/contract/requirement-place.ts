import data from './generated/requirement-lines.json' with { type: 'json' };

/** Where a requirement stands in the documents that people read. */
export interface RequirementPlace {
  /** Path from the root of the package. */
  readonly file: string;
  readonly line: number;
}

/**
 * Where a requirement stands; the first line of the contract for an id that has no place.
 *
 * @example
 * requirementPlace('sse.done.once').file; // 'spec/openapi.yaml'
 */
export function requirementPlace(id: string): RequirementPlace {
  const lines: Readonly<Record<string, number>> = data.lines;
  const files: Readonly<Record<string, string>> = data.files;
  return { file: `spec/${files[id] ?? 'openapi.yaml'}`, line: lines[id] ?? 1 };
}
