import type { ErrorPlan } from '../../engine/plan.ts';

/**
 * A fault on its way up from the value that has it. Each level adds its key, so that values without a fault cost no path.
 */
export interface Fault {
  /** Keys from the innermost outwards. */
  readonly keys: (string | number)[];
  /** Makes the error once the whole path is known. */
  readonly report: (path: string) => ErrorPlan;
}

/** A fault of the value at hand. */
export const faultHere = (report: Fault['report']): Fault => ({ keys: [], report });

/** The same fault, seen from the container that holds the value under `key`. */
export function under(key: string | number, fault: Fault | undefined): Fault | undefined {
  fault?.keys.push(key);
  return fault;
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

/** The error of a fault whose keys are complete. */
export const reportFault = (fault: Fault): ErrorPlan => fault.report(pathOf(fault.keys));
