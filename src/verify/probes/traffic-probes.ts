import type { Probe } from './probe.ts';
import { recallProbes } from './recall-probes.ts';
import { wishProbes } from './wish-probes.ts';

/**
 * Probes that look like the traffic of clients, long and wide and many, so that what is done above a size, on a share of the requests,
 * after some of them or to long conversations meets some of them.
 */
export const trafficProbes: readonly Probe[] = [...recallProbes, ...wishProbes];

/** Ids of the probes of a series. */
export const seriesOf = (...names: readonly string[]): string[] =>
  trafficProbes.flatMap(({ id }) => (names.some((name) => id.startsWith(`${name}.`)) ? [id] : []));
