import type {
  ChatCompletionRequest,
  FinishReason,
  FunctionDefinition,
  JsonValue,
  ToolCall,
} from '../contract/api-types.ts';
import type { RequirementId } from '../contract/generated/requirement-ids.ts';
import type { Tokenizer } from '../contract/tokens/tokenizer.ts';
import type { ReplyUsage } from '../scenarios/scenario.ts';

/** A text, or the pieces in which it is streamed. */
export type Words = string | readonly string[];

/** What one choice says; the words are those of a scenario's reply. */
export interface SaidOptions {
  readonly text?: Words;
  /** JSON value, serialized as the content. */
  readonly json?: JsonValue;
  /** Thoughts to be shown, as `reasoning_content`. */
  readonly reasoning?: Words;
  /** Hidden thoughts, as the usage tells of them. */
  readonly reasoning_tokens?: number;
  readonly refusal?: Words;
  /** Calls made by `toolCall`. */
  readonly tool_calls?: readonly ToolCall[];
  /** The deprecated single call; its arguments are JSON text. */
  readonly function_call?: { readonly name: FunctionDefinition['name']; readonly arguments: string };
  /** Default: what follows from the rest. */
  readonly finish_reason?: FinishReason;
}

/** Options of `completion`. */
export interface CompletionOptions extends SaidOptions {
  /** Several choices, instead of the one above. */
  readonly choices?: readonly SaidOptions[];
  /**
   * What is answered. Its prompt is counted, and the answer is held against it: tools, limits, formats.
   * Without it the prompt is a user's "Hello!", and the answer is judged by itself.
   */
  readonly request?: ChatCompletionRequest;
  /** Name that the answer reports. Default: that of the request's model, or `gpt-5.1`. */
  readonly model?: string;
  /** Counts to report instead of the real ones; the total follows. Both needed where tokens cannot be counted. */
  readonly usage?: ReplyUsage;
  /** Log probabilities, drawn as the mock draws them. Default: whether the request asks for them. */
  readonly logprobs?: boolean;
  readonly top_logprobs?: number;
  /** Default: derived from the content, so that equal responses have equal ids. */
  readonly id?: string;
  /** Unix seconds. Default: 2025-11-13T00:00:00Z. */
  readonly created?: number;
  readonly service_tier?: string | null;
  readonly system_fingerprint?: string | null;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly role?: 'assistant';
  /** Counts and cuts where there is no file system to read the package's own table from. */
  readonly tokenizer?: Tokenizer;
  /** Requirements that the value breaks on purpose. */
  readonly allow?: readonly RequirementId[];
}

/** Options of `stream`. */
export interface StreamBuildOptions extends CompletionOptions {
  /** Default: what the request asks for, else no. */
  readonly include_usage?: boolean;
  /** Default: what the request asks for, else yes. */
  readonly include_obfuscation?: boolean;
}

/** Keys of {@link SaidOptions}. */
export const SAID_KEYS: readonly (keyof SaidOptions)[] = [
  'text',
  'json',
  'reasoning',
  'reasoning_tokens',
  'refusal',
  'tool_calls',
  'function_call',
  'finish_reason',
];

/** Keys of {@link CompletionOptions}. */
export const COMPLETION_KEYS: readonly (keyof CompletionOptions)[] = [
  ...SAID_KEYS,
  'choices',
  'request',
  'model',
  'usage',
  'logprobs',
  'top_logprobs',
  'id',
  'created',
  'service_tier',
  'system_fingerprint',
  'metadata',
  'role',
  'tokenizer',
  'allow',
];

/** Keys of {@link StreamBuildOptions}. */
export const STREAM_KEYS: readonly (keyof StreamBuildOptions)[] = [
  ...COMPLETION_KEYS,
  'include_usage',
  'include_obfuscation',
];
