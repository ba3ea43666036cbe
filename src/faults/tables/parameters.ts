import { asList } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { AnswerPlan, PlanEvent, TellLogprobs } from '../../engine/plan.ts';
import { transformAnswer, transformSteps } from '../transforms/edit-answer.ts';
import { without } from '../transforms/edit-json.ts';
import { transformRequest } from '../transforms/edit-request.ts';
import { limitOf } from '../transforms/token-limit.ts';
import type { Fault } from '../fault.ts';
import { statusError } from './status.ts';

const FIELD = { name: 'value', title: 'Name of the field.' } as const;

function withFirstStop(events: readonly PlanEvent[], stop: string): readonly PlanEvent[] {
  const last = events.findLastIndex(({ type }) => type === 'text');
  return events.map((event, at) =>
    at === last && event.type === 'text' ? { ...event, text: event.text + stop } : event,
  );
}

function firstStop(body: JsonObject | undefined): string | undefined {
  const [first] = asList(body?.['stop']);
  const stop = first ?? body?.['stop'];
  return typeof stop === 'string' ? stop : undefined;
}

/** Keeps a number of alternatives of each entry of logprobs. */
function withAlternatives(plan: AnswerPlan, count: number): AnswerPlan {
  const events = plan.events.map((event): PlanEvent => {
    if ((event.type !== 'text' && event.type !== 'refusal') || !event.logprobs) return event;
    const tell = event.logprobs;
    const fewer: TellLogprobs = (piece) =>
      tell(piece).map((one) => ({ ...one, top_logprobs: one.top_logprobs.slice(0, count) }));
    return { ...event, logprobs: fewer };
  });
  return { ...plan, events };
}

/** Says that there are no logprobs, and sends none. */
function withoutLogprobs(plan: AnswerPlan): AnswerPlan {
  const events = plan.events.map((event): PlanEvent => {
    if (event.type !== 'text' && event.type !== 'refusal') return event;
    const { logprobs: _logprobs, ...said } = event;
    return said;
  });
  return { ...plan, logprobs: 'null', events };
}

/** Parameters that are ignored or misunderstood. */
export const parameterFaults: readonly Fault[] = [
  {
    name: 'param.ignore',
    title: 'A request field is silently ignored.',
    harm: 'costly',
    breaks: ['param.limit'],
    mayBreak: [
      'param.limit.names',
      'param.limit.one',
      'finish.length',
      'param.stop',
      'param.stop.forms',
      'param.n',
      'param.seed',
      'param.logprobs',
      'param.top-logprobs',
      'json.object',
      'json.schema',
      'json.stream',
      'tool.choice.required',
      'tool.choice.named',
      'tool.choice.none',
      'tool.expected',
      'tool.parallel',
      'tool.two',
      'usage.stream.requested',
      'err.status',
      'err.range',
    ],
    seen: 'https://github.com/amardeeplakshkar/awesome-free-llm-apis/pull/11',
    parameters: [{ ...FIELD, default: 'max_tokens' }],
    policy: transformRequest((body, context) =>
      context.text('value') in body ? without(body, context.text('value')) : body,
    ),
  },
  {
    name: 'param.ignore-limits',
    title: 'Token limits are ignored under every name.',
    harm: 'costly',
    breaks: ['param.limit', 'param.limit.names', 'param.limit.one'],
    mayBreak: ['err.status', 'err.range'],
    seen: 'https://github.com/ikawrakow/ik_llama.cpp/pull/2321',
    policy: transformRequest((body) =>
      limitOf(body) === undefined ? body : without(body, 'max_tokens', 'max_completion_tokens'),
    ),
  },
  {
    name: 'param.stop-included',
    title: 'The response contains the stop sequence.',
    harm: 'silent',
    breaks: ['param.stop'],
    seen: 'https://github.com/Blaizzy/mlx-vlm/issues/1044',
    plan: transformSteps((events, { request }) => {
      const stop = firstStop(request.body);
      return stop === undefined ? events : withFirstStop(events, stop);
    }),
  },
  {
    name: 'param.max1-502',
    title: 'A gateway treats a response of one token as empty and returns a 502.',
    harm: 'fatal',
    breaks: ['param.limit.one'],
    mayBreak: ['err.server'],
    seen: 'https://github.com/diegosouzapw/OmniRoute/pull/3595',
    plan: (plan, { request }) => (limitOf(request.body) === 1 && plan.kind === 'answer' ? statusError(502) : plan),
  },
  {
    name: 'param.seed-ignored',
    title: 'The same request gets a different response every time, whatever its seed and temperature.',
    harm: 'tolerated',
    breaks: ['param.seed'],
    mayBreak: ['stream.equals-plain', 'model.distinct', 'err.status', 'err.type', 'err.range', 'err.stream.plain'],
    seen: 'assumed',
    policy: transformRequest((body, context) => ({ ...without(body, 'temperature', 'top_p'), seed: context.serial })),
  },
  {
    name: 'param.n-one',
    title: 'There is only one choice, whatever n is.',
    harm: 'silent',
    breaks: ['param.n'],
    mayBreak: ['err.status', 'err.range', 'finish.once', 'usage.stream.last'],
    seen: 'assumed',
    policy: transformRequest((body) => ('n' in body ? without(body, 'n') : body)),
  },
  {
    name: 'param.logprobs-null',
    title: 'Requested logprobs are null.',
    harm: 'silent',
    breaks: ['param.logprobs'],
    mayBreak: ['param.top-logprobs'],
    seen: 'assumed',
    plan: transformAnswer((plan) => (plan.logprobs === 'content' ? withoutLogprobs(plan) : plan)),
  },
  {
    name: 'param.top-logprobs-fewer',
    title: 'Logprobs entries have fewer alternatives than requested.',
    harm: 'silent',
    breaks: ['param.top-logprobs'],
    seen: 'assumed',
    plan: transformAnswer((plan) => withAlternatives(plan, 1)),
  },
  {
    name: 'param.stream-options-accepted',
    title: 'The field stream_options is accepted without a stream.',
    harm: 'tolerated',
    breaks: ['param.stream-options'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: transformRequest((body) =>
      body['stream'] !== true && 'stream_options' in body ? without(body, 'stream_options') : body,
    ),
  },
];
