// Everything that draws values lives behind this module, which is imported lazily: a plain text answer needs none of it.
import type { ChatCompletionRequest, Message } from '../contract/api-types.ts';
import type { Draft, DraftCall } from './draft.ts';
import { composeFromSchema, composeJsonObject } from './json/compose-json.ts';
import type { Random } from './random.ts';
import { decideToolCalls, type ToolIntent } from './tools/decide-tool-calls.ts';
import { toolsFromFunctions } from './tools/legacy-functions.ts';
import type { Ask } from './understand/ask.ts';

/** The part of a draft that words do not suffice for; `undefined` where the answer is plain text after all. */
export type DraftStructured = (
  request: ChatCompletionRequest,
  ask: Ask,
  random: Random,
) => Pick<Draft, 'says' | 'text' | 'calls'> | undefined;

function callOf(intent: ToolIntent, legacy: boolean): DraftCall {
  if (intent.kind === 'custom') return { tool: 'custom', name: intent.name, input: intent.input };
  return { tool: legacy ? 'legacy' : 'function', name: intent.name, input: JSON.stringify(intent.arguments) };
}

function draftCalls(request: ChatCompletionRequest, ask: Ask, random: Random): DraftCall[] {
  const legacy = !request.tools?.length;
  const asked = legacy
    ? toolsFromFunctions(request.functions ?? [], request.function_call)
    : {
        tools: request.tools ?? [],
        toolChoice: request.tool_choice,
        parallel: request.parallel_tool_calls !== false,
      };
  if (asked.tools.length === 0) return [];
  const intents = decideToolCalls({ ...asked, userText: ask.text, messages: request.messages, random });
  return intents.map((intent) => callOf(intent, legacy));
}

const textOf = ({ content }: Message): string => {
  if (typeof content === 'string') return content;
  return (content ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('\n');
};

/** Where the shape of a JSON answer may be described: the last messages, instructions included, within reason. */
function instructions(messages: readonly Message[]): string {
  return messages
    .filter((message) => message.role !== 'assistant')
    .map(textOf)
    .join('\n\n')
    .slice(-8000);
}

function draftJson(request: ChatCompletionRequest, ask: Ask, random: Random): string | undefined {
  const format = request.response_format;
  switch (format?.type) {
    case 'json_object':
      // The model indents what nobody prescribed a schema for.
      return JSON.stringify(composeJsonObject(ask.text, instructions(request.messages), random), null, 2);
    case 'json_schema':
      return JSON.stringify(composeFromSchema(format.json_schema.schema ?? true, ask.text, random));
    default:
      return undefined;
  }
}

/** Drafts tool calls where the request offers tools and the words call for them, else JSON where it is asked for. */
export const draftStructured: DraftStructured = (request, ask, random) => {
  const calls = draftCalls(request, ask, random.fork('calls'));
  if (calls.length > 0) return { says: 'calls', text: '', calls };
  const json = draftJson(request, ask, random.fork('json'));
  return json === undefined ? undefined : { says: 'text', text: json, calls: [] };
};
