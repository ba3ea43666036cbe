import { chat } from '../contract/endpoints/chat.ts';
import type { ErrorPlan } from '../engine/plan.ts';
import type { EngineRequest } from '../engine/request.ts';
import type { StreamOptions } from '../wire/chunk-writer.ts';
import { pacedFrames, plainTemplate, streamTemplate } from '../wire/encode.ts';
import { fold } from '../wire/fold.ts';
import { createLiveEncoder } from '../wire/live-encoder.ts';
import { PLACEHOLDER } from '../wire/template.ts';
import { apiError, modelNotFound, notAllowedToSample } from './api-error.ts';
import type { CodecContext, PlanCodec, ValidRequest } from './codec.ts';
import { countPrompt } from './prompt-count.ts';
import { checkConversation } from './validate/conversation-rules.ts';
import { checkFiles } from './validate/file-rules.ts';
import { checkImagePlaces, checkImages } from './validate/image-rules.ts';
import { asList } from './validate/json-record.ts';
import { checkContextLength, checkModelRules } from './validate/model-rules.ts';
import { checkSchemas } from './validate/schema-rules.ts';
import { checkSemanticRules } from './validate/semantic-rules.ts';
import { validateBody, type BodyRules } from './validate/validate-body.ts';
import { withoutStrays } from './without-strays.ts';

/** 404: the model goes on with plain text and answers no conversation (observed). */
function notAChatModel(): ErrorPlan {
  const message =
    'This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?';
  return apiError(message, { status: 404, param: 'model' });
}

/**
 * Rules over several fields, then the schemas of functions and of the answer; what the model takes only sometimes; how the
 * messages follow each other, and content that is absent; images. The length of the context needs the tokens counted and comes
 * last of all.
 */
export const chatRules: BodyRules = {
  schema: chat.request,
  required: [chat.member],
  late: true,
  unknownModel: (name, models) => (models.find(name) ? notAllowedToSample() : modelNotFound(name)),
  unfit: ({ serves }) => (serves && !serves.includes('chat') ? notAChatModel() : undefined),
  rephrase: (body, { error }) =>
    error.param?.startsWith(`${chat.member}[`) ? checkImagePlaces(asList(body[chat.member])) : undefined,
  check: (body, model, refused) => {
    const messages = asList(body[chat.member]);
    return (
      checkSemanticRules(body) ??
      checkSchemas(body) ??
      checkModelRules(body, model) ??
      checkConversation(messages, refused) ??
      checkImagePlaces(messages) ??
      checkImages(messages) ??
      checkFiles(messages)
    );
  },
};

function streamOptions({ stream, stream_options: options }: EngineRequest): StreamOptions | undefined {
  if (!stream) return undefined;
  return {
    includeUsage: options?.include_usage ?? false,
    includeObfuscation: options?.include_obfuscation ?? true,
  };
}

function read(value: unknown, context: CodecContext): ValidRequest | ErrorPlan {
  const valid = validateBody(value, chatRules, context);
  if (valid.kind === 'error') return valid;
  const { body, model } = valid;
  // JSON boundary: the schema and the rules have accepted it. The engine's form is that of this endpoint.
  const request = withoutStrays(body) as unknown as EngineRequest;
  return { kind: 'valid', body, request, model, stream: streamOptions(request) };
}

/** Chat completions. */
export const chatCodec: PlanCodec = {
  kind: 'plan',
  idPrefix: 'chatcmpl-',
  read,
  count: ({ request, model }, tokenizer) => {
    const counted = countPrompt(request, model, tokenizer);
    return checkContextLength(counted.prompt, model) ?? counted;
  },
  fold: ({ plan }, identity = PLACEHOLDER) => fold(plan, identity),
  plain: ({ plan }) => plainTemplate(plan),
  stream: ({ plan }, options) => streamTemplate(plan, options),
  frames: ({ plan }, identity, options, factor) => pacedFrames(plan, identity, options, factor),
  live: ({ plan }, identity, options) => createLiveEncoder(plan, identity, options),
};
