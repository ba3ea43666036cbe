import type { FinishReason, JsonValue } from '../contract/api-types.ts';
import type { RequirementId } from '../contract/generated/requirement-ids.ts';
import type { ScriptedTiming, ScriptedUsage } from '../engine/script.ts';
import type { MessagePosition, MessageRole, RequestFacts } from './request-facts.ts';

/*
 * The values of `spec/schemas/scenarios.schema.json`, which judges files and TypeScript values alike and says what each
 * key means; a test compares the keys of both. Only `predicate` is for TypeScript alone.
 */

/** Conditions on a text; all that are given must hold. */
export interface TextCondition {
  readonly equals?: string;
  /** Whole words, in any case unless `ignore_case` is false. Of a list, each must occur. */
  readonly contains?: string | readonly string[];
  /** Source of a regular expression; it sees the first and the last 4096 characters of a text. */
  readonly regex?: string | RegExp;
  /** Lets `contains` match parts of words. */
  readonly partial?: boolean;
  /** Default: true for `contains`, false for `equals` and `regex`. */
  readonly ignore_case?: boolean;
}

/** A text alone means `contains`. */
export type TextMatch = string | TextCondition;

export interface MessageMatch extends TextCondition {
  /** Default `user`; `system` stands for `developer`, too. */
  readonly role?: MessageRole;
  /** Default `last`. */
  readonly at?: MessagePosition;
}

/** A place in a JSON value and what has to be there: exactly one of the four. */
export interface JsonMatch {
  /** JSON Pointer (RFC 6901) in which the segment `*` stands for every element or member. */
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

/** Conditions on a request; all must hold. An empty match fits every request. */
export interface Match {
  /** Exact id, or with `*` for any characters; of a list, one must fit. */
  readonly model?: string | readonly string[];
  /** The last user message. */
  readonly user?: TextMatch;
  /** The first system or developer message. */
  readonly system?: TextMatch;
  readonly message?: MessageMatch | readonly MessageMatch[];
  readonly tools?: boolean | readonly string[];
  readonly tool_result?: boolean | ToolResultMatch;
  readonly turn?: number | { readonly min?: number; readonly max?: number };
  readonly response_format?: 'text' | 'json_object' | 'json_schema';
  readonly stream?: boolean;
  /** A text is the whole value. */
  readonly headers?: Readonly<Record<string, string | boolean | TextCondition>>;
  readonly json?: JsonMatch | readonly JsonMatch[];
  /** TypeScript only. Must depend on nothing but the request. */
  readonly predicate?: (facts: RequestFacts) => boolean;
}

export interface ReplyToolCall {
  readonly name: string;
  /** An object, or raw text when the text itself is the point. Default `{}`. */
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

/** What one choice says. */
export interface ReplyChoice {
  readonly text?: string;
  /** Written out as the text. */
  readonly json?: JsonValue;
  readonly reasoning?: string;
  readonly refusal?: string;
  readonly tool_calls?: readonly ReplyToolCall[];
  readonly finish_reason?: FinishReason;
  readonly logprobs?: readonly ReplyLogprob[];
}

/** Counts to report instead of the real ones. */
export type ReplyUsage = ScriptedUsage;

/** Errors that have a name here; the mock knows their wording. */
export type ErrorName =
  | 'bad_request'
  | 'context_length_exceeded'
  | 'invalid_api_key'
  | 'model_not_found'
  | 'rate_limited'
  | 'quota_exceeded'
  | 'server_error'
  | 'overloaded';

/** `name` or `status`, and whatever of it should be different. */
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

/** Pace at speed 1; what is left out is drawn as usual. */
export type ReplyTiming = ScriptedTiming;

export interface Reply extends ReplyChoice {
  readonly choices?: readonly ReplyChoice[];
  readonly usage?: ReplyUsage;
  readonly error?: number | ErrorName | ReplyError;
  readonly fault?: string;
  readonly timing?: ReplyTiming;
  /** Whether `{{…}}` in texts reads the request. Default false. */
  readonly template?: boolean;
  readonly generate?: true | { readonly seed?: string | number };
}

/** A reply of a sequence. */
export interface SequenceReply extends Reply {
  /** Requests that get it before the next has its turn. Default 1. */
  readonly times?: number;
}

interface Rule {
  /** Unique among all that are loaded. */
  readonly name?: string;
  /** Default: every request. */
  readonly match?: Match;
  /** Requests that the scenario answers before it steps aside. Default: no limit. */
  readonly times?: number;
  /** Requirements that the replies break on purpose. */
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
        /** Default `repeat`: the last reply again; `fail`: a loud error. */
        readonly after_last?: 'repeat' | 'fail';
      }
  );

/** A file of scenarios. */
export interface ScenarioFile {
  readonly $schema?: string;
  readonly scenarios: readonly Scenario[];
}

/**
 * Gives a scenario its type where it is written, so that the editor completes and the compiler checks it.
 * What types cannot say is checked when scenarios are compiled.
 *
 * @example
 * export const flaky = scenario({ match: { user: 'hello' }, sequence: [{ error: 429, times: 2 }, 'Hello.'] });
 */
export function scenario<const T extends Scenario>(value: T): T {
  return value;
}
