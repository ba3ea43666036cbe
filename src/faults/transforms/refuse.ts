import type { ErrorPlan } from '../../engine/plan.ts';

/** What of a refusal differs from the common one. */
export interface Refusal {
  readonly status?: number;
  readonly type?: string;
  readonly param?: string | null;
  readonly code?: string | null;
}

/**
 * An error of the API, by default 400 `invalid_request_error`.
 *
 * @example refuse("Unsupported parameter: 'seed'", { param: 'seed', code: 'unsupported_parameter' })
 */
export function refuse(message: string, refusal: Refusal = {}): ErrorPlan {
  const { status = 400, type = 'invalid_request_error', param = null, code = null } = refusal;
  return { kind: 'error', status, error: { message, type, param, code } };
}
