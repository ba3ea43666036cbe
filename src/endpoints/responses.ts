import type { ModelInfo } from '../contract/models.ts';
import type { ErrorPlan } from '../engine/plan.ts';
import type { CodecContext, PlanCodec, ValidRequest } from './codec.ts';
import { countPrompt } from './prompt-count.ts';
import { engineRequest, summaryOf } from './responses/engine-request.ts';
import { keepResponse } from './responses/keep-response.ts';
import { refersToKept, resolveInput, type ResolvedInput } from './responses/resolve-input.ts';
import { effortOf, responseEcho, tellsPhase } from './responses/response-echo.ts';
import { tooMuchInput } from './responses/response-error.ts';
import { countResponseTokens, promptDifference, thoughtTokens } from './responses/response-tokens.ts';
import type { ResponseNotes } from './responses/response-notes.ts';
import { responseRules } from './responses/response-rules.ts';
import {
  foldResponse,
  liveResponse,
  plainResponse,
  responseFrames,
  responseStream,
} from './responses/write-response.ts';
import { asList, asRecord, isRecord, type JsonRecord } from './validate/json-record.ts';
import { validateBody } from './validate/validate-body.ts';

function notesFor(body: JsonRecord, model: ModelInfo, input: ResolvedInput, thoughts: number): ResponseNotes {
  const effort = effortOf(body, model);
  const summed = summaryOf(body) !== undefined;
  const open = model.reasoning?.content === 'visible' && !summed;
  const { items, previous, conversation } = input;
  return {
    echo: responseEcho(body, model),
    items,
    previous,
    conversation,
    thinks: effort !== null && effort !== 'none',
    open,
    shown: open || summed,
    encrypted: asList(body['include']).includes('reasoning.encrypted_content'),
    phase: tellsPhase(model),
    background: body['background'] === true,
    stores: body['store'] !== false,
    thoughts,
  };
}

function read(value: unknown, context: CodecContext): ValidRequest<ResponseNotes> | ErrorPlan {
  const valid = validateBody(value, responseRules, context);
  if (valid.kind === 'error') return valid;
  const { body, model } = valid;
  const input = resolveInput(body, context.state);
  if (input.kind === 'error') return input;
  const request = engineRequest(body, input.all);
  const padded = asRecord(body['stream_options'])['include_obfuscation'] !== false;
  const stream = body['stream'] === true ? { includeUsage: true, includeObfuscation: padded } : undefined;
  return {
    kind: 'valid',
    body,
    request,
    model,
    stream,
    notes: notesFor(body, model, input, thoughtTokens(input.all, context.state)),
  };
}

/** Answers that are kept and continued. */
export const responsesCodec: PlanCodec<ResponseNotes> = {
  kind: 'plan',
  idPrefix: 'resp_',
  read,
  recalls: (value) => isRecord(value) && refersToKept(value),
  completion: countResponseTokens,
  count: ({ request, model, notes }, tokenizer) => {
    const { prompt: total, cached } = countPrompt(request, model, tokenizer);
    const difference = promptDifference(request, model);
    const prompt = Math.max(cached, total + difference + (notes?.thoughts ?? 0));
    return prompt > model.limits.input_tokens ? tooMuchInput() : { prompt, cached };
  },
  fold: foldResponse,
  plain: plainResponse,
  stream: responseStream,
  frames: (answer, identity, options, factor) => ({
    [Symbol.iterator]: () => responseFrames(answer, identity, options, factor),
  }),
  live: liveResponse,
  keep: keepResponse,
  goesOn: ({ notes }) => notes?.background === true,
};
