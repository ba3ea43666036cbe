/** As types.test.ts, for the further endpoints: what the `openai` package sends and expects, compared by the compiler. */
import type OpenAI from 'openai';
import { describe, expectTypeOf, it } from 'vitest';
import type {
  CompletionObject,
  CompletionRequest,
  EmbeddingList,
  EmbeddingRequest,
  ModerationObject,
  ModerationRequest,
  ResponseAssistantMessage,
  ResponseCallInput,
  ResponseCallOutput,
  ResponseEvent,
  ResponseFunctionCall,
  ResponseItemReference,
  ResponseObject,
  ResponseReasoningInput,
  ResponseRequest,
  ResponseUserMessage,
} from '../../src/contract/generated/types.ts';

type Params = OpenAI.Responses.ResponseCreateParams;

describe('responses', () => {
  it('takes whatever the client is able to send, what is compared elsewhere or not looked into aside', () => {
    type Open = 'access_programs' | 'image' | 'moderation' | 'prompt_cache_options' | 'prompt' | 'metadata' | 'text';
    type Aside = Open | 'input' | 'tools' | 'tool_choice' | 'conversation';
    expectTypeOf<Omit<Params, Aside>>().toExtend<Omit<ResponseRequest, Aside>>();
    expectTypeOf<Exclude<keyof Params, keyof ResponseRequest>>().toEqualTypeOf<never>();
  });

  it('takes every key of the items of a conversation', () => {
    type Items = OpenAI.Responses.ResponseInputItem;
    expectTypeOf<
      Exclude<keyof OpenAI.Responses.ResponseFunctionToolCall, keyof ResponseCallInput>
    >().toEqualTypeOf<never>();
    expectTypeOf<
      Exclude<keyof OpenAI.Responses.ResponseInputItem.FunctionCallOutput, keyof ResponseCallOutput>
    >().toEqualTypeOf<never>();
    expectTypeOf<OpenAI.Responses.ResponseReasoningItem>().toExtend<ResponseReasoningInput>();
    expectTypeOf<
      Exclude<keyof OpenAI.Responses.ResponseOutputMessage, keyof ResponseAssistantMessage>
    >().toEqualTypeOf<never>();
    expectTypeOf<
      Exclude<keyof OpenAI.Responses.ResponseInputItem.Message, keyof ResponseUserMessage>
    >().toEqualTypeOf<never>();
    expectTypeOf<ResponseItemReference>().toExtend<Items>();
  });

  it('knows each event that the client knows, sound aside', () => {
    type Sound = Extract<OpenAI.Responses.ResponseStreamEvent['type'], `response.audio.${string}`>;
    expectTypeOf<Exclude<OpenAI.Responses.ResponseStreamEvent['type'], Sound>>().toExtend<ResponseEvent['type']>();
    expectTypeOf<ResponseEvent['type']>().toExtend<OpenAI.Responses.ResponseStreamEvent['type']>();
  });

  it('has each key of a response that the client knows', () => {
    expectTypeOf<Exclude<keyof OpenAI.Responses.Response, keyof ResponseObject>>().toEqualTypeOf<'output_text'>();
    expectTypeOf<ResponseFunctionCall['arguments']>().toEqualTypeOf<string>();
    expectTypeOf<NonNullable<ResponseObject['usage']>>().toExtend<{ input_tokens: number; total_tokens: number }>();
  });
});

describe('embeddings, completions and moderations', () => {
  it('take whatever the client is able to send', () => {
    expectTypeOf<OpenAI.EmbeddingCreateParams>().toExtend<EmbeddingRequest>();
    expectTypeOf<OpenAI.CompletionCreateParams>().toExtend<CompletionRequest>();
    expectTypeOf<OpenAI.ModerationCreateParams>().toExtend<ModerationRequest>();
  });

  it('take every answer that the client can receive', () => {
    expectTypeOf<OpenAI.CreateEmbeddingResponse>().toExtend<EmbeddingList>();
    expectTypeOf<keyof OpenAI.Moderation>().toEqualTypeOf<keyof ModerationObject['results'][number]>();
    expectTypeOf<Omit<OpenAI.Completion, 'choices'>>().toExtend<Omit<CompletionObject, 'choices'>>();
  });
});
