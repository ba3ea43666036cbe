import type { Probe } from './probe.ts';
import { accessProbes } from './access-probes.ts';
import { answerProbes } from './answer-probes.ts';
import { historyProbes } from './history-probes.ts';
import { refusalProbes } from './refusal-probes.ts';
import { specialProbes } from './special-probes.ts';
import { toolProbes } from './tool-probes.ts';

/**
 * Every probe, in the order of sending: an answer first, so that an endpoint that gives none is known to be of no use; then what
 * costs nothing; then the rest. A probe that others are made from comes before them.
 */
export const PROBES: readonly Probe[] = [
  ...answerProbes.slice(0, 1),
  ...accessProbes,
  ...refusalProbes,
  ...answerProbes.slice(1),
  ...toolProbes,
  ...specialProbes,
  ...historyProbes,
];

const byId: ReadonlyMap<string, Probe> = new Map(PROBES.map((probe) => [probe.id, probe]));

/** A probe by its id. */
export const probeById = (id: string): Probe | undefined => byId.get(id);
