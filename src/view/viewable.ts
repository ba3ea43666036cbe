import type { Observation } from '../recordings/observation.ts';
import type { ExchangeFacts } from './view-exchange.ts';

/** An exchange that can be looked at. Its parts are put together on demand. */
export interface Viewable {
  readonly observation: () => Observation;
  readonly facts: () => ExchangeFacts;
}
