import type { JsonObject } from '../contract/requirements.ts';
import type { ErrorPlan } from '../engine/plan.ts';
import type { CodecContext, DirectAnswer, DirectCall, DirectCodec } from './codec.ts';
import { notCancellable, responseNotFound } from './responses/response-error.ts';
import { plainText } from './responses/response-object.ts';
import { findResponse, type StoredResponse } from './responses/stored-response.ts';
import { invalidValue, outOfRange } from './validate/field-error.ts';

type Reply = (stored: StoredResponse, query: URLSearchParams, context: CodecContext) => JsonObject | ErrorPlan;

const isError = (answer: JsonObject | ErrorPlan): answer is ErrorPlan => answer['kind'] === 'error';

/** A codec of what is asked of one kept answer. */
function keptCodec(reply: Reply): DirectCodec {
  return {
    kind: 'direct',
    respond: ({ params, query }: DirectCall, context): DirectAnswer | ErrorPlan => {
      const id = params['response_id'] ?? '';
      const stored = findResponse(context.state, id);
      if (!stored) return responseNotFound(id);
      const body = reply(stored, new URLSearchParams(query), context);
      return isError(body) ? body : { kind: 'body', body, text: plainText(body) };
    },
  };
}

const WAITING = { completed_at: null, incomplete_details: null, output: [], service_tier: 'auto', usage: null };

/** The object as it stands. */
function current({ progress, object }: StoredResponse): JsonObject {
  const whole = object();
  return progress === 'done' ? whole : { ...whole, ...WAITING, status: progress };
}

const NEXT = { queued: 'in_progress', in_progress: 'done', done: 'done', cancelled: 'cancelled' } as const;

/** One kept answer. One that is made in the background goes one step on with each look at it. */
export const responseCodec: DirectCodec = keptCodec((stored) => {
  const body = current(stored);
  stored.progress = NEXT[stored.progress];
  return body;
});

/** Forgets a kept answer; what continues it still knows what was said. */
export const responseDeleteCodec: DirectCodec = keptCodec(({ id }, _, { state }) => {
  state.delete(id);
  return { id, object: 'response', deleted: true };
});

/** Stops an answer that is made in the background. */
export const responseCancelCodec: DirectCodec = keptCodec((stored) => {
  if (stored.object()['background'] !== true) return notCancellable();
  if (stored.progress !== 'done') stored.progress = 'cancelled';
  return current(stored);
});

const MAX_LIMIT = 100;
const DEFAULT_LIMIT = 20;

function limitOf(query: URLSearchParams): number | ErrorPlan {
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  if (limit < 1) return outOfRange('limit', 'integer', 'below', { bound: 1, sign: '>=', value: limit });
  if (limit > MAX_LIMIT) return outOfRange('limit', 'integer', 'above', { bound: MAX_LIMIT, sign: '<=', value: limit });
  return Number.isInteger(limit) ? limit : invalidValue('limit', query.get('limit'), ['an integer']);
}

/** What a kept answer was asked, the newest first unless the query says otherwise. */
export const responseInputItemsCodec: DirectCodec = keptCodec(({ input }, query) => {
  const limit = limitOf(query);
  if (typeof limit !== 'number') return limit;
  const order = query.get('order') ?? 'desc';
  if (order !== 'asc' && order !== 'desc') return invalidValue('order', order, ['asc', 'desc']);
  const items = order === 'asc' ? input : input.toReversed();
  const after = query.get('after');
  const from = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1;
  const data = items.slice(from, from + limit);
  return {
    object: 'list',
    data,
    first_id: data[0]?.['id'] ?? null,
    last_id: data.at(-1)?.['id'] ?? null,
    has_more: from + limit < items.length,
  };
});
