import type { Fault } from './fault.ts';
import { responseContentFaults } from './tables/response-content.ts';
import { responseEndingFaults } from './tables/response-endings.ts';
import { responseEventFaults } from './tables/response-events.ts';
import { responseItemFaults } from './tables/response-items.ts';
import { responseObjectFaults } from './tables/response-object.ts';
import { responseEchoFaults } from './tables/response-echo.ts';
import { responseObedienceFaults } from './tables/response-obedience.ts';
import { responseStateFaults } from './tables/response-state.ts';

const ofResponses = (fault: Fault): Fault => ({ ...fault, endpoint: 'responses' });

/** Faults that answers of `/v1/responses` alone can have. */
export const responseFaults: readonly Fault[] = [
  ...responseEventFaults,
  ...responseItemFaults,
  ...responseContentFaults,
  ...responseEndingFaults,
  ...responseObjectFaults,
].map(ofResponses);

/** What a service of them may make of its requests, and keep of its answers. */
export const responseServiceFaults: readonly Fault[] = [
  ...responseObedienceFaults,
  ...responseEchoFaults,
  ...responseStateFaults,
].map(ofResponses);
