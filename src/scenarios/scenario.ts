import type { FinishReason, JsonValue } from '../contract/api-types.ts';
import type { RequirementId } from '../contract/generated/requirement-ids.ts';
import type { ScriptedTiming, ScriptedUsage } from '../engine/script.ts';
import type { MessagePosition, MessageRole, RequestFacts } from './request-facts.ts';

/*
 * The values of `spec/schemas/scenarios.schema.json`, which judges files and TypeScript values alike and says what each
 * key means; a test compares the keys of both. Only `predicate` is for TypeScript alone.
 */

/** Conditions on a string; all of them must match. */
export interface TextCondition {
  readonly equals?: string;
  /** Whole words, ignoring case unless `ignore_case` is false. All words of a list must occur. */
  readonly contains?: string | readonly string[];
  /** Source of a regular expression, applied to the first and last 4096 characters of a string. */
  readonly regex?: string | RegExp;
  /** Whether `contains` matches parts of words. Default false. */
  readonly partial?: boolean;
  /** Default: true for `contains`, false for `equals` and `regex`. */
  readonly ignore_case?: boolean;
}

/** A string is short for `contains`. */
export type TextMatch = string | TextCondition;

export interface MessageMatch extends TextCondition {
  /** Default `user`; `system` also matches `developer`. */
  readonly role?: MessageRole;
  /** Default `last`. */
  readonly at?: MessagePosition;
}

/** A location in a JSON value and exactly one of four conditions. */
export interface JsonMatch {
  /** JSON Pointer (RFC 6901); the segment `*` stands for every element or property. */
  readonly path: string;
  readonly equals?: JsonValue;
  readonly exists?: boolean;
  readonly contains?: string;
  readonly regex?: string | RegExp;
}

export interface ToolResultMatch {
  readonly tool?: string;
  readonly id?: string;
  readonly text?: TextMatch;
  readonly json?: JsonMatch;
}

/** Conditions on a request; all of them must match. An empty object matches every request. */
export interface Match {
  /** Exact id, with `*` for any characters. One id of a list must match. */
  readonly model?: string | readonly string[];
  /** The last user message. */
  readonly user?: TextMatch;
  /** The first system or developer message. */
  readonly system?: TextMatch;
  readonly message?: MessageMatch | readonly MessageMatch[];
  readonly tools?: boolean | readonly string[];
  readonly tool_result?: boolean | ToolResultMatch;
  readonly turn?: number | { readonly min?: number; readonly max?: number };
  /** Of the session, as `set_state` of an earlier scenario has left it; `start` at first. */
  readonly state?: string | readonly string[];
  readonly response_format?: 'text' | 'json_object' | 'json_schema';
  readonly stream?: boolean;
  /** A string is the complete value. */
  readonly headers?: Readonly<Record<string, string | boolean | TextCondition>>;
  readonly json?: JsonMatch | readonly JsonMatch[];
  /** TypeScript only. Must depend only on the request. */
  readonly predicate?: (facts: RequestFacts) => boolean;
}

export interface ReplyToolCall {
  readonly name: string;
  /** An object, or a raw string, such as invalid JSON. Default `{}`. */
  readonly arguments?: { readonly [key: string]: JsonValue } | string;
  /** Input of a custom tool. */
  readonly input?: string;
}

export interface ReplyLogprob {
  readonly token: string;
  /** Natural logarithm. */
  readonly logprob: number;
  readonly bytes?: readonly number[] | null;
  readonly top_logprobs?: readonly Omit<ReplyLogprob, 'top_logprobs'>[];
}

/** The content of one choice. */
export interface ReplyChoice {
  readonly text?: string;
  /** JSON value, serialized as the content. */
  readonly json?: JsonValue;
  readonly reasoning?: string;
  readonly refusal?: string;
  readonly tool_calls?: readonly ReplyToolCall[];
  readonly finish_reason?: FinishReason;
  readonly logprobs?: readonly ReplyLogprob[];
}

/** Token counts to report instead of the real ones. */
export type ReplyUsage = ScriptedUsage;

/** Names of predefined API errors. */
export type ErrorName =
  | 'bad_request'
  | 'context_length_exceeded'
  | 'invalid_api_key'
  | 'model_not_found'
  | 'rate_limited'
  | 'quota_exceeded'
  | 'server_error'
  | 'overloaded';

/** `name` or `status`, and fields to override. */
export interface ReplyError {
  readonly name?: ErrorName;
  readonly status?: number;
  readonly message?: string;
  readonly type?: string;
  readonly param?: string | null;
  readonly code?: string | null;
  readonly retry_after_ms?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Timing at speed 1; omitted values are drawn as usual. */
export type ReplyTiming = ScriptedTiming;

export interface Reply extends ReplyChoice {
  readonly choices?: readonly ReplyChoice[];
  readonly usage?: ReplyUsage;
  readonly error?: number | ErrorName | ReplyError;
  readonly fault?: string;
  readonly timing?: ReplyTiming;
  /** Whether strings are Liquid templates, which read the request. Default false. */
  readonly template?: boolean;
  readonly generate?: true | { readonly seed?: string | number };
}

/** A reply of a sequence. */
export interface SequenceReply extends Reply {
  /** Number of requests that get this reply before the next one. Default 1. */
  readonly times?: number;
}

interface Rule {
  /** Unique among all loaded scenarios. */
  readonly name?: string;
  /** Default: every request. */
  readonly match?: Match;
  /** Number of requests after which the scenario is skipped. Default: no limit. */
  readonly times?: number;
  /** State of the session from the next request on. */
  readonly set_state?: string;
  /** Requirements that the replies violate on purpose. */
  readonly allow?: readonly RequirementId[];
}

/**
 * A matching rule with its reply, or with a sequence of replies.
 *
 * @example
 * const greeting: Scenario = { match: { user: 'hello' }, reply: 'Hello yourself.' };
 * @example
 * const flaky: Scenario = { sequence: [{ error: 429, times: 2 }, 'Here I am.'] };
 */
export type Scenario = Rule &
  (
    | { readonly reply: string | Reply; readonly sequence?: never; readonly after_last?: never }
    | {
        readonly sequence: readonly (string | SequenceReply)[];
        readonly reply?: never;
        /** Default `repeat`: the last reply again; `fail`: an error. */
        readonly after_last?: 'repeat' | 'fail';
      }
  );

/** A file of scenarios. */
export interface ScenarioFile {
  readonly $schema?: string;
  readonly scenarios: readonly Scenario[];
}

/**
 * Types a scenario, for editor completion and compiler checks.
 * Rules that types can't express are checked when the mock loads the scenario.
 *
 * @example
 * export const flaky = scenario({ match: { user: 'hello' }, sequence: [{ error: 429, times: 2 }, 'Hello.'] });
 */
export function scenario<const T extends Scenario>(value: T): T {
  return value;
}
