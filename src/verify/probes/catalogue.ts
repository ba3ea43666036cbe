import type { Probe } from './probe.ts';
import { accessProbes, modelProbes, unknownModelProbe } from './access-probes.ts';
import { answerProbes } from './answer-probes.ts';
import { historyProbes } from './history-probes.ts';
import { isOdd } from './protocol-probes.ts';
import { refusalProbes } from './refusal-probes.ts';
import { chatAsking } from './request-body.ts';
import { specialProbes } from './special-probes.ts';
import { toolProbes } from './tool-probes.ts';
import { trafficProbes } from './traffic-probes.ts';

/**
 * Every probe of chat completions, in the order of sending: an answer first, so that an endpoint that gives none is known to be of no use; then what
 * costs nothing; then the rest, and what is odd at last. A probe that others are made from comes before them.
 */
export const PROBES: readonly Probe[] = [
  ...answerProbes.slice(0, 1),
  ...accessProbes(chatAsking),
  ...modelProbes,
  unknownModelProbe(chatAsking),
  ...refusalProbes.filter((probe) => !isOdd(probe)),
  ...answerProbes.slice(1),
  ...toolProbes,
  ...specialProbes,
  ...historyProbes,
  ...trafficProbes,
  ...refusalProbes.filter(isOdd),
];
