import type { ErrorPlan } from '../engine/plan.ts';
import type { ErrorScript } from '../scenarios/script.ts';
import type { ModelInfo } from '../contract/models.ts';
import { apiError, contextLengthExceeded, modelNotFound } from '../endpoints/api-error.ts';
import { invalidApiKey, overloaded, quotaExceeded, rateLimited, serverError } from './http-error.ts';

type Wanted = ErrorScript['error'];

/** The usual words of an error that a scenario only names. */
function usual(error: Wanted, model: ModelInfo): ErrorPlan {
  switch (error.name) {
    case 'rate_limited':
      return rateLimited({
        model: model.id,
        organization: 'org-starmock',
        kind: 'requests',
        limit: model.rate_limit.requests_per_minute,
        used: model.rate_limit.requests_per_minute,
        requested: 1,
        retryAfterMs: error.retry_after_ms ?? 1000,
      });
    case 'quota_exceeded':
      return quotaExceeded();
    case 'server_error':
      return serverError();
    case 'overloaded':
      return overloaded();
    case 'invalid_api_key':
      return invalidApiKey('');
    case 'model_not_found':
      return modelNotFound(model.id);
    case 'context_length_exceeded':
      return contextLengthExceeded(model, model.limits.input_tokens + 1);
    // A bad request, or a status without words of its own.
    default:
      return apiError(`The scenario answers with status ${error.status}.`, {
        status: error.status,
        type: error.status >= 500 ? 'server_error' : 'invalid_request_error',
      });
  }
}

function retryHeaders({ retry_after_ms: ms }: Wanted): Record<string, string> {
  return ms === undefined ? {} : { 'retry-after-ms': String(ms), 'retry-after': String(Math.ceil(ms / 1000)) };
}

/** An API error as a scenario wants it: its own words where it has some, the service's elsewhere. */
export function scriptedError(error: Wanted, model: ModelInfo): ErrorPlan {
  const plan = usual(error, model);
  const { message, type, param, code } = error;
  return {
    kind: 'error',
    status: error.status,
    error: {
      message: message ?? plan.error.message,
      type: type ?? plan.error.type,
      param: param === undefined ? plan.error.param : param,
      code: code === undefined ? plan.error.code : code,
    },
    headers: { ...plan.headers, ...retryHeaders(error), ...error.headers },
  };
}

/** A mistake in the test's own set-up: an SDK must not hide it by trying again. */
export function setupError(message: string, code: string): ErrorPlan {
  return apiError(message, { code, headers: { 'x-should-retry': 'false' } });
}
