import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { Fault, WireTransform } from '../fault.ts';
import {
  both,
  inside,
  mapLifecycle,
  ofType,
  transformItems,
  transformResponse,
  without,
  type Edit,
} from '../transforms/edit-response.ts';
import { transformJson } from '../transforms/transform-body.ts';

/** Edits a response wherever it is shown. */
const everywhere = (edit: Edit): WireTransform =>
  both(
    mapLifecycle(() => true, edit),
    transformJson('response', (body) => (body['deleted'] === true ? body : edit(body))),
  );

/** Multiplies a count, and the total with it. */
const inflated = (key: 'input_tokens' | 'output_tokens', factor: number): WireTransform =>
  transformResponse(
    inside('usage', (usage) => {
      const { input_tokens: input, output_tokens: output } = usage;
      const counts = { input_tokens: Number(input), output_tokens: Number(output) };
      counts[key] = Math.round(counts[key] * factor) + 20;
      return { ...usage, ...counts, total_tokens: counts.input_tokens + counts.output_tokens };
    }),
  );

const toolsWith =
  (edit: Edit): Edit =>
  (response) => ({ ...response, tools: asList(response['tools']).map((tool) => edit(asObject(tool))) });

const reordered: Edit = (response) => {
  const output = asList(response['output']);
  return asObject(output[0])['type'] === 'reasoning' && output.length > 1
    ? { ...response, output: [...output.slice(1), output[0]] }
    : response;
};

/** Ids, counts and echoes that are wrong. */
export const responseEchoFaults: readonly Fault[] = [
  {
    name: 'responses.usage-input-inflated',
    title: 'The reported input tokens are twice the real number.',
    harm: 'costly',
    breaks: ['responses.usage.recount'],
    seen: 'assumed',
    wire: inflated('input_tokens', 2),
  },
  {
    name: 'responses.usage-output-inflated',
    title: 'The reported output tokens are three times the real number.',
    harm: 'costly',
    breaks: ['responses.usage.output'],
    mayBreak: ['responses.limit'],
    seen: 'assumed',
    wire: inflated('output_tokens', 3),
  },
  {
    name: 'responses.id-constant',
    title: 'Every message has the same id.',
    harm: 'silent',
    breaks: ['responses.id.unique'],
    mayBreak: [
      'responses.item.id',
      'responses.reference',
      'responses.retrieve',
      'responses.items.echoed',
      'responses.reasoning.bare',
      'responses.reasoning.encrypted',
    ],
    seen: 'assumed',
    wire: (exchange, context) =>
      transformItems(ofType('message', (item) => ({ ...item, id: 'msg_1' })))(exchange, context),
  },
  {
    name: 'responses.id-of-chat',
    title: 'Items have ids without the prefix of their kind.',
    harm: 'tolerated',
    breaks: ['responses.id.prefix'],
    mayBreak: [
      'responses.item.id',
      'responses.items.echoed',
      'responses.reference',
      'responses.retrieve',
      'responses.reasoning.bare',
      'responses.reasoning.encrypted',
    ],
    seen: 'https://github.com/CopilotKit/aimock',
    wire: transformItems((item) => ({ ...item, id: `item-${String(item['id'])}` })),
  },
  {
    name: 'responses.model-other',
    title: 'Responses name another model than the one that was asked for.',
    harm: 'silent',
    breaks: ['responses.model'],
    seen: 'assumed',
    wire: everywhere((response) => ({ ...response, model: 'qwen3-8b' })),
  },
  {
    name: 'responses.finished-running',
    title: 'A plain answer says that it is still in progress.',
    harm: 'silent',
    breaks: ['responses.finished'],
    mayBreak: ['responses.retrieve', 'responses.limit', 'responses.incomplete.told', 'responses.cancel'],
    seen: 'assumed',
    wire: transformJson('response', (body) =>
      body['deleted'] === true ? body : { ...body, status: 'in_progress', incomplete_details: null },
    ),
  },
  {
    name: 'responses.incomplete-untold',
    title: 'A response that was cut does not say why.',
    harm: 'silent',
    breaks: ['responses.incomplete.told'],
    mayBreak: ['responses.limit', 'responses.retrieve'],
    seen: 'https://github.com/CopilotKit/aimock',
    wire: transformResponse((response) =>
      response['incomplete_details'] ? { ...response, incomplete_details: null } : response,
    ),
  },
  {
    name: 'responses.incomplete-reason-chat',
    title: 'A response that was cut gives the reason of chat completions.',
    harm: 'silent',
    breaks: ['responses.incomplete'],
    mayBreak: ['responses.schema', 'responses.event.schema', 'responses.limit', 'responses.retrieve'],
    seen: 'assumed',
    wire: transformResponse((response) =>
      response['incomplete_details'] ? { ...response, incomplete_details: { reason: 'length' } } : response,
    ),
  },
  {
    name: 'responses.error-empty',
    title: 'The error of a response that did not fail is an empty object.',
    harm: 'fatal',
    breaks: ['responses.error'],
    mayBreak: ['responses.schema', 'responses.event.schema', 'err.success', 'responses.echo.stable'],
    seen: 'assumed',
    wire: everywhere((response) => ({ ...response, error: {} })),
  },
  {
    name: 'responses.echo-tools-nested',
    title: 'Tools are echoed as chat completions write them.',
    harm: 'tolerated',
    breaks: ['responses.echo.tools'],
    mayBreak: ['responses.schema', 'responses.event.schema', 'responses.echo.strict', 'responses.echo.stable'],
    seen: 'assumed',
    wire: everywhere(toolsWith(({ type, ...tool }) => ({ type, function: tool }))),
  },
  {
    name: 'responses.echo-strict-null',
    title: 'Functions that do not say whether they are strict are echoed as not strict.',
    harm: 'tolerated',
    breaks: ['responses.echo.strict'],
    seen: 'assumed',
    wire: everywhere(toolsWith((tool) => (tool['strict'] === true ? { ...tool, strict: false } : tool))),
  },
  {
    name: 'responses.echo-missing',
    title: 'Parameters of the request are not echoed.',
    harm: 'tolerated',
    breaks: ['responses.echo'],
    mayBreak: ['responses.schema', 'responses.event.schema', 'responses.echo.strict'],
    seen: 'https://github.com/CopilotKit/aimock',
    wire: everywhere((response) =>
      ['instructions', 'max_output_tokens', 'tool_choice', 'truncation'].reduce<JsonObject>(
        (rest, key) => without(key)(rest),
        response,
      ),
    ),
  },
  {
    name: 'responses.reasoning-last',
    title: 'Reasoning comes behind what it led to.',
    harm: 'silent',
    breaks: ['responses.item.order'],
    mayBreak: [
      'responses.reasoning.bare',
      'responses.reasoning.encrypted',
      'responses.reference',
      'responses.retrieve',
    ],
    seen: 'assumed',
    wire: transformJson('response', reordered),
  },
  {
    name: 'responses.summary-unasked',
    title: 'Reasoning has a summary that was not requested.',
    harm: 'tolerated',
    breaks: ['responses.reasoning.summary'],
    mayBreak: ['responses.echo', 'responses.reasoning.bare', 'responses.reasoning.encrypted', 'responses.retrieve'],
    seen: 'assumed',
    wire: transformJson('response', (body) =>
      Array.isArray(body['output'])
        ? {
            ...body,
            output: body['output'].map((item) =>
              ofType('reasoning', (one) => ({ ...one, summary: [{ type: 'summary_text', text: 'I thought.' }] }))(
                asObject(item),
              ),
            ),
          }
        : body,
    ),
  },
  {
    name: 'responses.logprobs-filled',
    title: 'Text parts have log probabilities that were not requested.',
    harm: 'tolerated',
    breaks: ['responses.part.logprobs'],
    mayBreak: ['responses.terminal.output', 'responses.retrieve', 'responses.items.echoed', 'responses.text.deltas'],
    seen: 'assumed',
    wire: transformItems(
      ofType('message', (item) => ({
        ...item,
        content: asList(item['content']).map((part) =>
          ofType('output_text', (one) => ({
            ...one,
            logprobs: [{ bytes: [104, 105], logprob: -0.1, token: 'hi', top_logprobs: [] }],
          }))(asObject(part)),
        ),
      })),
    ),
  },
  {
    name: 'responses.upgrade-crashes',
    title: 'A WebSocket upgrade gets 500.',
    harm: 'tolerated',
    breaks: ['responses.upgrade'],
    seen: 'assumed',
    wire: (exchange) => (exchange.status === 426 ? { ...exchange, status: 500 } : exchange),
  },
  {
    name: 'responses.output-text',
    title: 'The response has the text of its messages beside them, as clients make it.',
    harm: 'benign',
    breaks: [],
    mayBreak: ['responses.output-text'],
    seen: 'assumed',
    wire: transformJson('response', (body) =>
      Array.isArray(body['output']) ? { ...body, output_text: 'as the clients make it' } : body,
    ),
  },
  {
    name: 'responses.phase',
    title: 'Messages say that they are the final answer, as those of newer models do.',
    harm: 'benign',
    breaks: [],
    mayBreak: ['responses.item.phase'],
    seen: 'assumed',
    wire: transformItems(ofType('message', (item) => ({ ...item, phase: 'final_answer' }))),
  },
];
