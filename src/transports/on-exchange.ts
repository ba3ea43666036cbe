import type { HandledRequest } from '../mock/record.ts';
import type { PlayReport } from './player.ts';

/** Told once of an exchange, when it is over; `ms` since its request came. */
export type Told = (outcome: PlayReport['outcome'], ms: number) => void;

/** Told of each exchange when it begins, to keep of it what is needed when it is over: most of it is not. */
export type OnExchange = (handled: HandledRequest) => Told;
