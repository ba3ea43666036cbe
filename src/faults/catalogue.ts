import type { Fault } from './fault.ts';
import { serviceFaults } from './service-faults.ts';
import { streamFaults } from './stream-faults.ts';

/** Every fault there is, class by class. */
export const FAULTS: readonly Fault[] = [...streamFaults, ...serviceFaults];
