import { SAME_FOR_ALL } from '../transforms/no-answer.ts';
import type { ErrorPlan } from '../../engine/plan.ts';
import type { Fault } from '../fault.ts';

interface Words {
  readonly message: string;
  readonly type: string;
  readonly code?: string;
}

/** What the API says with each status that it has words for. */
const WORDS: Readonly<Record<number, Words>> = {
  400: { message: 'The request could not be understood.', type: 'invalid_request_error' },
  401: { message: 'Incorrect API key provided.', type: 'invalid_request_error', code: 'invalid_api_key' },
  402: { message: 'Insufficient quota', type: 'insufficient_quota_error', code: 'insufficient_quota' },
  403: { message: 'You have insufficient permissions for this operation.', type: 'invalid_request_error' },
  404: { message: 'The model does not exist.', type: 'invalid_request_error', code: 'model_not_found' },
  408: { message: 'The request timed out. Please try again.', type: 'timeout' },
  409: { message: 'The resource was changed by another request.', type: 'invalid_request_error' },
  429: { message: 'Rate limit reached. Please try again later.', type: 'requests', code: 'rate_limit_exceeded' },
  500: { message: 'The server had an error while processing your request. Sorry about that!', type: 'server_error' },
  502: { message: 'Bad gateway.', type: 'server_error' },
  503: { message: 'The engine is currently overloaded, please try again later', type: 'service_unavailable' },
  504: { message: 'The upstream service did not answer in time.', type: 'server_error' },
  529: { message: 'The service is overloaded.', type: 'overloaded_error' },
};

const otherWords = (status: number): Words => ({
  message: 'The request failed.',
  type: status < 500 ? 'invalid_request_error' : 'server_error',
});

/**
 * The API's error for a status.
 *
 * @param retryAfter seconds, or 0 to say nothing of when to try again
 */
export function statusError(status: number, retryAfter = 0): ErrorPlan {
  const { message, type, code = null } = WORDS[status] ?? otherWords(status);
  const headers = retryAfter > 0 ? { headers: { 'retry-after': String(retryAfter) } } : {};
  return { kind: 'error', status, error: { message, type, param: null, code }, ...headers };
}

/** Requests that are refused, whatever they ask for. */
export const statusFaults: readonly Fault[] = [
  {
    name: 'http.status',
    title: 'Every request gets an error with this status. A bare number such as 429 is a shorthand.',
    harm: 'fatal',
    breaks: ['model.available'],
    mayBreak: ['err.server', 'err.rate-limit', ...SAME_FOR_ALL],
    seen: 'assumed',
    parameters: [
      { name: 'value', default: 500, title: 'HTTP status.' },
      { name: 'retry_after', default: 0, title: 'Seconds in Retry-After; 0 omits the header.' },
    ],
    policy: (_, context) => statusError(context.number('value'), context.number('retry_after')),
  },
];
