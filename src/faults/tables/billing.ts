import type { Usage } from '../../contract/api-types.ts';
import { transformUsage, counted } from '../transforms/edit-answer.ts';
import { messagesOf, textOf } from '../transforms/edit-messages.ts';
import type { Fault } from '../fault.ts';

/** The usage with other prompt tokens. */
const withPrompt = (usage: Usage, prompt: number): Usage => counted(usage, prompt, usage.completion_tokens);

/** Defects of what is charged, streamed and plain. */
export const billingFaults: readonly Fault[] = [
  {
    name: 'billing.hidden-prompt',
    title: 'A hidden prompt of the service is charged with each request.',
    harm: 'costly',
    breaks: ['usage.prompt.overhead', 'usage.prompt.recount'],
    seen: 'https://github.com/diegosouzapw/OmniRoute/issues/2215',
    parameters: [{ name: 'value', default: 1500, title: 'Tokens of the hidden prompt.' }],
    plan: transformUsage((usage, _plan, context) => withPrompt(usage, usage.prompt_tokens + context.number('value'))),
  },
  {
    name: 'billing.multiplier',
    title: 'Token counts are multiplied by a factor.',
    harm: 'costly',
    breaks: ['usage.prompt.recount', 'usage.prompt.linear'],
    mayBreak: [
      'usage.completion.inflated',
      'usage.completion.matches',
      'usage.prompt.overhead',
      'billing.ledger',
      'param.limit',
      'param.limit.names',
    ],
    seen: 'assumed',
    parameters: [{ name: 'value', default: 1.3, title: 'Factor.' }],
    plan: transformUsage((usage, _plan, context) => {
      const factor = context.number('value');
      return counted(usage, Math.ceil(usage.prompt_tokens * factor), Math.ceil(usage.completion_tokens * factor));
    }),
  },
  {
    name: 'usage.zero',
    title: 'All usage counts are zero.',
    harm: 'costly',
    breaks: ['usage.prompt.recount', 'usage.prompt.linear'],
    mayBreak: ['usage.completion.matches', 'usage.cached.part', 'usage.sum', 'vision.counted', 'billing.ledger'],
    seen: 'assumed',
    plan: transformUsage(() => ({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 })),
  },
  {
    name: 'usage.prompt-constant',
    title: 'Every prompt has the same token count, whatever its length.',
    harm: 'costly',
    breaks: ['usage.prompt.linear'],
    mayBreak: ['usage.prompt.recount', 'usage.prompt.overhead', 'usage.cached.part', 'vision.counted'],
    seen: 'https://github.com/tashfeenahmed/freellmapi/pull/845',
    parameters: [{ name: 'value', default: 25, title: 'Tokens of every prompt.' }],
    plan: transformUsage((usage, _plan, context) => withPrompt(usage, context.number('value'))),
  },
  {
    name: 'usage.prompt-words',
    title: 'Words are counted instead of tokens.',
    harm: 'costly',
    breaks: ['usage.prompt.recount'],
    mayBreak: ['usage.prompt.linear', 'usage.completion.matches', 'usage.cached.part', 'vision.counted'],
    seen: 'assumed',
    plan: transformUsage((usage, _plan, { request }) => {
      const text = messagesOf(request.body).map(textOf).join(' ').trim();
      return withPrompt(usage, text.split(/\s+/).length);
    }),
  },
  {
    name: 'usage.stream-differs',
    title: 'A streamed prompt is charged more than a plain one.',
    harm: 'costly',
    breaks: ['usage.prompt.same'],
    mayBreak: ['usage.prompt.recount', 'usage.prompt.overhead'],
    seen: 'assumed',
    parameters: [{ name: 'value', default: 12, title: 'Number of added tokens.' }],
    plan: transformUsage((usage, _plan, context) =>
      context.stream ? withPrompt(usage, usage.prompt_tokens + context.number('value')) : usage,
    ),
  },
  {
    name: 'usage.details-from-prompt',
    title: 'The completion details contain the counts of the prompt.',
    harm: 'costly',
    breaks: ['usage.reasoning.told'],
    mayBreak: ['usage.sum', 'usage.completion.inflated', 'usage.completion.matches'],
    seen: 'https://github.com/infiniflow/ragflow/pull/14380',
    plan: transformUsage((usage) => ({
      ...usage,
      completion_tokens_details: {
        reasoning_tokens: 0,
        audio_tokens: 0,
        accepted_prediction_tokens: usage.prompt_tokens,
      },
    })),
  },
];
