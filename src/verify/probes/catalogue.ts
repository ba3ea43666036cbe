import type { Probe } from './probe.ts';
import { accessProbes } from './access-probes.ts';
import { answerProbes } from './answer-probes.ts';
import { historyProbes } from './history-probes.ts';
import { refusalProbes } from './refusal-probes.ts';
import { specialProbes } from './special-probes.ts';
import { toolProbes } from './tool-probes.ts';

/** Faults that some servers choke on, or take for a request without a limit: whatever they leave behind disturbs nothing else. */
const isOdd = ({ id }: Probe): boolean => id === 'err.size' || id === 'err.media-type' || id.startsWith('err.range.');

/**
 * Every probe, in the order of sending: an answer first, so that an endpoint that gives none is known to be of no use; then what
 * costs nothing; then the rest, and what is odd at last. A probe that others are made from comes before them.
 */
export const PROBES: readonly Probe[] = [
  ...answerProbes.slice(0, 1),
  ...accessProbes,
  ...refusalProbes.filter((probe) => !isOdd(probe)),
  ...answerProbes.slice(1),
  ...toolProbes,
  ...specialProbes,
  ...historyProbes,
  ...refusalProbes.filter(isOdd),
];

const byId: ReadonlyMap<string, Probe> = new Map(PROBES.map((probe) => [probe.id, probe]));

/** A probe by its id. */
export const probeById = (id: string): Probe | undefined => byId.get(id);
