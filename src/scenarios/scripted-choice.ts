import type { TokenLogprob } from '../contract/api-types.ts';
import type { Draft, DraftCall } from '../engine/draft.ts';
import type { DeclaredTool } from './declared-tool.ts';
import type { ReplyChoice, ReplyLogprob, ReplyToolCall } from './scenario.ts';
import type { ScriptChoice } from './script.ts';

const encoder = new TextEncoder();

const withBytes = <T extends Pick<ReplyLogprob, 'token' | 'bytes'>>(entry: T): T & { bytes: number[] | null } => ({
  ...entry,
  bytes: entry.bytes === undefined ? [...encoder.encode(entry.token)] : entry.bytes === null ? null : [...entry.bytes],
});

function logprobOf({ top_logprobs: others = [], ...entry }: ReplyLogprob): TokenLogprob {
  return { ...withBytes(entry), top_logprobs: others.map(withBytes) };
}

/** An undeclared tool is called as a function, or as a legacy function if the request has only those. */
function kindOf(name: string, tools: readonly DeclaredTool[]): DraftCall['tool'] {
  const declared = tools.find((tool) => tool.name === name);
  if (declared) return declared.kind;
  return tools.length > 0 && tools.every(({ kind }) => kind === 'legacy') ? 'legacy' : 'function';
}

function callOf({ name, arguments: given = {}, input }: ReplyToolCall, tools: readonly DeclaredTool[]): DraftCall {
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  // `input` says by itself that a custom tool is meant.
  const tool = input === undefined ? kindOf(name, tools) : 'custom';
  return { tool, name, input: input ?? text };
}

function draftOf(choice: ReplyChoice, tools: readonly DeclaredTool[]): Draft {
  const { text, json, reasoning, refusal, tool_calls: calls = [] } = choice;
  const said = refusal ?? text ?? (json === undefined ? '' : JSON.stringify(json));
  const thinking = { hiddenReasoningTokens: 0, ...(reasoning === undefined ? {} : { reasoning }) };
  const says = refusal !== undefined ? 'refusal' : calls.length > 0 ? 'calls' : 'text';
  return { ...thinking, says, text: said, calls: calls.map((call) => callOf(call, tools)) };
}

/** What one choice of a reply is to say, for the engine. */
export function scriptedChoice(choice: ReplyChoice, tools: readonly DeclaredTool[]): ScriptChoice {
  const { finish_reason: finish, logprobs } = choice;
  return {
    draft: draftOf(choice, tools),
    ...(finish === undefined ? {} : { finish }),
    ...(logprobs === undefined ? {} : { logprobs: logprobs.map(logprobOf) }),
  };
}
