// Provisional shapes; they become aliases of the generated types (src/contract/generated/types.ts) under these names.
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
export type JsonSchema = boolean | { [key: string]: unknown };
export interface ContentPart {
  type: 'text' | 'image_url' | 'input_audio' | 'file' | 'refusal';
  text?: string;
  image_url?: { url: string; detail?: 'auto' | 'low' | 'high' | 'original' };
  refusal?: string;
}
export interface ToolCall {
  id: string;
  type: 'function' | 'custom';
  function?: { name: string; arguments: string };
  custom?: { name: string; input: string };
}
export interface Message {
  role: 'developer' | 'system' | 'user' | 'assistant' | 'tool' | 'function';
  content?: string | ContentPart[] | null;
  name?: string;
  refusal?: string | null;
  reasoning_content?: string | null;
  tool_calls?: ToolCall[];
  function_call?: { name: string; arguments: string };
  tool_call_id?: string;
}
export interface FunctionDefinition {
  name: string;
  description?: string;
  parameters?: { [key: string]: unknown };
  strict?: boolean | null;
}
export interface Tool {
  type: 'function' | 'custom';
  function?: FunctionDefinition;
  custom?: { name: string; description?: string; format?: { [key: string]: unknown } };
}
export interface ChatCompletionRequest {
  model: string;
  messages: Message[];
  stream?: boolean | null;
  [key: string]: unknown;
}
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter' | 'function_call';
export interface TokenLogprob {
  token: string;
  logprob: number;
  bytes: number[] | null;
  top_logprobs: { token: string; logprob: number; bytes: number[] | null }[];
}
export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  prompt_tokens_details?: { cached_tokens?: number; audio_tokens?: number };
  completion_tokens_details?: {
    reasoning_tokens?: number;
    audio_tokens?: number;
    accepted_prediction_tokens?: number;
    rejected_prediction_tokens?: number;
  };
}
