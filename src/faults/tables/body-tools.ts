import { asList } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import {
  transformBodyCalls,
  transformBodyFunctions,
  transformChoices,
  transformMessages,
} from '../transforms/transform-body.ts';
import { without } from '../transforms/edit-json.ts';
import type { Fault } from '../fault.ts';

const calls = (message: JsonObject): boolean => asList(message['tool_calls']).length > 0;

const FIRST_ID = 'call_0';

/** Defects of the tool calls of plain answers. */
export const bodyToolFaults: readonly Fault[] = [
  {
    name: 'b.tool-args-object',
    title: 'The tool arguments of a plain response are an object.',
    harm: 'silent',
    breaks: ['body.tool-calls'],
    mayBreak: ['tool.args.json', 'tool.args.empty'],
    seen: 'https://github.com/ggml-org/llama.cpp/issues/20198',
    clients: '≠ TT≠≠ ',
    wire: transformBodyFunctions((body) => ({ ...body, arguments: { raw: body['arguments'] } })),
  },
  {
    name: 'b.tool-args-empty',
    title: 'The tool arguments of a plain response are an empty string.',
    harm: 'silent',
    breaks: ['tool.args.json'],
    mayBreak: ['tool.args.schema', 'tool.args.empty'],
    seen: 'assumed',
    clients: '≠ ≠≠≠≠ ',
    wire: transformBodyFunctions((body) => ({ ...body, arguments: '' })),
  },
  {
    name: 'b.tool-args-invalid',
    title: 'The tool arguments of a plain response lack the last bracket.',
    harm: 'silent',
    breaks: ['tool.args.json'],
    mayBreak: ['tool.args.schema', 'tool.args.empty'],
    seen: 'https://github.com/QuantumNous/new-api/issues/7301',
    clients: '≠ ≠≠≠≠ ',
    wire: transformBodyFunctions((body) => ({ ...body, arguments: String(body['arguments']).slice(0, -1) })),
  },
  {
    name: 'b.tool-args-null',
    title: 'The tool arguments of a plain response are null.',
    harm: 'silent',
    breaks: ['body.tool-calls'],
    mayBreak: ['tool.args.json', 'tool.args.empty'],
    seen: 'assumed',
    clients: '≠ TT≠≠ ',
    wire: transformBodyFunctions((body) => ({ ...body, arguments: null })),
  },
  {
    name: 'b.tool-id-missing',
    title: 'A tool call of a plain response has no id.',
    harm: 'silent',
    breaks: ['body.tool-calls'],
    seen: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/830',
    clients: '≠ ≠≠≠≠ ',
    wire: transformBodyCalls((call) => without(call, 'id')),
  },
  {
    name: 'b.tool-id-empty',
    title: 'The tool call id of a plain response is an empty string.',
    harm: 'silent',
    breaks: ['body.tool-calls'],
    mayBreak: ['history.tool-loop'],
    seen: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/830',
    clients: '≠ ≠≠≠≠ ',
    wire: transformBodyCalls((call) => ({ ...call, id: '' })),
  },
  {
    name: 'b.tool-id-duplicate',
    title: 'All tool calls of a plain response have the same id.',
    harm: 'silent',
    breaks: ['tool.id.unique'],
    mayBreak: ['tool.two'],
    seen: 'https://github.com/cloudwego/eino-ext/pull/652',
    wire: transformBodyCalls((call) => ({ ...call, id: FIRST_ID })),
  },
  {
    name: 'b.tool-type-missing',
    title: 'A tool call of a plain response has no type.',
    harm: 'fatal',
    breaks: ['body.tool-calls'],
    seen: 'assumed',
    clients: '· T··· ',
    wire: transformBodyCalls((call) => without(call, 'type')),
  },
  {
    name: 'b.tool-name-missing',
    title: 'A tool call of a plain response has no tool name.',
    harm: 'fatal',
    breaks: ['body.tool-calls'],
    mayBreak: ['tool.name.known', 'tool.expected'],
    seen: 'assumed',
    wire: transformBodyFunctions((body) => without(body, 'name')),
  },
  {
    name: 'b.tool-finish-stop',
    title: 'A plain response with tool calls finishes with "stop".',
    harm: 'silent',
    breaks: ['finish.tool-calls'],
    seen: 'https://github.com/googleapis/python-genai/issues/2868',
    clients: '≠ ≠≠≠≠ ',
    wire: transformChoices((choice) =>
      choice['finish_reason'] === 'tool_calls' ? { ...choice, finish_reason: 'stop' } : choice,
    ),
  },
  {
    name: 'b.tool-content-missing',
    title: 'The message of a plain response with tool calls has no content key.',
    harm: 'tolerated',
    breaks: ['body.message'],
    seen: 'assumed',
    clients: '· ···· ',
    wire: transformMessages((message) => (calls(message) ? without(message, 'content') : message)),
  },
  {
    name: 'b.tool-calls-empty-array',
    title: 'A plain response without tool calls has an empty tool_calls array.',
    harm: 'tolerated',
    breaks: ['tool.empty-array'],
    seen: 'assumed',
    clients: '· ···· ',
    wire: transformMessages((message) => (calls(message) ? message : { ...message, tool_calls: [] })),
  },
  {
    name: 'b.tool-calls-null',
    title: 'A plain response without tool calls has null tool_calls.',
    harm: 'tolerated',
    breaks: ['tool.empty-array'],
    mayBreak: ['body.tool-calls'],
    seen: 'assumed',
    clients: '· ···· ',
    wire: transformMessages((message) => (calls(message) ? message : { ...message, tool_calls: null })),
  },
  {
    name: 'b.tool-calls-object',
    title: 'The tool_calls of a plain response are an object with one key per call.',
    harm: 'fatal',
    breaks: ['body.tool-calls'],
    seen: 'assumed',
    wire: transformMessages((message) =>
      calls(message) ? { ...message, tool_calls: { ...asList(message['tool_calls']) } } : message,
    ),
  },
];
