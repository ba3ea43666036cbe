import type { Observation } from '../recordings/observation.ts';
import type { ExchangeFacts } from './view-exchange.ts';

/** An exchange that can be looked at. What it consists of is put together when somebody does. */
export interface Viewable {
  readonly observation: () => Observation;
  readonly facts: () => ExchangeFacts;
}
