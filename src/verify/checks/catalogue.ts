import type { Check } from './check.ts';
import { accessChecks } from './access-checks.ts';
import { countChecks } from './count-checks.ts';
import { recallChecks } from './recall-checks.ts';
import { samplingChecks } from './sampling-checks.ts';
import { swapChecks } from './swap-checks.ts';
import { wishChecks } from './wish-checks.ts';
import { billingChecks } from './billing-checks.ts';
import { errorChecks } from './error-checks.ts';
import { failureChecks } from './failure-checks.ts';
import { historyChecks } from './history-checks.ts';
import { identityChecks } from './identity-checks.ts';
import { isolationChecks } from './isolation-checks.ts';
import { jsonChecks } from './json-checks.ts';
import { limitChecks } from './limit-checks.ts';
import { reasonChecks } from './reason-checks.ts';
import { toolChoiceChecks } from './tool-choice-checks.ts';
import { visionChecks } from './vision-checks.ts';
import { bodyChecks } from './body-checks.ts';
import { chunkChecks } from './chunk-checks.ts';
import { finishChecks } from './finish-checks.ts';
import { httpChecks } from './http-checks.ts';
import { paramChecks } from './param-checks.ts';
import { refusalChecks } from './refusal-checks.ts';
import { sseChecks } from './sse-checks.ts';
import { timeChecks } from './time-checks.ts';
import { toolChecks } from './tool-checks.ts';
import { usageChecks } from './usage-checks.ts';

/** Every check of chat completions; a test holds that each requirement has one, and each one a requirement. */
export const CHECKS: readonly Check[] = [
  ...httpChecks,
  ...accessChecks,
  ...refusalChecks,
  ...errorChecks,
  ...failureChecks,
  ...sseChecks,
  ...chunkChecks,
  ...finishChecks,
  ...bodyChecks,
  ...toolChecks,
  ...toolChoiceChecks,
  ...jsonChecks,
  ...historyChecks,
  ...reasonChecks,
  ...visionChecks,
  ...isolationChecks,
  ...limitChecks,
  ...paramChecks,
  ...usageChecks,
  ...billingChecks,
  ...identityChecks,
  ...timeChecks,
  ...recallChecks,
  ...wishChecks,
  ...samplingChecks,
  ...countChecks,
  ...swapChecks,
];
