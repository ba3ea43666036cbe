import type { JsonObject } from '../../contract/requirements.ts';
import type { Fault } from '../fault.ts';
import { refuse } from '../transforms/refuse.ts';
import { limitOf } from '../transforms/token-limit.ts';

const FIELD = { name: 'value', title: 'Name of the field.' } as const;

/** Parameters that are refused although they are right. */
export const parameterRefusalFaults: readonly Fault[] = [
  {
    name: 'param.reject',
    title: 'A documented field is rejected.',
    harm: 'fatal',
    breaks: ['param.declared'],
    mayBreak: [
      'param.limit',
      'param.limit.names',
      'param.limit.one',
      'param.sampling',
      'param.stop',
      'param.stop.forms',
      'param.n',
      'param.seed',
      'param.logprobs',
      'param.top-logprobs',
      'param.reasoning-effort',
      'param.null',
      'json.object',
      'json.schema',
      'json.stream',
      'tool.choice.required',
      'tool.choice.named',
      'tool.choice.none',
      'tool.expected',
      'tool.parallel',
      'err.model',
      'history.parts',
    ],
    seen: 'https://github.com/labring/aiproxy/issues/337',
    parameters: [{ ...FIELD, default: 'max_tokens' }],
    policy: (request, context) => {
      const field = context.text('value');
      if (!request.body || !(field in request.body)) return request;
      const message = `Unsupported parameter: '${field}' is not supported with this model.`;
      return refuse(message, { param: field, code: 'unsupported_parameter' });
    },
  },
  {
    name: 'param.reject-unnamed',
    title: 'A field is rejected without being named.',
    harm: 'fatal',
    breaks: ['param.refusal'],
    mayBreak: [
      'param.sampling',
      'param.limit',
      'param.limit.names',
      'param.stop',
      'param.n',
      'param.logprobs',
      'param.declared',
    ],
    seen: 'assumed',
    parameters: [{ ...FIELD, default: 'temperature' }],
    policy: (request, context) =>
      request.body && context.text('value') in request.body ? refuse('Invalid request.', { code: null }) : request,
  },
  {
    name: 'param.reject-sampling',
    title: 'Sampling parameters are rejected unless they have their defaults.',
    harm: 'fatal',
    breaks: ['param.sampling'],
    mayBreak: ['param.declared'],
    seen: 'https://github.com/decolua/9router/issues/560',
    policy: (request) => {
      const { body } = request;
      const usual: JsonObject = { temperature: 1, top_p: 1, frequency_penalty: 0, presence_penalty: 0 };
      const field = Object.keys(usual).find((name) => body && name in body && body[name] !== usual[name]);
      if (field === undefined) return request;
      const message = `Unsupported value: '${field}' does not support ${JSON.stringify(body?.[field])} with this model. Only the default (${JSON.stringify(usual[field])}) value is supported.`;
      return refuse(message, { param: field, code: 'unsupported_value' });
    },
  },
  {
    name: 'param.reject-effort',
    title: 'One of the documented reasoning efforts is rejected.',
    harm: 'fatal',
    breaks: ['param.reasoning-effort'],
    mayBreak: ['param.declared'],
    seen: 'assumed',
    parameters: [{ name: 'value', default: 'low', title: 'Reasoning effort.' }],
    policy: (request, context) =>
      request.body?.['reasoning_effort'] === context.text('value')
        ? refuse(`Unsupported value: 'reasoning_effort' does not support '${context.text('value')}' with this model.`, {
            param: 'reasoning_effort',
            code: 'unsupported_value',
          })
        : request,
  },
  {
    name: 'param.reject-null',
    title: 'A nullable field is rejected if it is null.',
    harm: 'fatal',
    breaks: ['param.null'],
    seen: 'assumed',
    policy: (request) => {
      const field = Object.entries(request.body ?? {}).find(([, value]) => value === null)?.[0];
      if (field === undefined) return request;
      return refuse(`Invalid type for '${field}': expected another type, but got null instead.`, {
        param: field,
        code: 'invalid_type',
      });
    },
  },
  {
    name: 'param.stop-array-rejected',
    title: 'The field stop is accepted only as a string.',
    harm: 'fatal',
    breaks: ['param.stop.forms'],
    mayBreak: ['param.stop', 'param.declared'],
    seen: 'assumed',
    policy: (request) =>
      Array.isArray(request.body?.['stop'])
        ? refuse("Invalid type for 'stop': expected a string, but got an array instead.", {
            param: 'stop',
            code: 'invalid_type',
          })
        : request,
  },
  {
    name: 'param.max-floor',
    title: 'Limits below 16 tokens are rejected.',
    harm: 'fatal',
    breaks: ['param.limit.one'],
    mayBreak: ['param.limit', 'param.declared', 'err.model'],
    seen: 'assumed',
    policy: (request) => {
      const limit = limitOf(request.body);
      if (typeof limit !== 'number' || limit < 1 || limit >= 16) return request;
      return refuse(
        `Invalid 'max_tokens': integer below minimum value. Expected a value >= 16, but got ${limit} instead.`,
        {
          param: 'max_tokens',
          code: 'integer_below_min_value',
        },
      );
    },
  },
  {
    name: 'param.unknown-rejected',
    title: 'A documented request field is rejected as unknown.',
    harm: 'fatal',
    breaks: ['param.declared'],
    seen: 'assumed',
    parameters: [{ ...FIELD, default: 'response_format' }],
    policy: (request, context) => {
      const field = context.text('value');
      return request.body && field in request.body
        ? refuse(`Unknown parameter: '${field}'.`, { param: field, code: 'unknown_parameter' })
        : request;
    },
  },
];
