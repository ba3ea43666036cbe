import type { Fault } from './fault.ts';
import { responseContentFaults } from './tables/response-content.ts';
import { responseEndingFaults } from './tables/response-endings.ts';
import { responseEventFaults } from './tables/response-events.ts';
import { responseItemFaults } from './tables/response-items.ts';
import { responseObjectFaults } from './tables/response-object.ts';

/** Faults that answers of `/v1/responses` alone can have. */
export const responseFaults: readonly Fault[] = [
  ...responseEventFaults,
  ...responseItemFaults,
  ...responseContentFaults,
  ...responseEndingFaults,
  ...responseObjectFaults,
].map((fault): Fault => ({ ...fault, endpoint: 'responses' }));
