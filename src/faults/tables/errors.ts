import { asksModel } from '../transforms/asked-path.ts';
import { SAME_FOR_ALL } from '../transforms/no-answer.ts';
import type { ErrorPlan } from '../../engine/plan.ts';
import type { Fault } from '../fault.ts';
import { refuse } from '../transforms/refuse.ts';
import { statusError } from './status.ts';

/** Bends errors and leaves answers alone. */
const transformErrors =
  (edit: (plan: ErrorPlan) => ErrorPlan): NonNullable<Fault['plan']> =>
  (plan) =>
    plan.kind === 'error' ? edit(plan) : plan;

/** Errors that are reported wrongly, and valid requests that fail. */
export const errorFaults: readonly Fault[] = [
  {
    name: 'err.model',
    title: 'An unknown model gets this status, which clients take for a temporary failure.',
    harm: 'costly',
    breaks: ['err.model'],
    mayBreak: ['model.unknown', 'err.status'],
    seen: 'https://github.com/QuantumNous/new-api/pull/6310',
    parameters: [{ name: 'value', default: 503, title: 'HTTP status.' }],
    plan: (plan, context) =>
      plan.kind === 'error' && plan.error.code === 'model_not_found'
        ? { ...plan, status: context.number('value'), error: { ...plan.error, type: 'new_api_error' } }
        : plan,
  },
  {
    name: 'err.leak',
    title: 'Errors reveal internals: a stack trace, a path and an upstream host.',
    harm: 'silent',
    breaks: ['err.leak'],
    seen: 'assumed',
    plan: transformErrors((plan) => ({
      ...plan,
      error: {
        ...plan.error,
        message: `${plan.error.message} (upstream http://10.0.3.17:8080/v1, channel #42)\n  at Relay.send (/app/relay/adaptor.js:118:15)`,
      },
    })),
  },
  {
    name: 'err.message-useless',
    title: "Error messages don't describe the problem.",
    harm: 'tolerated',
    breaks: ['err.message'],
    mayBreak: ['err.first', 'err.param', 'auth.invalid'],
    seen: 'assumed',
    plan: transformErrors((plan) => ({ ...plan, error: { ...plan.error, message: 'error', param: null, code: null } })),
  },
  {
    name: 'err.param-missing',
    title: "Errors don't name the invalid field.",
    harm: 'tolerated',
    breaks: ['err.first'],
    mayBreak: ['param.refusal'],
    seen: 'assumed',
    plan: transformErrors((plan) => ({ ...plan, error: { ...plan.error, param: null } })),
  },
  {
    name: 'err.first-wrong',
    title: 'Errors name a different field than the invalid one.',
    harm: 'tolerated',
    breaks: ['err.first'],
    mayBreak: ['param.refusal'],
    seen: 'assumed',
    plan: transformErrors((plan) =>
      plan.error.param === null ? plan : { ...plan, error: { ...plan.error, param: 'messages' } },
    ),
  },
  {
    name: 'err.code-sentence',
    title: 'The code of errors is a sentence.',
    harm: 'tolerated',
    breaks: ['err.code'],
    mayBreak: ['auth.invalid'],
    seen: 'assumed',
    plan: transformErrors((plan) => ({ ...plan, error: { ...plan.error, code: 'The request could not be handled.' } })),
  },
  {
    name: 'err.no-allow',
    title: 'An unsupported method is rejected without an Allow header.',
    harm: 'tolerated',
    breaks: ['err.method'],
    seen: 'assumed',
    plan: transformErrors(({ headers: _headers, ...plan }) => plan),
  },
  {
    name: 'err.method-400',
    title: 'An unsupported method gets status 400.',
    harm: 'tolerated',
    breaks: ['err.method'],
    seen: 'assumed',
    plan: transformErrors((plan) => (plan.status === 405 ? { ...plan, status: 400 } : plan)),
  },
  {
    name: 'err.path-200',
    title: 'An unknown path gets a page with status 200.',
    harm: 'tolerated',
    breaks: ['err.path'],
    mayBreak: ['err.status', 'err.success'],
    seen: 'assumed',
    plan: transformErrors((plan) => (plan.error.code === 'unknown_url' ? { ...plan, status: 200 } : plan)),
  },
  {
    name: 'err.size-500',
    title: 'A request body that is too large gets a 5xx.',
    harm: 'costly',
    breaks: ['err.size'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    plan: transformErrors((plan) => (plan.status === 413 ? { ...statusError(500) } : plan)),
  },
  {
    name: 'err.media-type-500',
    title: "A request body that isn't declared as JSON gets a 5xx.",
    harm: 'costly',
    breaks: ['err.media-type'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: (request) =>
      asksModel(request) && !(request.header('content-type') ?? '').includes('json') ? statusError(500) : request,
  },
  {
    name: 'err.429-bare',
    title: 'Every request gets 429 with an empty body and no retry time.',
    harm: 'costly',
    breaks: ['err.rate-limit', 'err.content-type'],
    mayBreak: ['err.schema', 'model.available'],
    seen: 'https://github.com/BerriAI/litellm/issues/4695',
    policy: () => statusError(429),
    wire: (exchange) =>
      exchange.status === 429 ? { ...exchange, headers: [['content-length', '0']], frames: [] } : exchange,
  },
  {
    name: 'err.429-as-502',
    title: "An upstream rate limit is reported as a 502 in the gateway's own words.",
    harm: 'costly',
    breaks: ['err.server'],
    mayBreak: ['model.available', ...SAME_FOR_ALL],
    seen: 'https://github.com/mozilla-ai/otari/pull/978',
    policy: () => refuse('当前分组上游负载已饱和，请稍后再试', { status: 502, type: 'upstream_error' }),
  },
  {
    name: 'err.quota-as-rate-limit',
    title: 'An exhausted account looks like a rate limit, so clients retry forever.',
    harm: 'costly',
    breaks: ['err.quota'],
    mayBreak: ['err.rate-limit', 'model.available'],
    seen: 'assumed',
    policy: () =>
      refuse('You exceeded your current quota, please check your plan and billing details.', {
        status: 429,
        type: 'requests',
        code: 'rate_limit_exceeded',
      }),
  },
  {
    name: 'err.flaky-500',
    title: 'Some valid requests get a 5xx.',
    harm: 'costly',
    breaks: ['err.server'],
    mayBreak: ['err.status', 'err.model', 'model.available'],
    seen: 'assumed',
    parameters: [{ name: 'value', default: 0.3, title: 'Probability of a failure, from 0 to 1.' }],
    policy: (request, context) => (context.random() < context.number('value') ? statusError(500) : request),
  },
];
