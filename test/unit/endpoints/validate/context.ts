import { type Contract, defaultContract } from '../../../../src/contract/contract.ts';
import type { ModelInfo, Refusal } from '../../../../src/contract/models.ts';
import { loadValidators } from '../../../../src/contract/schema/validators.ts';
import type { ErrorPlan } from '../../../../src/engine/plan.ts';
import { chatRules } from '../../../../src/endpoints/chat.ts';
import { createModelDirectory } from '../../../../src/endpoints/model-directory.ts';
import { validateBody, type ValidationContext } from '../../../../src/endpoints/validate/validate-body.ts';

/** A contract made from the default one: some keys of the request schema changed, models added. */
export interface Variation {
  readonly closed?: boolean;
  readonly models?: readonly ModelInfo[];
}

/** The base model under another name, with other abilities. */
export function modelLike(id: string, change: Partial<ModelInfo>): ModelInfo {
  const [base] = defaultContract().models;
  if (base === undefined) throw new TypeError('Failed to vary a model: the catalogue is empty');
  return { ...base, id, ...change };
}

export const refusing = (id: string, ...refuses: readonly Refusal[]): ModelInfo => modelLike(id, { refuses });

function vary({ closed = false, models = [] }: Variation): Contract {
  const base = defaultContract();
  const { schemas } = base.document.components;
  const request = { ...schemas['ChatCompletionRequest'], additionalProperties: !closed };
  const components = { ...base.document.components, schemas: { ...schemas, ChatCompletionRequest: request } };
  return { ...base, models: [...base.models, ...models], document: { ...base.document, components } };
}

/** A validator of bodies under a variation of the default contract. */
export async function validatorFor(variation: Variation = {}): Promise<(body: unknown) => ErrorPlan | undefined> {
  const contract = vary(variation);
  const validators = await loadValidators(contract);
  return (body) => errorOf(body, { contract, validators, models: createModelDirectory({ profile: contract }) });
}

/** What is wrong with a chat request, if anything is. */
export function errorOf(body: unknown, context: ValidationContext): ErrorPlan | undefined {
  const judged = validateBody(body, chatRules, context);
  return judged.kind === 'error' ? judged : undefined;
}

/** A minimal valid body with changes; `undefined` removes a key. */
export function bodyWith(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const body: Record<string, unknown> = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'ping' }], ...change };
  for (const key of Object.keys(body)) if (body[key] === undefined) delete body[key];
  return body;
}

/** The part of an error that a catalogue row states. */
export function essence(error: ErrorPlan | undefined): unknown {
  if (error === undefined) return undefined;
  const { status, error: fault } = error;
  return { status, ...fault };
}
