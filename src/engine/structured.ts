// Everything that draws values lives behind this module, which is imported lazily: a plain text answer needs none of it.
import type { ChatCompletionRequest, JsonSchema, JsonValue } from '../contract/api-types.ts';
import type { Draft, DraftCall } from './draft.ts';
import { fillForm } from './fill/fill-form.ts';
import { freeObject } from './fill/free-object.ts';
import { fillSchema } from './fill/fill-schema.ts';
import type { Scene } from './fill/scene.ts';
import { readJsonForm } from './form/read-json-form.ts';
import { askFor } from './tools/ask-for.ts';
import { decideToolCalls } from './tools/decide-tool-calls.ts';
import { toolsFromFunctions } from './tools/legacy-functions.ts';
import type { ToolIntent } from './tools/make-intents.ts';

/** The part of a draft that words do not suffice for; `undefined` where the answer is plain text after all. */
export type DraftStructured = (
  request: ChatCompletionRequest,
  scene: Scene,
) => Pick<Draft, 'says' | 'text' | 'calls'> | undefined;

function callOf(intent: ToolIntent, legacy: boolean): DraftCall {
  if (intent.kind === 'custom') return { tool: 'custom', name: intent.name, input: intent.input };
  return { tool: legacy ? 'legacy' : 'function', name: intent.name, input: JSON.stringify(intent.arguments) };
}

interface DraftedCalls {
  readonly calls: readonly DraftCall[];
  /** What the user has to say first. */
  readonly missing: readonly string[];
}

/** The parameters of the one tool that a request insists on: its arguments are the answer, as a schema for JSON would be. */
function answerTool(request: ChatCompletionRequest): JsonSchema | undefined {
  const [tool, ...others] = request.tools ?? [];
  const choice = request.tool_choice;
  const forced = choice === 'required' || (typeof choice === 'object' && choice.type === 'function');
  const later = request.messages.some(({ role }) => role === 'tool');
  return forced && !later && others.length === 0 && tool?.type === 'function' ? tool.function.parameters : undefined;
}

function draftCalls(request: ChatCompletionRequest, scene: Scene): DraftedCalls {
  const { random } = scene;
  const legacy = !request.tools?.length;
  const asked = legacy
    ? toolsFromFunctions(request.functions ?? [], request.function_call)
    : {
        tools: request.tools ?? [],
        toolChoice: request.tool_choice,
        parallel: request.parallel_tool_calls !== false,
      };
  if (asked.tools.length === 0) return { calls: [], missing: [] };
  const { calls, missing } = decideToolCalls({ ...asked, messages: request.messages, random: random.fork('calls') });
  const schema = answerTool(request);
  const filled = schema === undefined ? calls : calls.map((intent) => ({ ...intent, ...argumentsOf(schema, scene) }));
  return { calls: filled.map((intent) => callOf(intent, legacy)), missing };
}

function argumentsOf(schema: JsonSchema, scene: Scene): { arguments?: JsonValue } {
  const value = fillSchema(schema, { ...scene, random: scene.random.fork('json') });
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { arguments: value } : {};
}

/** JSON mode promises an object; anything else is wrapped. */
const asObject = (value: JsonValue): JsonValue =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : { [Array.isArray(value) ? 'items' : 'result']: value };

/** An object in the shape that the words show, else with what was asked. */
function draftObject(scene: Scene): string {
  const form = readJsonForm(scene.brief, true);
  if (form === undefined) return JSON.stringify(asObject(freeObject(scene)), null, 2);
  // The model indents what nobody prescribed a schema for.
  const text = fillForm({ ...form, fenced: false, style: 'json' }, scene);
  return text.startsWith('{') ? text : JSON.stringify(asObject(JSON.parse(text) as JsonValue), null, 2);
}

function draftJson(request: ChatCompletionRequest, scene: Scene): string | undefined {
  const format = request.response_format;
  switch (format?.type) {
    case 'json_object':
      return draftObject(scene);
    case 'json_schema':
      return JSON.stringify(fillSchema(format.json_schema.schema ?? true, scene));
    default:
      return undefined;
  }
}

/**
 * Drafts tool calls where the request offers tools and the words call for them, JSON where it is asked for, and a question where
 * the words lack what a call needs.
 */
export const draftStructured: DraftStructured = (request, scene) => {
  const { calls, missing } = draftCalls(request, scene);
  if (calls.length > 0) return { says: 'calls', text: '', calls };
  const json = draftJson(request, { ...scene, random: scene.random.fork('json') });
  if (json !== undefined) return { says: 'text', text: json, calls: [] };
  return missing.length === 0 ? undefined : { says: 'text', text: askFor(missing, scene.brief.language), calls: [] };
};
