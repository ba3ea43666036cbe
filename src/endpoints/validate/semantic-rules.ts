import { asList, asRecord, isRecord, type JsonRecord } from './json-record.ts';
import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError, echo } from '../api-error.ts';
import { missingParameter } from './field-error.ts';

/** A rule over several fields of a body whose fields are each valid. */
type SemanticRule = (body: JsonRecord) => ErrorPlan | undefined;

const present = (body: JsonRecord, key: string): boolean => (body[key] ?? null) !== null;

/** `key` is of no use without `owner` (observed; the parameter counts as sent even when its value says "nothing"). */
const allowedWith =
  (key: string, owner: string): SemanticRule =>
  (body) =>
    Object.hasOwn(body, key) && !present(body, owner)
      ? apiError(`Invalid value for '${key}': '${key}' is only allowed when '${owner}' are specified.`, { param: key })
      : undefined;

/** `key` needs `owner` to be switched on (observed). */
const allowedWhen =
  (key: string, owner: string): SemanticRule =>
  (body) =>
    present(body, key) && body[owner] !== true
      ? apiError(`The '${key}' parameter is only allowed when '${owner}' is enabled.`, { param: key })
      : undefined;

/** Reported by clients of several languages. */
const oneTokenLimit: SemanticRule = (body) =>
  present(body, 'max_tokens') && present(body, 'max_completion_tokens')
    ? apiError("Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.", {
        param: 'max_tokens',
        code: 'invalid_parameter_combination',
      })
    : undefined;

const declares = (tools: unknown, kind: string, name: unknown): boolean =>
  asList(tools).some((tool) => asRecord(asRecord(tool)[kind])['name'] === name);

function undeclared(tools: unknown, choice: unknown): ErrorPlan | undefined {
  const kind = asRecord(choice)['type'] === 'custom' ? 'custom' : 'function';
  const name = asRecord(asRecord(choice)[kind])['name'];
  if (declares(tools, kind, name)) return undefined;
  const noun = kind === 'custom' ? 'custom tool' : 'function';
  const message = `Invalid value for 'tool_choice': no ${noun} named '${echo(String(name))}' was specified in the 'tools' parameter.`;
  return apiError(message, { param: 'tool_choice' });
}

/** The live service says this in terms of `function_call`, which the caller never sent; the words here name what was sent. */
const chosenTool: SemanticRule = ({ tools, tool_choice: choice }) => {
  if (!isRecord(choice)) return undefined;
  if (choice['type'] !== 'allowed_tools') return undeclared(tools, choice);
  for (const allowed of asList(asRecord(choice['allowed_tools'])['tools'])) {
    const error = undeclared(tools, allowed);
    if (error !== undefined) return error;
  }
  return undefined;
};

const chosenFunction: SemanticRule = ({ functions, function_call: call }) => {
  if (!isRecord(call) || asList(functions).some((entry) => asRecord(entry)['name'] === call['name'])) return undefined;
  const message = `Invalid value for 'function_call': no function named '${echo(String(call['name']))}' was specified in the 'functions' parameter.`;
  return apiError(message, { param: 'function_call' });
};

const audioOutput: SemanticRule = (body) =>
  asList(body['modalities']).includes('audio') && !present(body, 'audio') ? missingParameter('audio') : undefined;

const says = (text: unknown): boolean => typeof text === 'string' && /json/i.test(text);

const mentions = (message: unknown): boolean => {
  const { content } = asRecord(message);
  return says(content) || asList(content).some((part) => says(asRecord(part)['text']));
};

/** Any role, any case, also inside a longer word: "in some form". */
const jsonWord: SemanticRule = (body) => {
  if (asRecord(body['response_format'])['type'] !== 'json_object') return undefined;
  if (asList(body['messages']).some(mentions)) return undefined;
  const message =
    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.";
  return apiError(message, { param: 'messages' });
};

/** In the order they are tried; the first that fails is the answer. */
const RULES: readonly SemanticRule[] = [
  oneTokenLimit,
  allowedWith('function_call', 'functions'),
  chosenFunction,
  allowedWith('tool_choice', 'tools'),
  allowedWith('parallel_tool_calls', 'tools'),
  chosenTool,
  allowedWhen('top_logprobs', 'logprobs'),
  allowedWhen('stream_options', 'stream'),
  allowedWhen('metadata', 'store'),
  audioOutput,
  jsonWord,
];

/** The first cross-field rule that a body breaks. */
export function checkSemanticRules(body: JsonRecord): ErrorPlan | undefined {
  for (const rule of RULES) {
    const error = rule(body);
    if (error !== undefined) return error;
  }
  return undefined;
}
