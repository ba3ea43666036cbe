import { authFaults } from './auth.ts';
import { benignBodyFaults } from './benign-body.ts';
import { benignHttpFaults } from './benign-http.ts';
import { billingFaults } from './billing.ts';
import { bodyBytesFaults } from './body-bytes.ts';
import { bodyChoiceFaults } from './body-choices.ts';
import { bodyEnvelopeFaults } from './body-envelope.ts';
import { bodyToolFaults } from './body-tools.ts';
import { bodyUsageFaults } from './body-usage.ts';
import { connectionFaults } from './connection.ts';
import { corsFaults } from './cors.ts';
import { errorFaults } from './errors.ts';
import { errorShapeFaults } from './error-shape.ts';
import type { Fault } from './fault.ts';
import { historyFaults } from './history.ts';
import { httpHeadFaults } from './http-head.ts';
import { identityFaults } from './identity.ts';
import { isolationFaults } from './isolation.ts';
import { jsonModeFaults } from './json-mode.ts';
import { lenientFaults } from './lenient.ts';
import { parameterRefusalFaults } from './parameter-refusals.ts';
import { parameterFaults } from './parameters.ts';
import { statusFaults } from './status.ts';
import { visionFaults } from './vision.ts';

/** Faults of plain answers, errors, heads and connections, and of what a service makes of a request, class by class. */
export const serviceFaults: readonly Fault[] = [
  ...bodyBytesFaults,
  ...bodyEnvelopeFaults,
  ...bodyChoiceFaults,
  ...bodyToolFaults,
  ...bodyUsageFaults,
  ...statusFaults,
  ...errorShapeFaults,
  ...errorFaults,
  ...authFaults,
  ...parameterFaults,
  ...parameterRefusalFaults,
  ...lenientFaults,
  ...jsonModeFaults,
  ...historyFaults,
  ...visionFaults,
  ...identityFaults,
  ...billingFaults,
  ...httpHeadFaults,
  ...isolationFaults,
  ...corsFaults,
  ...connectionFaults,
  ...benignBodyFaults,
  ...benignHttpFaults,
];
