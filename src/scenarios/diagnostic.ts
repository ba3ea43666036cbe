import type { Source, ValuePath } from './source.ts';

/** Something wrong with a source, before its place in the text is looked up. */
export interface Problem {
  readonly source: Source;
  readonly path: ValuePath;
  /** Whether the key at the end of the path is meant, or its value. */
  readonly at: 'key' | 'value';
  readonly message: string;
  readonly hint?: string;
}

/** A problem with a source, for people and programs. */
export interface Diagnostic {
  readonly file: string;
  /** From 1; absent for values that were not read from a text. */
  readonly line?: number;
  readonly column?: number;
  /** JSON Pointer to the value. */
  readonly path: string;
  readonly message: string;
  /** What to do about it: `did you mean "contains"?` */
  readonly hint?: string;
}

const escaped = (step: string | number): string => String(step).replaceAll('~', '~0').replaceAll('/', '~1');

/** @example pointerOf(['scenarios', 0]) // '/scenarios/0' */
export function pointerOf(path: ValuePath): string {
  return path.map((step) => `/${escaped(step)}`).join('');
}

/** Order of the text, so that people read a file from top to bottom. */
function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return 0;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/**
 * Looks up lines and columns. The parser that knows them is loaded only here: files without problems never need it.
 */
export async function locateProblems(problems: readonly Problem[]): Promise<Diagnostic[]> {
  const diagnostics = await Promise.all(
    problems.map(async ({ source, path, at, message, hint }): Promise<Diagnostic> => {
      const place = await source.locate?.(path, at);
      return { file: source.file, ...place, path: pointerOf(path), message, ...(hint === undefined ? {} : { hint }) };
    }),
  );
  return diagnostics.toSorted(byPlace);
}

/**
 * A diagnostic as one line that editors and terminals can follow.
 *
 * @example
 * formatDiagnostic(diagnostic); // 'weather.yaml:4:7 unknown key "containz": did you mean "contains"?'
 */
export function formatDiagnostic({ file, line, column, path, message, hint }: Diagnostic): string {
  const place = line === undefined ? `${file}${path === '' ? '' : `#${path}`}` : `${file}:${line}:${column ?? 1}`;
  return `${place} ${message}${hint === undefined ? '' : `; ${hint}`}`;
}
