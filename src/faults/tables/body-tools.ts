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
    title: 'The arguments of a tool call in a plain answer are an object.',
    harm: 'silent',
    breaks: ['body.tool-calls'],
    mayBreak: ['tool.args.json', 'tool.args.empty'],
    seen: 'https://github.com/ggml-org/llama.cpp/issues/20198',
    clients: '≠ TT≠≠ ',
    wire: transformBodyFunctions((body) => ({ ...body, arguments: { raw: body['arguments'] } })),
  },
  {
    name: 'b.tool-args-empty',
    title: 'The arguments of a tool call in a plain answer are an empty text.',
    harm: 'silent',
    breaks: ['tool.args.json'],
    mayBreak: ['tool.args.schema', 'tool.args.empty'],
    seen: 'assumed',
    clients: '≠ ≠≠≠≠ ',
    wire: transformBodyFunctions((body) => ({ ...body, arguments: '' })),
  },
  {
    name: 'b.tool-args-invalid',
    title: 'The last bracket of the arguments of a tool call in a plain answer is lost.',
    harm: 'silent',
    breaks: ['tool.args.json'],
    mayBreak: ['tool.args.schema', 'tool.args.empty'],
    seen: 'https://github.com/QuantumNous/new-api/issues/7301',
    clients: '≠ ≠≠≠≠ ',
    wire: transformBodyFunctions((body) => ({ ...body, arguments: String(body['arguments']).slice(0, -1) })),
  },
  {
    name: 'b.tool-args-null',
    title: 'The arguments of a tool call in a plain answer are null.',
    harm: 'silent',
    breaks: ['body.tool-calls'],
    mayBreak: ['tool.args.json', 'tool.args.empty'],
    seen: 'assumed',
    clients: '≠ TT≠≠ ',
    wire: transformBodyFunctions((body) => ({ ...body, arguments: null })),
  },
  {
    name: 'b.tool-id-missing',
    title: 'A tool call in a plain answer has no id.',
    harm: 'silent',
    breaks: ['body.tool-calls'],
    seen: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/830',
    clients: '≠ ≠≠≠≠ ',
    wire: transformBodyCalls((call) => without(call, 'id')),
  },
  {
    name: 'b.tool-id-empty',
    title: 'The id of a tool call in a plain answer is an empty text.',
    harm: 'silent',
    breaks: ['body.tool-calls'],
    mayBreak: ['history.tool-loop'],
    seen: 'https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/830',
    clients: '≠ ≠≠≠≠ ',
    wire: transformBodyCalls((call) => ({ ...call, id: '' })),
  },
  {
    name: 'b.tool-id-duplicate',
    title: 'All tool calls of a plain answer have the same id.',
    harm: 'silent',
    breaks: ['tool.id.unique'],
    mayBreak: ['tool.two'],
    seen: 'https://github.com/cloudwego/eino-ext/pull/652',
    wire: transformBodyCalls((call) => ({ ...call, id: FIRST_ID })),
  },
  {
    name: 'b.tool-type-missing',
    title: 'A tool call in a plain answer has no type.',
    harm: 'fatal',
    breaks: ['body.tool-calls'],
    seen: 'assumed',
    clients: '· T··· ',
    wire: transformBodyCalls((call) => without(call, 'type')),
  },
  {
    name: 'b.tool-name-missing',
    title: 'A tool call in a plain answer does not name its tool.',
    harm: 'fatal',
    breaks: ['body.tool-calls'],
    mayBreak: ['tool.name.known', 'tool.expected'],
    seen: 'assumed',
    wire: transformBodyFunctions((body) => without(body, 'name')),
  },
  {
    name: 'b.tool-finish-stop',
    title: 'A plain answer with tool calls says that it stopped.',
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
    title: 'The message of a plain answer with tool calls has no content.',
    harm: 'tolerated',
    breaks: ['body.message'],
    seen: 'assumed',
    clients: '· ···· ',
    wire: transformMessages((message) => (calls(message) ? without(message, 'content') : message)),
  },
  {
    name: 'b.tool-calls-empty-array',
    title: 'A plain answer without tool calls has an empty array of them.',
    harm: 'tolerated',
    breaks: ['tool.empty-array'],
    seen: 'assumed',
    clients: '· ···· ',
    wire: transformMessages((message) => (calls(message) ? message : { ...message, tool_calls: [] })),
  },
  {
    name: 'b.tool-calls-null',
    title: 'A plain answer without tool calls has null in their place.',
    harm: 'tolerated',
    breaks: ['tool.empty-array'],
    mayBreak: ['body.tool-calls'],
    seen: 'assumed',
    clients: '· ···· ',
    wire: transformMessages((message) => (calls(message) ? message : { ...message, tool_calls: null })),
  },
  {
    name: 'b.tool-calls-object',
    title: 'The tool calls of a plain answer are an object with one member a call.',
    harm: 'fatal',
    breaks: ['body.tool-calls'],
    seen: 'assumed',
    wire: transformMessages((message) =>
      calls(message) ? { ...message, tool_calls: { ...asList(message['tool_calls']) } } : message,
    ),
  },
];
