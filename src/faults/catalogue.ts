import type { Fault } from './fault.ts';
import { statusFaults } from './status.ts';

/** Every fault there is, class by class. */
export const FAULTS: readonly Fault[] = [...statusFaults];
