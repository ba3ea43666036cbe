import type { Fault } from './fault.ts';
import { embeddingFaults } from './embedding-faults.ts';
import { responseFaults, responseServiceFaults } from './response-faults.ts';
import { serviceFaults } from './service-faults.ts';
import { streamFaults } from './stream-faults.ts';

/** Every fault there is, class by class. */
export const FAULTS: readonly Fault[] = [
  ...streamFaults,
  ...serviceFaults,
  ...responseFaults,
  ...responseServiceFaults,
  ...embeddingFaults,
];

/** Those that answers of chat completions can have. */
export const CHAT_FAULTS: readonly Fault[] = FAULTS.filter(({ endpoint }) => endpoint === undefined);
