/**
 * Compares the generated types with those of the `openai` package. The comparison happens in the compiler (`npm run
 * typecheck`); vitest merely runs past it.
 */
import type OpenAI from 'openai';
import { describe, expectTypeOf, it } from 'vitest';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionRequest,
  ContentPart,
  ErrorResponse,
  FinishReason,
  Message,
  TokenLogprob,
  Tool,
  ToolCall,
  Usage,
} from '../../src/contract/api-types.ts';
import type { Model } from '../../src/contract/generated/types.ts';

type Chat = OpenAI.ChatCompletion;
type Chunk = OpenAI.ChatCompletionChunk;
type Params = OpenAI.ChatCompletionCreateParams;
type Choice = ChatCompletion['choices'][number];
type ChunkChoice = ChatCompletionChunk['choices'][number];

/**
 * Wider here than there, because answers in the field are: a null `system_fingerprint` or `usage`, tiers of other
 * services, and ratings that are not looked into.
 */
type WiderKeys = 'system_fingerprint' | 'service_tier' | 'usage' | 'moderation' | 'choices';
/** Required there, absent here in answers of reasoning models (`logprobs`) and of old ones (`refusal`). */
type ChoiceKeys = 'logprobs' | 'message';
type MessageKeys = 'refusal' | 'annotations';

describe('requests', () => {
  it('takes whatever the client is able to send', () => {
    // `allowed_tools.tools` is a list of any objects there, and of names of tools here.
    expectTypeOf<Omit<Params, 'tool_choice'>>().toExtend<Omit<ChatCompletionRequest, 'tool_choice'>>();
    expectTypeOf<OpenAI.ChatCompletionNamedToolChoice>().toExtend<NonNullable<ChatCompletionRequest['tool_choice']>>();
    expectTypeOf<'auto' | 'none' | 'required'>().toExtend<NonNullable<ChatCompletionRequest['tool_choice']>>();
  });

  it('takes every message, part and tool', () => {
    expectTypeOf<OpenAI.ChatCompletionMessageParam>().toExtend<Message>();
    expectTypeOf<OpenAI.ChatCompletionContentPart>().toExtend<ContentPart>();
    expectTypeOf<OpenAI.ChatCompletionTool>().toExtend<Tool>();
    expectTypeOf<OpenAI.ChatCompletionMessageToolCall>().toExtend<ToolCall>();
  });

  it('asks for nothing that the client does not know', () => {
    expectTypeOf<keyof ChatCompletionRequest>().toEqualTypeOf<keyof OpenAI.ChatCompletionCreateParamsNonStreaming>();
    expectTypeOf<Message['role']>().toEqualTypeOf<OpenAI.ChatCompletionRole>();
    expectTypeOf<Tool>().toExtend<OpenAI.ChatCompletionTool>();
  });
});

describe('answers', () => {
  it('takes every answer and chunk that the client can receive', () => {
    expectTypeOf<Chat>().toExtend<ChatCompletion>();
    expectTypeOf<Omit<Chunk, 'choices'>>().toExtend<Omit<ChatCompletionChunk, 'choices'>>();
    expectTypeOf<Omit<Chunk['choices'][number], 'delta'>>().toExtend<Omit<ChunkChoice, 'delta'>>();
    // There the role of a delta may be any; none but the assistant has ever been streamed.
    expectTypeOf<Omit<Chunk['choices'][number]['delta'], 'role'>>().toExtend<Omit<ChunkChoice['delta'], 'role'>>();
    expectTypeOf<OpenAI.Model>().toExtend<Model>();
  });

  it('gives the client what it expects, apart from the listed keys', () => {
    expectTypeOf<Omit<ChatCompletion, WiderKeys>>().toExtend<Omit<Chat, WiderKeys>>();
    expectTypeOf<Omit<Choice, ChoiceKeys>>().toExtend<Omit<Chat['choices'][number], ChoiceKeys>>();
    expectTypeOf<Omit<Choice['message'], MessageKeys>>().toExtend<Omit<OpenAI.ChatCompletionMessage, MessageKeys>>();
    expectTypeOf<NonNullable<Choice['message']['annotations']>>().toExtend<
      NonNullable<OpenAI.ChatCompletionMessage['annotations']>
    >();
    expectTypeOf<Omit<ChatCompletionChunk, WiderKeys>>().toExtend<Omit<Chunk, WiderKeys>>();
    expectTypeOf<ChunkChoice['delta']>().toExtend<Chunk['choices'][number]['delta']>();
  });

  it('says the same about the parts of an answer', () => {
    expectTypeOf<FinishReason>().toEqualTypeOf<Chat['choices'][number]['finish_reason']>();
    expectTypeOf<TokenLogprob>().toEqualTypeOf<OpenAI.ChatCompletionTokenLogprob>();
    expectTypeOf<OpenAI.CompletionUsage>().toExtend<Usage>();
    expectTypeOf<
      Pick<Usage, 'prompt_tokens' | 'completion_tokens' | 'total_tokens'>
    >().toExtend<OpenAI.CompletionUsage>();
    expectTypeOf<ToolCall>().toExtend<OpenAI.ChatCompletionMessageToolCall>();
  });
});

describe('tagged unions', () => {
  it('narrows by the tag', () => {
    expectTypeOf<Extract<Message, { role: 'tool' }>['tool_call_id']>().toEqualTypeOf<string>();
    expectTypeOf<Extract<ContentPart, { type: 'image_url' }>['image_url']['url']>().toEqualTypeOf<string>();
  });

  it('gives undefined for a key that only other members have', () => {
    expectTypeOf<ContentPart['text']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<ToolCall['function']>().toEqualTypeOf<{ name: string; arguments: string } | undefined>();
  });

  it('leaves the code of an error to the endpoint', () => {
    expectTypeOf<ErrorResponse['error']['code']>().toEqualTypeOf<string | number | null | undefined>();
  });
});
