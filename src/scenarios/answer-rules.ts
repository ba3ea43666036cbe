import type { EngineRequest } from '../engine/request.ts';
import type { RequirementId } from '../contract/generated/requirement-ids.ts';
import type { CheckJson } from '../contract/schema/json-check.ts';
import type { DraftCall } from '../engine/draft.ts';
import { forcedTools, toolDuty, type DeclaredTool } from './declared-tool.ts';
import { isJsonObjectText } from './reply-problems.ts';
import type { ScriptChoice, Violation } from './script.ts';

/** What the answers to a request are judged by. */
export interface AnswerRules {
  readonly request: EngineRequest;
  readonly tools: readonly DeclaredTool[];
  readonly check: CheckJson;
}

const breaks = (requirement: RequirementId, message: string): Violation => ({ requirement, message });

const cut = ({ finish }: ScriptChoice): boolean => finish === 'length' || finish === 'content_filter';

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function callViolations(call: DraftCall, { tools, check }: AnswerRules): Violation[] {
  const tool = tools.find(({ name }) => name === call.name);
  if (!tool) {
    const names = tools.map(({ name }) => name).join(', ');
    return [
      breaks('tool.name.known', `it calls ${call.name}, but the request declares ${names === '' ? 'no tool' : names}`),
    ];
  }
  if (call.tool === 'custom') return [];
  if (!isJsonObjectText(call.input)) {
    return [breaks('tool.args.json', `the arguments of ${call.name} are not the text of a JSON object`)];
  }
  const fault = tool.parameters === undefined ? undefined : check(tool.parameters, JSON.parse(call.input));
  return fault === undefined ? [] : [breaks('tool.args.schema', `the arguments of ${call.name} do not fit: ${fault}`)];
}

function choiceViolations(calls: readonly DraftCall[], { request }: AnswerRules): Violation[] {
  const duty = toolDuty(request);
  const [forced] = forcedTools(request);
  if (calls.length > 0 && duty === 'must-not')
    return [breaks('tool.choice.none', 'it calls a tool, but tool_choice is none')];
  if (calls.length === 0 && duty === 'must') {
    return [breaks('tool.choice.required', 'it calls no tool, but tool_choice wants a call')];
  }
  if (forced !== undefined && calls.some(({ name }) => name !== forced)) {
    return [breaks('tool.choice.required', `it calls another tool than ${forced}, which tool_choice names`)];
  }
  const single = request.parallel_tool_calls === false || calls.some(({ tool }) => tool === 'legacy');
  if (calls.length > 1 && single)
    return [breaks('tool.parallel', `it makes ${calls.length} calls where one is allowed`)];
  return [];
}

function finishViolations({ draft, finish }: ScriptChoice, { request }: AnswerRules): Violation[] {
  if (finish === undefined) return [];
  const [call] = draft.calls;
  const word = call === undefined ? 'stop' : call.tool === 'legacy' ? 'function_call' : 'tool_calls';
  if (finish === word || (call !== undefined && finish === 'stop' && forcedTools(request).length > 0)) return [];
  return [breaks('finish.tool-calls', `its finish_reason is ${finish}, where ${word} would be right`)];
}

function jsonViolations({ draft }: ScriptChoice, { request, check }: AnswerRules): Violation[] {
  const format = request.response_format;
  if (draft.says !== 'text' || !format || format.type === 'text') return [];
  if (format.type === 'json_object') {
    return isJsonObjectText(draft.text)
      ? []
      : [breaks('json.object', 'its text is not one JSON object, which json_object asks for')];
  }
  const json = parsed(draft.text);
  if (!json) return [breaks('json.schema', 'its text is not JSON, which json_schema asks for')];
  const { strict, schema } = format.json_schema;
  const fault = strict && schema ? check(schema, json.value) : undefined;
  return fault === undefined ? [] : [breaks('json.schema', `its text does not fit the schema: ${fault}`)];
}

/** The requirements that a choice would break. An answer that was cut short owes nothing to the rules of form. */
function violationsOf(choice: ScriptChoice, rules: AnswerRules): Violation[] {
  const { calls, says } = choice.draft;
  if (cut(choice)) return [];
  return [
    ...calls.flatMap((call) => callViolations(call, rules)),
    // A refusal has no calls.
    ...(says === 'refusal' ? [] : choiceViolations(calls, rules)),
    ...finishViolations(choice, rules),
    ...jsonViolations(choice, rules),
  ];
}

/** The requirements that an answer would break, in the order of its choices. */
export function answerViolations(choices: readonly ScriptChoice[], rules: AnswerRules): Violation[] {
  const wanted = rules.request.n ?? 1;
  const number =
    choices.length === wanted ? [] : [breaks('param.n', `it has ${choices.length} choices, but n is ${wanted}`)];
  return [...number, ...choices.flatMap((choice) => violationsOf(choice, rules))];
}
