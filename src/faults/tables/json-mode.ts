import { asObject } from '../../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import { transformSteps, type PlanTransform } from '../transforms/edit-answer.ts';
import { without } from '../transforms/edit-json.ts';
import { messagesOf, textOf } from '../transforms/edit-messages.ts';
import { transformRequest } from '../transforms/edit-request.ts';
import { mapSaid } from '../transforms/edit-said.ts';
import type { Fault } from '../fault.ts';
import { refuse } from '../transforms/refuse.ts';

const formatOf = (body: JsonObject | undefined): unknown => asObject(body?.['response_format'])['type'];

const wantsJson = (body: JsonObject | undefined): boolean =>
  formatOf(body) === 'json_object' || formatOf(body) === 'json_schema';

/** Edits the content of responses that must be JSON. */
const transformJsonText = (edit: (text: string) => string, where: typeof wantsJson = wantsJson): PlanTransform =>
  transformSteps((events, { request }) => (where(request.body) ? mapSaid(events, edit) : events));

/** A JSON object without its first member. */
function lessOne(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (!isJsonObject(value)) return text;
    const [first = ''] = Object.keys(value);
    return JSON.stringify(without(value, first));
  } catch {
    return text;
  }
}

/** What a JSON text says, without its syntax. The model may write JSON because the prompt asks for it, so it is not left to that. */
const inProse = (text: string): string =>
  `Here is what I found: ${text
    .replaceAll(/[{}[\]"]/g, '')
    .replaceAll(/\s{0,64}([:,])\s*/g, '$1 ')
    .trim()}.`;

const ANY_OBJECT: JsonObject = {
  type: 'json_schema',
  json_schema: {
    name: 'any',
    schema: { type: 'object', properties: { result: { type: 'string' } }, required: ['result'] },
  },
};

/** Defects of answers in JSON. */
export const jsonModeFaults: readonly Fault[] = [
  {
    name: 'json.fenced',
    title: 'JSON is in a code fence.',
    harm: 'silent',
    breaks: ['json.object', 'json.stream'],
    mayBreak: ['json.schema', 'usage.completion.matches'],
    seen: 'https://github.com/Arthur-Ficial/apfel/issues/101',
    plan: transformJsonText((text) => `\`\`\`json\n${text}\n\`\`\``),
  },
  {
    name: 'json.prose-around',
    title: 'A sentence precedes the JSON.',
    harm: 'silent',
    breaks: ['json.object', 'json.stream'],
    mayBreak: ['json.schema', 'usage.completion.matches'],
    seen: 'assumed',
    plan: transformJsonText((text) => `Here is the JSON you asked for:\n\n${text}`),
  },
  {
    name: 'json.array',
    title: 'JSON mode returns an array instead of an object.',
    harm: 'silent',
    breaks: ['json.object', 'json.stream'],
    mayBreak: ['json.schema', 'usage.completion.matches'],
    seen: 'assumed',
    plan: transformJsonText((text) => `[${text}]`),
  },
  {
    name: 'json.truncated',
    title: 'JSON is truncated although the response finished with "stop".',
    harm: 'silent',
    breaks: ['json.object', 'json.stream'],
    mayBreak: ['json.schema'],
    seen: 'assumed',
    plan: transformJsonText((text) => text.slice(0, -1)),
  },
  {
    name: 'json.single-quotes',
    title: 'JSON uses single quotes.',
    harm: 'silent',
    breaks: ['json.object', 'json.stream'],
    mayBreak: ['json.schema', 'usage.completion.matches'],
    seen: 'assumed',
    plan: transformJsonText((text) => text.replaceAll('"', "'")),
  },
  {
    name: 'json.ignored',
    title: 'The field response_format is ignored, and the response is prose.',
    harm: 'silent',
    breaks: ['json.object', 'json.stream', 'json.schema'],
    mayBreak: ['usage.completion.matches'],
    seen: 'https://github.com/decolua/9router/pull/288',
    plan: transformJsonText(inProse),
  },
  {
    name: 'json.ignored-in-stream',
    title: 'The field response_format is ignored in streams only.',
    harm: 'silent',
    breaks: ['json.stream'],
    mayBreak: ['stream.equals-plain', 'usage.completion.matches'],
    seen: 'assumed',
    plan: transformJsonText(inProse, (body) => body?.['stream'] === true && wantsJson(body)),
  },
  {
    name: 'json.schema-ignored',
    title: 'The schema is ignored, and the object has a different shape.',
    harm: 'silent',
    breaks: ['json.schema'],
    seen: 'assumed',
    policy: transformRequest((body) =>
      formatOf(body) === 'json_schema' ? { ...body, response_format: ANY_OBJECT } : body,
    ),
  },
  {
    name: 'json.schema-member-lost',
    title: 'JSON with a required schema lacks its first property.',
    harm: 'silent',
    breaks: ['json.schema'],
    seen: 'assumed',
    plan: transformJsonText(lessOne, (body) => formatOf(body) === 'json_schema'),
  },
  {
    name: 'json.schema-rejected',
    title: 'A response_format with a schema is rejected.',
    harm: 'fatal',
    breaks: ['param.declared'],
    mayBreak: ['json.schema'],
    seen: 'assumed',
    policy: (request) =>
      formatOf(request.body) === 'json_schema'
        ? refuse("Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.", {
            param: 'response_format',
          })
        : request,
  },
  {
    name: 'json.word-not-required',
    title: 'JSON mode is accepted without the word JSON in any message.',
    harm: 'tolerated',
    breaks: ['json.word'],
    seen: 'https://github.com/usertour/usertour/pull/417',
    policy: transformRequest((body) => {
      if (formatOf(body) !== 'json_object' || /json/i.test(messagesOf(body).map(textOf).join(' '))) return body;
      return { ...body, messages: [{ role: 'system', content: 'Answer in JSON.' }, ...messagesOf(body)] };
    }),
  },
];
