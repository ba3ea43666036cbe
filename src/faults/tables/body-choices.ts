import { transformChoices, transformMessages } from '../transforms/transform-body.ts';
import { without } from '../transforms/edit-json.ts';
import type { Fault } from '../fault.ts';
import type { JsonObject } from '../../contract/requirements.ts';

/** Whether a message says something in words. */
const speaks = ({ content }: JsonObject): boolean => typeof content === 'string' && content !== '';

/** Edits messages that say something in words. */
const transformSpoken = (edit: (message: JsonObject) => JsonObject): NonNullable<Fault['wire']> =>
  transformMessages((message) => (speaks(message) ? edit(message) : message));

/** Defects of the choices of plain answers and of their messages. */
export const bodyChoiceFaults: readonly Fault[] = [
  {
    name: 'b.content-null',
    title: 'The content of a plain response is null although it finished with "stop".',
    harm: 'silent',
    breaks: ['body.said'],
    mayBreak: ['stream.equals-plain', 'reason.answer'],
    seen: 'assumed',
    clients: '≠ ≠≠≠≠ ',
    wire: transformSpoken((message) => ({ ...message, content: null })),
  },
  {
    name: 'b.content-missing',
    title: 'The message of a plain response has no content key.',
    harm: 'silent',
    breaks: ['body.message'],
    mayBreak: ['body.said'],
    seen: 'assumed',
    clients: '≠ ≠≠≠≠ ',
    wire: transformMessages((message) => without(message, 'content')),
  },
  {
    name: 'b.content-empty',
    title: 'The content of a plain response is an empty string although it finished with "stop".',
    harm: 'silent',
    breaks: ['body.said'],
    mayBreak: ['usage.completion.inflated', 'stream.equals-plain', 'reason.answer'],
    seen: 'https://github.com/anomalyco/opencode/issues/37735',
    clients: '≠ ≠≠≠≠ ',
    wire: transformSpoken((message) => ({ ...message, content: '' })),
  },
  {
    name: 'b.content-array',
    title: 'The content of a plain response is an array of parts.',
    harm: 'silent',
    breaks: ['body.message'],
    seen: 'assumed',
    clients: '≠ T·≠≠ ',
    wire: transformSpoken((message) => ({ ...message, content: [{ type: 'text', text: message['content'] }] })),
  },
  {
    name: 'b.role-missing',
    title: 'The message of a plain response has no role.',
    harm: 'silent',
    breaks: ['body.message'],
    seen: 'assumed',
    clients: '· ··≠· ',
    wire: transformMessages((message) => without(message, 'role')),
  },
  {
    name: 'b.role-model',
    title: 'The role of a plain response is "model".',
    harm: 'silent',
    breaks: ['body.message'],
    seen: 'assumed',
    clients: '· TT≠· ',
    wire: transformMessages((message) => ({ ...message, role: 'model' })),
  },
  {
    name: 'b.message-missing',
    title: 'A choice of a plain response has a delta instead of a message.',
    harm: 'fatal',
    breaks: ['body.message'],
    seen: 'https://github.com/microsoft/foundry-local/issues/144',
    wire: transformChoices(({ message, ...choice }) => ({ ...choice, delta: message })),
  },
  {
    name: 'b.index-missing',
    title: 'A choice of a plain response has no index.',
    harm: 'fatal',
    breaks: ['body.choice.index'],
    seen: 'assumed',
    clients: '· T··· ',
    wire: transformChoices((choice) => without(choice, 'index')),
  },
  {
    name: 'b.index-one-based',
    title: 'The choices of a plain response are numbered from 1.',
    harm: 'silent',
    breaks: ['body.choice.index'],
    seen: 'assumed',
    wire: transformChoices((choice) => ({ ...choice, index: Number(choice['index']) + 1 })),
  },
  {
    name: 'b.finish-missing',
    title: 'A choice of a plain response has no finish_reason.',
    harm: 'silent',
    breaks: ['finish.value'],
    mayBreak: ['body.schema'],
    seen: 'assumed',
    clients: '≠ ≠≠≠≠ ',
    wire: transformChoices((choice) => without(choice, 'finish_reason')),
  },
  {
    name: 'b.finish-null',
    title: 'The finish_reason of a plain response is null.',
    harm: 'silent',
    breaks: ['finish.value'],
    seen: 'https://github.com/foundation-model-stack/fms-guardrails-orchestrator/issues/516',
    clients: '≠ ≠≠≠≠ ',
    wire: transformChoices((choice) => ({ ...choice, finish_reason: null })),
  },
  {
    name: 'b.finish-eos',
    title: "The finish_reason of a plain response is the model server's own value.",
    harm: 'silent',
    breaks: ['finish.value'],
    seen: 'https://github.com/ROCm/FastFlowLM/pull/500',
    wire: transformChoices((choice) => ({ ...choice, finish_reason: 'eos' })),
  },
  {
    name: 'b.json-fenced',
    title: 'The JSON of a plain response is in a code fence.',
    harm: 'silent',
    breaks: ['json.object'],
    mayBreak: ['json.schema'],
    seen: 'https://github.com/veniceai/api-docs/issues/264',
    clients: '≠ ≠≠≠≠ ',
    wire: (exchange, context) => {
      const { response_format: format } = context.request.body ?? {};
      if (format === undefined) return exchange;
      return transformSpoken((message) => ({ ...message, content: `\`\`\`json\n${message['content']}\n\`\`\`` }))(
        exchange,
        context,
      );
    },
  },
  {
    name: 'b.logprobs-bare',
    title: 'The logprobs entries of a plain response are bare numbers.',
    harm: 'fatal',
    breaks: ['logprobs.schema'],
    mayBreak: ['param.logprobs', 'param.top-logprobs'],
    seen: 'assumed',
    wire: transformChoices((choice) => {
      const { logprobs } = choice;
      const content = (logprobs as { readonly content?: unknown } | null | undefined)?.content;
      if (!Array.isArray(content)) return choice;
      const tokens: unknown[] = content.map((entry: JsonObject) => ({
        token: entry['token'],
        logprob: entry['logprob'],
      }));
      return { ...choice, logprobs: { content: tokens } };
    }),
  },
];
