import { transformBody, transformBodyUsage } from '../transforms/transform-body.ts';
import { without } from '../transforms/edit-json.ts';
import type { Fault } from '../fault.ts';

/** Defects of the usage of plain answers. */
export const bodyUsageFaults: readonly Fault[] = [
  {
    name: 'b.usage-missing',
    title: 'A plain response has no usage.',
    harm: 'costly',
    breaks: ['body.usage'],
    seen: 'assumed',
    clients: '≠ ≠≠≠≠ ',
    wire: transformBody((body) => without(body, 'usage')),
  },
  {
    name: 'b.usage-null',
    title: 'The usage of a plain response is null.',
    harm: 'costly',
    breaks: ['body.usage'],
    mayBreak: ['body.schema'],
    seen: 'assumed',
    clients: '≠ ≠≠≠≠ ',
    wire: transformBody((body) => ({ ...body, usage: null })),
  },
  {
    name: 'b.usage-strings',
    title: 'The usage counts of a plain response are strings.',
    harm: 'fatal',
    breaks: ['usage.schema'],
    mayBreak: ['usage.sum'],
    seen: 'assumed',
    clients: '≠ TT≠· ',
    wire: transformBodyUsage((usage) => ({
      prompt_tokens: String(usage['prompt_tokens']),
      completion_tokens: String(usage['completion_tokens']),
      total_tokens: String(usage['total_tokens']),
    })),
  },
  {
    name: 'b.usage-float',
    title: 'The usage counts of a plain response have fractions.',
    harm: 'tolerated',
    breaks: ['usage.schema'],
    mayBreak: ['usage.sum'],
    seen: 'assumed',
    wire: transformBodyUsage((usage) => ({
      ...usage,
      completion_tokens: Number(usage['completion_tokens']) + 0.25,
      total_tokens: Number(usage['total_tokens']) + 0.25,
    })),
  },
  {
    name: 'b.usage-sum-wrong',
    title: "The total_tokens of a plain response isn't the sum.",
    harm: 'costly',
    breaks: ['usage.sum'],
    seen: 'https://github.com/router-for-me/CLIProxyAPI/issues/5733',
    clients: '· ···· ',
    wire: transformBodyUsage((usage) => ({ ...usage, total_tokens: Number(usage['total_tokens']) + 17 })),
  },
  {
    name: 'b.usage-negative',
    title: 'The completion tokens of a plain response are negative.',
    harm: 'costly',
    breaks: ['usage.schema'],
    mayBreak: ['usage.sum', 'usage.completion.matches'],
    seen: 'https://github.com/Effect-TS/effect/pull/8170',
    clients: '≠ ≠≠≠≠ ',
    wire: transformBodyUsage((usage) => ({ ...usage, completion_tokens: -73 })),
  },
  {
    name: 'b.usage-reasoning-gt-completion',
    title: 'The reasoning tokens of a plain response exceed its completion tokens.',
    harm: 'costly',
    breaks: ['usage.sum'],
    seen: 'https://github.com/vectorize-io/hindsight/pull/3920',
    clients: '· ···· ',
    wire: transformBodyUsage((usage) => ({
      ...usage,
      completion_tokens_details: { reasoning_tokens: Number(usage['completion_tokens']) + 64 },
    })),
  },
  {
    name: 'b.usage-other-names',
    title: 'The usage counts of a plain response have the names of another API.',
    harm: 'costly',
    breaks: ['usage.schema'],
    mayBreak: ['usage.sum'],
    seen: 'assumed',
    wire: transformBodyUsage((usage) => ({
      input_tokens: usage['prompt_tokens'],
      output_tokens: usage['completion_tokens'],
      total_tokens: usage['total_tokens'],
    })),
  },
];
