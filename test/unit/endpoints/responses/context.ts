import { loadEndpoint } from '../../../../src/contract/endpoints/load-endpoint.ts';
import type { ModelInfo } from '../../../../src/contract/models.ts';
import { loadProfile } from '../../../../src/contract/profile.ts';
import { loadValidators } from '../../../../src/contract/schema/validators.ts';
import { responseRules } from '../../../../src/endpoints/responses/response-rules.ts';
import { validateBody, type ValidBody } from '../../../../src/endpoints/validate/validate-body.ts';
import type { ErrorPlan } from '../../../../src/engine/plan.ts';
import { openModels } from '../../../../src/mock/open-models.ts';

type Json = Readonly<Record<string, unknown>>;

const profile = await loadProfile('openai');
const contract = await loadEndpoint(profile, 'responses');
const validators = await loadValidators(contract);
const models = await openModels(profile);

/** What the `openai` profile makes of a body. */
export const judge = (body: unknown): ValidBody | ErrorPlan =>
  validateBody(body, responseRules, { contract, validators, models });

/** The one thing that is wrong with a body. */
export function errorOf(body: unknown): { param: string | null; code: string | null; message: string } | undefined {
  const judged = judge(body);
  return judged.kind === 'error' ? judged.error : undefined;
}

/** A well-known model. */
export function modelNamed(id: string): ModelInfo {
  const model = models.text(id);
  if (model === undefined) throw new TypeError(`no model ${id}`);
  return model;
}

/** A small body of these items. */
export const asking = (...input: readonly Json[]): Json => ({ model: 'gpt-5.1', input });
/** A user who says one thing. */
export const USER: Json = { role: 'user', content: 'Which way to the harbor?' };
