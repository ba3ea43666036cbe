import { authFaults } from './tables/auth.ts';
import { benignBodyFaults } from './tables/benign-body.ts';
import { benignHttpFaults } from './tables/benign-http.ts';
import { billingFaults } from './tables/billing.ts';
import { bodyBytesFaults } from './tables/body-bytes.ts';
import { bodyChoiceFaults } from './tables/body-choices.ts';
import { bodyEnvelopeFaults } from './tables/body-envelope.ts';
import { bodyToolFaults } from './tables/body-tools.ts';
import { bodyUsageFaults } from './tables/body-usage.ts';
import { cheatFaults } from './tables/cheats.ts';
import { connectionFaults } from './tables/connection.ts';
import { corsFaults } from './tables/cors.ts';
import { errorFaults } from './tables/errors.ts';
import { errorShapeFaults } from './tables/error-shape.ts';
import type { Fault } from './fault.ts';
import { historyFaults } from './tables/history.ts';
import { httpHeadFaults } from './tables/http-head.ts';
import { identityFaults } from './tables/identity.ts';
import { isolationFaults } from './tables/isolation.ts';
import { jsonModeFaults } from './tables/json-mode.ts';
import { lenientFaults } from './tables/lenient.ts';
import { parameterRefusalFaults } from './tables/parameter-refusals.ts';
import { parameterFaults } from './tables/parameters.ts';
import { statusFaults } from './tables/status.ts';
import { visionFaults } from './tables/vision.ts';

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
  ...cheatFaults,
  ...httpHeadFaults,
  ...isolationFaults,
  ...corsFaults,
  ...connectionFaults,
  ...benignBodyFaults,
  ...benignHttpFaults,
];
