import type { ErrorPlan } from '../../engine/plan.ts';

/**
 * A error on its way up from the value that has it. Each level adds its key, so that values without a error cost no path.
 */
export interface ValidationError {
  /** Keys from the innermost outwards. */
  readonly keys: (string | number)[];
  /** Makes the error once the whole path is known. */
  readonly report: (path: string) => ErrorPlan;
}

/** A error of the value at hand. */
export const errorHere = (report: ValidationError['report']): ValidationError => ({ keys: [], report });

/** The same error, seen from the container that holds the value under `key`. */
export function under(key: string | number, error: ValidationError | undefined): ValidationError | undefined {
  error?.keys.push(key);
  return error;
}

/**
 * A path in the API's notation.
 *
 * @example
 * pathOf(['role', 0, 'messages']); // 'messages[0].role'
 */
export function pathOf(keys: readonly (string | number)[]): string {
  let path = '';
  for (let i = keys.length - 1; i >= 0; i--) {
    const key = keys[i] ?? '';
    path += typeof key === 'number' ? `[${key}]` : path === '' ? key : `.${key}`;
  }
  return path;
}

/** The error of a error whose keys are complete. */
export const reportError = (error: ValidationError): ErrorPlan => error.report(pathOf(error.keys));
