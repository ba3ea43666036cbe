import type { FaultName } from './generated/fault-names.ts';

/** An HTTP status, short for the fault `http.status` with that value. */
type StatusFault = `${1 | 2 | 3 | 4 | 5}${number}`;

type BareFault = FaultName | StatusFault;

/**
 * A fault in code: a name from the catalog, with an optional value after `=` and parameters after `@`.
 *
 * @example
 * const faults: FaultSpec[] = ['sse.done-missing', 'usage.estimate=0.38', 'sse.stall@chunk=3', '429'];
 */
export type FaultSpec = BareFault | `${FaultName}=${string}` | `${BareFault}@${string}`;

/** A step of a fault script: a fault, several separated by commas, or `ok`. */
export type FaultStep = FaultSpec | `${FaultSpec},${string}` | 'ok';
