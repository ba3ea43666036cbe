import type { JsonObject } from '../../contract/requirements.ts';
import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { PlanEvent } from '../../engine/plan.ts';
import { transformUsage, counted, hasStep } from '../transforms/edit-answer.ts';
import type { Fault } from '../fault.ts';

/** Characters of all texts of a value, however deep. */
function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + lengthOf(item), 0);
  const members: readonly unknown[] = Object.values(asObject(value));
  return members.reduce((sum: number, item) => sum + lengthOf(item), 0);
}

const promptLength = (body: JsonObject | undefined): number =>
  asList(body?.['messages']).reduce((sum: number, message) => sum + lengthOf(asObject(message)['content']), 0);

const saidLength = (events: readonly PlanEvent[]): number =>
  events.reduce((sum, event) => sum + ('text' in event ? event.text.length : 0), 0);

/** Counts that are wrong, streamed and plain alike: who pays by them pays the wrong price. */
export const wrongUsageFaults: readonly Fault[] = [
  {
    name: 'usage.estimate',
    title: 'Tokens are estimated from the number of characters.',
    harm: 'costly',
    breaks: ['usage.prompt.recount'],
    mayBreak: [
      'usage.completion.matches',
      'usage.completion.inflated',
      'usage.prompt.linear',
      'usage.cached.part',
      'usage.sum',
      'param.limit',
      'param.limit.names',
    ],
    seen: 'https://github.com/songquanpeng/one-api',
    parameters: [{ name: 'value', default: 0.38, title: 'Tokens per character.' }],
    plan: transformUsage((usage, plan, context) => {
      const rate = context.number('value');
      const prompt = Math.ceil(promptLength(context.request.body) * rate);
      return {
        ...counted(usage, prompt, Math.ceil(saidLength(plan.events) * rate)),
        prompt_tokens_details: { cached_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 0 },
      };
    }),
  },
  {
    name: 'usage.jitter',
    title: 'The same prompt has a different token count every time.',
    harm: 'costly',
    breaks: ['usage.prompt.same'],
    mayBreak: ['usage.prompt.recount', 'usage.prompt.linear', 'usage.prompt.overhead'],
    seen: 'assumed',
    parameters: [{ name: 'value', default: 3, title: 'Tokens added per request, over a cycle of seven requests.' }],
    plan: transformUsage((usage, _plan, { serial, number }) =>
      counted(usage, usage.prompt_tokens + (serial % 7) * number('value'), usage.completion_tokens),
    ),
  },
  {
    name: 'usage.prompt-inflated',
    title: 'More prompt tokens are charged than the prompt has, in proportion to its length.',
    harm: 'costly',
    breaks: ['usage.prompt.linear', 'usage.prompt.recount'],
    mayBreak: ['usage.prompt.overhead'],
    seen: 'https://github.com/diegosouzapw/OmniRoute/issues/2215',
    parameters: [{ name: 'value', default: 1.5, title: 'Factor.' }],
    plan: transformUsage((usage, _plan, context) =>
      counted(usage, Math.ceil(usage.prompt_tokens * context.number('value')), usage.completion_tokens),
    ),
  },
  {
    name: 'usage.no-reasoning-details',
    title: 'Reasoning is visible and charged, but reasoning_tokens is missing.',
    harm: 'costly',
    breaks: ['usage.reasoning.told'],
    mayBreak: ['usage.completion.matches', 'usage.completion.inflated'],
    seen: 'https://github.com/infiniflow/ragflow/pull/14380',
    plan: transformUsage((usage, plan) => {
      const { completion_tokens_details: _, ...counts } = usage;
      return hasStep(plan.events, 'reasoning') ? counts : usage;
    }),
  },
  {
    name: 'usage.reasoning-gt-completion',
    title: 'Reasoning tokens exceed completion tokens.',
    harm: 'costly',
    breaks: ['usage.sum'],
    mayBreak: ['usage.completion.matches'],
    seen: 'https://github.com/router-for-me/CLIProxyAPI/issues/5733',
    plan: transformUsage((usage) => ({
      ...usage,
      completion_tokens_details: {
        ...usage.completion_tokens_details,
        reasoning_tokens: usage.completion_tokens + 60,
      },
    })),
  },
  {
    name: 'usage.total-wrong',
    title: 'The total excludes the completion tokens.',
    harm: 'costly',
    breaks: ['usage.sum'],
    seen: 'https://github.com/vectorize-io/hindsight/pull/3920',
    plan: transformUsage((usage) => ({ ...usage, total_tokens: usage.prompt_tokens })),
  },
  {
    name: 'usage.cached-gt-prompt',
    title: 'Cached tokens exceed prompt tokens.',
    harm: 'costly',
    breaks: ['usage.cached.part'],
    seen: 'assumed',
    plan: transformUsage((usage) => ({
      ...usage,
      prompt_tokens_details: { ...usage.prompt_tokens_details, cached_tokens: usage.prompt_tokens + 1024 },
    })),
  },
  {
    name: 'usage.completion-inflated',
    title: 'More completion tokens are charged than the response has.',
    harm: 'costly',
    breaks: ['usage.completion.inflated'],
    mayBreak: ['usage.completion.matches', 'param.limit', 'param.limit.names'],
    seen: 'https://github.com/Layr-Labs/d-inference/issues/30',
    parameters: [{ name: 'value', default: 3, title: 'Factor, with at least 50 additional tokens.' }],
    plan: transformUsage((usage, _plan, context) =>
      counted(usage, usage.prompt_tokens, Math.ceil(usage.completion_tokens * context.number('value')) + 50),
    ),
  },
  {
    name: 'usage.completion-short',
    title: 'Fewer completion tokens are reported than the response has.',
    harm: 'costly',
    breaks: ['usage.completion.matches'],
    mayBreak: ['usage.sum', 'usage.reasoning.told'],
    seen: 'https://github.com/tashfeenahmed/freellmapi/pull/845',
    plan: transformUsage((usage) => ({
      ...counted(usage, usage.prompt_tokens, 1),
      completion_tokens_details: { ...usage.completion_tokens_details, reasoning_tokens: 0 },
    })),
  },
];
