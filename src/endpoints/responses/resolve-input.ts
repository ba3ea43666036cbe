import type { ErrorPlan } from '../../engine/plan.ts';
import type { SessionState } from '../endpoint-state.ts';
import type { JsonRecord } from '../validate/json-record.ts';
import { sentItems } from './conversation.ts';
import { decryptThoughts } from './encrypted-content.ts';
import {
  duplicateItem,
  forgedThoughts,
  itemNotFound,
  nothingFollows,
  orphanResult,
  previousNotFound,
  thoughtsMissing,
  unansweredCall,
  wrongItemId,
} from './response-error.ts';
import { conversationOf } from './response-ids.ts';
import { conversationTo, findItem, findOwner, findResponse, outputOf, type StoredResponse } from './stored-response.ts';

/** The input of a request with everything that it refers to. */
export interface ResolvedInput {
  readonly kind: 'resolved';
  /** What the request brings along. */
  readonly items: readonly JsonRecord[];
  readonly previous: StoredResponse | undefined;
  /** The whole conversation. */
  readonly all: readonly JsonRecord[];
  /** The 16 digits that ids of the conversation begin with, where an earlier answer has given them. */
  readonly conversation: string | undefined;
}

/** What ids of items begin with, by their type; results have ids like calls. */
const PREFIXES: ReadonlyMap<unknown, string> = new Map([
  ['message', 'msg'],
  ['function_call', 'fc'],
  ['function_call_output', 'fc'],
  ['reasoning', 'rs'],
  ['custom_tool_call', 'ctc'],
]);

const typeOf = (item: JsonRecord): unknown => item['type'] ?? 'message';

const idOf = ({ id }: JsonRecord): string | undefined => (typeof id === 'string' ? id : undefined);

function checkIds(items: readonly JsonRecord[]): ErrorPlan | undefined {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const id = idOf(item);
    if (id === undefined) continue;
    const prefix = PREFIXES.get(typeOf(item));
    if (prefix !== undefined && !id.startsWith(prefix)) return wrongItemId(index, id, prefix);
    if (seen.has(id)) return duplicateItem(id);
    seen.add(id);
  }
  return undefined;
}

/** Thoughts without content of their own are looked up by their id, as references are. */
function isReference(item: JsonRecord): boolean {
  const { type, encrypted_content: content, content: parts } = item;
  if (type === 'item_reference') return true;
  const told = typeof content === 'string' || (Array.isArray(parts) && parts.length > 0);
  return type === 'reasoning' && !told && idOf(item) !== undefined;
}

/** Whether the answer to a body depends on what is kept. */
export function refersToKept(body: JsonRecord): boolean {
  const previous = body['previous_response_id'] ?? null;
  return previous !== null || sentItems(body).some((item) => isReference(item) || idOf(item) !== undefined);
}

function lookUp(item: JsonRecord, state: SessionState, stores: boolean): JsonRecord | ErrorPlan {
  const id = idOf(item) ?? '';
  if (isReference(item)) return findItem(state, id) ?? itemNotFound(id, stores);
  const { type, encrypted_content: content } = item;
  const forged = type === 'reasoning' && typeof content === 'string' && decryptThoughts(content) === undefined;
  return forged ? forgedThoughts(item['id']) : item;
}

const isError = (found: JsonRecord | ErrorPlan): found is ErrorPlan => found['kind'] === 'error' && 'status' in found;

const CALLS: ReadonlySet<unknown> = new Set(['function_call', 'custom_tool_call']);
const RESULTS: ReadonlySet<unknown> = new Set(['function_call_output', 'custom_tool_call_output']);

/** Every result answers a call before it, and every call is answered. */
function checkCalls(all: readonly JsonRecord[]): ErrorPlan | undefined {
  const calls = new Set<string>();
  const waiting = new Set<string>();
  for (const { type, call_id: id } of all) {
    const call = String(id);
    if (CALLS.has(type)) {
      calls.add(call);
      waiting.add(call);
    } else if (RESULTS.has(type)) {
      if (!calls.has(call)) return orphanResult(id);
      waiting.delete(call);
    }
  }
  const [first] = waiting;
  return first === undefined ? undefined : unansweredCall(first);
}

/** Whether the model has not said an item: a message of the user or the application, or the result of a call. */
const isAsked = (item: JsonRecord): boolean =>
  RESULTS.has(item['type']) || (typeOf(item) === 'message' && item['role'] !== 'assistant');

/** An answer that was cut off may be nothing but thoughts. */
const endsAnswer = (id: string, state: SessionState): boolean => {
  const owner = findOwner(state, id);
  return owner !== undefined && outputOf(owner).at(-1)?.['id'] === id;
};

/** The first thoughts that are not followed by what they led to. */
function abandoned(items: readonly JsonRecord[], state: SessionState): JsonRecord | undefined {
  return items.find((item, index) => {
    const id = idOf(item);
    if (item['type'] !== 'reasoning' || id === undefined) return false;
    const next = items[index + 1];
    return next === undefined || (isAsked(next) && !endsAnswer(id, state));
  });
}

/** Thoughts come with what they led to, and the other way round where the answer is kept. */
function checkThoughts(items: readonly JsonRecord[], state: SessionState): ErrorPlan | undefined {
  const alone = abandoned(items, state);
  if (alone) return nothingFollows(alone['id']);
  const ids = new Set(items.map(idOf));
  for (const item of items) {
    const { type, id } = item;
    if (type === 'reasoning' || typeof id !== 'string') continue;
    const owner = findOwner(state, id);
    const output = owner ? outputOf(owner) : [];
    const before = output[output.findIndex((one) => one['id'] === id) - 1];
    if (before?.['type'] === 'reasoning' && !ids.has(idOf(before))) return thoughtsMissing(id, type, before['id']);
  }
  return undefined;
}

/**
 * The input of a request with what it refers to in kept answers, or the error where that cannot be found or does not fit together.
 */
export function resolveInput(body: JsonRecord, state: SessionState): ResolvedInput | ErrorPlan {
  const sent = sentItems(body);
  const wrong = checkIds(sent);
  if (wrong) return wrong;
  const items: JsonRecord[] = [];
  for (const item of sent) {
    const found = lookUp(item, state, body['store'] !== false);
    if (isError(found)) return found;
    items.push(found);
  }
  const id = body['previous_response_id'];
  const previous = typeof id === 'string' ? findResponse(state, id) : undefined;
  if (typeof id === 'string' && !previous) return previousNotFound(id);
  const all = [...conversationTo(previous), ...items];
  const error = checkCalls(all) ?? checkThoughts(items, state);
  if (error) return error;
  const conversation = conversationOf(previous?.id) ?? items.map((item) => conversationOf(item['id'])).find(Boolean);
  return { kind: 'resolved', items, previous, all, conversation };
}
