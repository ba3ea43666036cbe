import { refusalsAt, type ModelInfo } from '../../contract/models.ts';
import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError, echo } from '../api-error.ts';
import { unknownParameter, unsupportedParameter, unsupportedValue } from '../validate/field-error.ts';
import { asList, asRecord, isRecord, type JsonRecord } from '../validate/json-record.ts';
import { checkUserSchema } from '../validate/user-schema.ts';
import type { BodyRules } from '../validate/validate-body.ts';
import { sentItems } from './conversation.ts';
import { checkMedia } from './input-media.ts';
import { effortOf } from './response-echo.ts';
import {
  modelDoesNotExist,
  movedParameter,
  noJsonWord,
  noSuchTool,
  nothingToAnswer,
  unencryptable,
} from './response-error.ts';

type Rule = (body: JsonRecord, model: ModelInfo) => ErrorPlan | undefined;

/** Where parameters of chat completions have gone. */
const MOVED: ReadonlyMap<string, string> = new Map([
  ['messages', 'input'],
  ['max_tokens', 'max_output_tokens'],
  ['max_completion_tokens', 'max_output_tokens'],
  ['reasoning_effort', 'reasoning.effort'],
  ['response_format', 'text.format'],
  ['verbosity', 'text.verbosity'],
  ['functions', 'tools'],
  ['function_call', 'tool_choice'],
]);

/** Parameters of chat completions that nothing replaces. */
const GONE: ReadonlySet<string> = new Set([
  'audio',
  'logit_bias',
  'logprobs',
  'modalities',
  'n',
  'prediction',
  'seed',
  'stop',
]);

function chatParameter(body: JsonRecord): ErrorPlan | undefined {
  for (const key of Object.keys(body)) {
    const moved = MOVED.get(key);
    if (moved !== undefined) return movedParameter(key, moved);
    if (GONE.has(key)) return unknownParameter(key);
  }
  return undefined;
}

const present = (value: unknown): boolean => value !== undefined && value !== null;

const somethingToAnswer: Rule = (body) => {
  const { previous_response_id: previous, prompt, conversation } = body;
  const continues = [previous, prompt, conversation].some(present);
  return sentItems(body).length > 0 || continues ? undefined : nothingToAnswer();
};

const media: Rule = (body) => checkMedia(sentItems(body));

const toolSchemas: Rule = ({ tools }) => {
  for (const [index, tool] of asList(tools).map(asRecord).entries()) {
    const { type, name, parameters, strict } = tool;
    if (type !== 'function' || !isRecord(parameters)) continue;
    if (strict !== true && Object.keys(parameters).length === 0) continue;
    const error = checkUserSchema(parameters, 'function', strict === true);
    if (error === undefined) continue;
    const message = `Invalid schema for function '${echo(String(name))}': ${error}`;
    return apiError(message, { param: `tools[${index}].parameters`, code: 'invalid_function_parameters' });
  }
  return undefined;
};

const formatSchema: Rule = ({ text }) => {
  const { type, name, schema, strict } = asRecord(asRecord(text)['format']);
  if (type !== 'json_schema') return undefined;
  const error = checkUserSchema(schema, 'format', strict === true);
  if (error === undefined) return undefined;
  const message = `Invalid schema for response_format '${echo(String(name))}': ${error}`;
  return apiError(message, { param: 'text.format.schema', code: 'invalid_json_schema' });
};

const knownEffort: Rule = ({ reasoning }, model) => {
  const { effort } = asRecord(reasoning);
  if (!present(effort)) return undefined;
  if (model.reasoning === undefined) return unsupportedParameter('reasoning.effort');
  const efforts: readonly unknown[] = model.reasoning.efforts;
  return efforts.includes(effort) ? undefined : unsupportedValue('reasoning.effort', effort, model.reasoning.efforts);
};

/** What the catalogue calls by its name at chat completions. */
const valueAt = (body: JsonRecord, param: string): readonly [path: string, value: unknown] =>
  param === 'verbosity' ? ['text.verbosity', asRecord(body['text'])['verbosity']] : [param, body[param]];

const refusedValues: Rule = (body, model) => {
  const thinks = model.reasoning !== undefined && effortOf(body, model) !== 'none';
  for (const { param, when, only } of refusalsAt(model, 'responses')) {
    const [path, value] = valueAt(body, param);
    if ((when === 'reasoning' && !thinks) || !present(value) || value === only) continue;
    if (param === 'verbosity' && typeof only === 'string') return unsupportedValue(path, value, [only]);
    return unsupportedParameter(path);
  }
  return undefined;
};

const encryptable: Rule = ({ include }, model) =>
  asList(include).includes('reasoning.encrypted_content') && model.reasoning === undefined
    ? unencryptable()
    : undefined;

const streamOptions: Rule = ({ stream, stream_options: options }) =>
  present(options) && stream !== true
    ? apiError("The 'stream_options' parameter is only allowed when 'stream' is enabled.", { param: 'stream_options' })
    : undefined;

const declares = (tools: unknown, { type, name }: JsonRecord): boolean =>
  asList(tools).some((tool) => {
    const one = asRecord(tool);
    return one['type'] === type && (name === undefined || one['name'] === name);
  });

const chosenTool: Rule = ({ tools, tool_choice: choice }) => {
  if (!isRecord(choice)) return undefined;
  const chosen = choice['type'] === 'allowed_tools' ? asList(choice['tools']).map(asRecord) : [choice];
  const missing = chosen.find((one) => typeof one['name'] === 'string' && !declares(tools, one));
  return missing && noSuchTool(String(missing['name']));
};

const says = (text: unknown): boolean => typeof text === 'string' && /json/i.test(text);

const mentions = ({ content, output }: JsonRecord): boolean =>
  says(content) || says(output) || [...asList(content), ...asList(output)].some((part) => says(asRecord(part)['text']));

/** Instructions do not count (reported by users of several clients). */
const jsonWord: Rule = (body) => {
  if (asRecord(asRecord(body['text'])['format'])['type'] !== 'json_object') return undefined;
  return present(body['previous_response_id']) || sentItems(body).some(mentions) ? undefined : noJsonWord();
};

/** In the order they are tried; the first that fails is the answer. */
const RULES: readonly Rule[] = [
  somethingToAnswer,
  media,
  toolSchemas,
  chosenTool,
  knownEffort,
  refusedValues,
  formatSchema,
  streamOptions,
  encryptable,
  jsonWord,
];

/** What a body has to keep to beyond its schema, as far as it can be seen without what is kept. */
export const responseRules: BodyRules = {
  schema: 'ResponseRequest',
  required: [],
  unknownModel: modelDoesNotExist,
  // A template on the server names the model; the first of the profile stands in for it.
  namesNoModel: ({ prompt }) => present(prompt),
  misplaced: chatParameter,
  refusals: () => [],
  check: (body, model, refused) => {
    // Members of a body that its schema refuses may be of any type.
    for (const rule of refused ? [] : RULES) {
      const error = rule(body, model);
      if (error !== undefined) return error;
    }
    return undefined;
  },
};
