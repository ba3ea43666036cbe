import { asObject } from '../../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import type { Fault, FaultRequest } from '../fault.ts';
import { joined, replacedBy, transformArguments } from '../transforms/edit-arguments.ts';
import { transformRequest, type PolicyTransform } from '../transforms/edit-request.ts';
import { ofType, transformItems, without, type Edit } from '../transforms/edit-response.ts';
import { refuse } from '../transforms/refuse.ts';

const isAsked = ({ method, path }: FaultRequest): boolean => method === 'POST' && path.endsWith('/responses');

/** Bends the requests for a response. */
const asked = (edit: Edit): PolicyTransform => {
  const transform = transformRequest(edit);
  return (request, context) => (isAsked(request) ? transform(request, context) : request);
};

const dropped = (key: string, where: (value: unknown) => boolean = () => true): PolicyTransform =>
  asked((body) => (key in body && where(body[key]) ? without(key)(body) : body));

const formatOf = (body: JsonObject): unknown => asObject(asObject(body['text'])['format'])['type'];

/** Leaves a format of the text out. */
const withoutFormat = (type: string): PolicyTransform =>
  asked((body) => (formatOf(body) === type ? without('text')(body) : body));

/** What is asked for as JSON is asked for as a sentence. */
const inProse: Edit = (body) => asObject(JSON.parse(JSON.stringify(body).replaceAll('a JSON object', 'a sentence')));

const isNull = (body: JsonObject): string | undefined => Object.keys(body).find((key) => body[key] === null);

/** Tools, limits and formats that are ignored. */
export const responseObedienceFaults: readonly Fault[] = [
  {
    name: 'responses.tools-ignored',
    title: 'Tools are ignored unless a call is demanded.',
    harm: 'silent',
    breaks: ['responses.tool.expected'],
    mayBreak: ['responses.echo', 'responses.echo.strict'],
    seen: 'assumed',
    policy: asked((body) =>
      Array.isArray(body['tools']) && (body['tool_choice'] ?? 'auto') === 'auto'
        ? { ...body, tool_choice: 'none' }
        : body,
    ),
  },
  {
    name: 'responses.call-name-wrong',
    title: 'Calls name a tool that was not declared.',
    harm: 'fatal',
    breaks: ['responses.tool.known'],
    mayBreak: ['responses.call.answered', 'responses.tool.required', 'responses.tool.schema'],
    seen: 'assumed',
    wire: transformItems(ofType('function_call', (item) => ({ ...item, name: `functions.${String(item['name'])}` }))),
  },
  {
    name: 'responses.args-of-another-schema',
    title: 'The arguments of calls have a member that their schema does not allow.',
    harm: 'fatal',
    breaks: ['responses.tool.schema'],
    seen: 'assumed',
    plan: transformArguments((pieces) => {
      const text = joined(pieces);
      return replacedBy(pieces, text === '{}' ? '{"extra":1}' : text.replace(/\}$/, ',"extra":1}'));
    }),
  },
  {
    name: 'responses.tool-choice-ignored',
    title: 'A demand for a call is ignored.',
    harm: 'silent',
    breaks: ['responses.tool.required'],
    mayBreak: ['responses.echo'],
    seen: 'assumed',
    policy: dropped('tool_choice', (choice) => choice === 'required' || isJsonObject(choice)),
  },
  {
    name: 'responses.tool-choice-none-ignored',
    title: 'Tools are called although the request forbids it.',
    harm: 'silent',
    breaks: ['responses.tool.none'],
    mayBreak: ['responses.echo'],
    seen: 'assumed',
    policy: dropped('tool_choice', (choice) => choice === 'none'),
  },
  {
    name: 'responses.parallel-ignored',
    title: 'Several calls come although the request wants one.',
    harm: 'silent',
    breaks: ['responses.tool.parallel'],
    mayBreak: ['responses.echo'],
    seen: 'assumed',
    policy: dropped('parallel_tool_calls'),
  },
  {
    name: 'responses.json-object-ignored',
    title: 'JSON mode is ignored.',
    harm: 'fatal',
    breaks: ['responses.json.object'],
    seen: 'assumed',
    policy: asked((body) => (formatOf(body) === 'json_object' ? inProse(without('text')(body)) : body)),
  },
  {
    name: 'responses.json-schema-ignored',
    title: 'A schema for the text is ignored.',
    harm: 'fatal',
    breaks: ['responses.json.schema'],
    seen: 'assumed',
    policy: withoutFormat('json_schema'),
  },
  {
    name: 'responses.limit-ignored',
    title: 'max_output_tokens is ignored.',
    harm: 'costly',
    breaks: ['responses.limit'],
    mayBreak: ['responses.echo', 'responses.limit.least', 'err.range', 'err.status'],
    seen: 'assumed',
    policy: dropped('max_output_tokens'),
  },
  {
    name: 'responses.limit-raised',
    title: 'A limit that is too small is raised to the least one.',
    harm: 'tolerated',
    breaks: ['responses.limit.least'],
    mayBreak: ['err.range', 'err.status', 'responses.echo'],
    seen: 'assumed',
    policy: asked((body) =>
      typeof body['max_output_tokens'] === 'number' && body['max_output_tokens'] < 16
        ? { ...body, max_output_tokens: 16 }
        : body,
    ),
  },
  {
    name: 'responses.model-substituted',
    title: 'A model that is not there is replaced by one that is.',
    harm: 'silent',
    breaks: ['responses.model.unknown'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: asked((body) => (String(body['model']).startsWith('gpt-99') ? { ...body, model: 'gpt-5.1' } : body)),
  },
  {
    name: 'responses.chat-parameters-ignored',
    title: 'Parameters of chat completions are ignored in silence.',
    harm: 'silent',
    breaks: ['responses.param.moved'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: asked((body) => without('response_format')(body)),
  },
  {
    name: 'responses.null-refused',
    title: 'Null is refused where a field may be left out.',
    harm: 'fatal',
    breaks: ['responses.param.null'],
    seen: 'assumed',
    policy: (request) => {
      const param = isAsked(request) && request.body ? isNull(request.body) : undefined;
      return param === undefined
        ? request
        : refuse(`Invalid type for '${param}': got null instead.`, { param, code: 'invalid_type' });
    },
  },
  {
    name: 'responses.stream-ignored',
    title: 'A request for a stream is answered in one piece.',
    harm: 'fatal',
    breaks: ['responses.stream.selected', 'http.stream.requested'],
    mayBreak: [
      'http.content-type.stream',
      'responses.terminal.once',
      'http.abort',
      'http.isolation',
      'err.stream.plain',
    ],
    seen: 'assumed',
    policy: dropped('stream'),
  },
  {
    name: 'responses.stream-says-more',
    title: 'A stream says something else than a plain answer.',
    harm: 'silent',
    breaks: ['responses.stream.plain'],
    mayBreak: ['responses.usage.recount', 'responses.echo', 'http.isolation', 'responses.store.stream'],
    seen: 'assumed',
    policy: asked((body) =>
      body['stream'] === true && typeof body['input'] === 'string'
        ? { ...body, input: body['input'].replace('pong', 'ping') }
        : body,
    ),
  },
];
