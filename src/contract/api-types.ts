/**
 * The API's own shapes, as the contract in `spec/` defines them. This file only gives them their names; the generated
 * types have the descriptions.
 */
import type { AssistantContentPart, Tagged, ToolContentPart, UserContentPart } from './generated/types.ts';

export type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionRequest,
  ErrorResponse,
  FinishReason,
  FunctionDefinition,
  Message,
  Model,
  ModelList,
  ResponseFormat,
  StreamOptions,
  TokenLogprob,
  Tool,
  ToolCall,
  ToolChoice,
  Usage,
} from './generated/types.ts';

/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** A JSON Schema that a request brings along (tool parameters, response format); nothing is known of it yet. */
export type JsonSchema = boolean | { [key: string]: unknown };

/** Any part of a message; which ones are possible depends on the role. `type` tells them apart. */
export type ContentPart = Tagged<UserContentPart | AssistantContentPart | ToolContentPart>;

/** Schemas of what a service sends: the `answers` of each endpoint. */
export type ResponseSchema =
  | 'ChatCompletion'
  | 'ChatCompletionChunk'
  | 'CompletionObject'
  | 'EmbeddingList'
  | 'ErrorResponse'
  | 'Model'
  | 'ModelList'
  | 'ModerationObject'
  | 'ResponseDeleted'
  | 'ResponseEvent'
  | 'ResponseItemList'
  | 'ResponseObject';
