import type { Check } from './check.ts';
import { accessChecks } from './access-checks.ts';
import { behaviourChecks } from './behaviour-checks.ts';
import { billingChecks } from './billing-checks.ts';
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

/** Every check; a test holds that each requirement has one, and each one a requirement. */
export const CHECKS: readonly Check[] = [
  ...httpChecks,
  ...accessChecks,
  ...refusalChecks,
  ...sseChecks,
  ...chunkChecks,
  ...finishChecks,
  ...bodyChecks,
  ...toolChecks,
  ...usageChecks,
  ...paramChecks,
  ...behaviourChecks,
  ...billingChecks,
  ...timeChecks,
];

const byId: ReadonlyMap<string, Check> = new Map(CHECKS.map((check) => [check.id, check]));

/** A check by its id. */
export const checkById = (id: string): Check | undefined => byId.get(id);
