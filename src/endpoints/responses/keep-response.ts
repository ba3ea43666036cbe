import type { Identity } from '../../wire/identity.ts';
import type { Answer } from '../codec.ts';
import type { AnswerPlan } from '../../engine/plan.ts';
import type { SessionState } from '../endpoint-state.ts';
import { isRecord, type JsonRecord } from '../validate/json-record.ts';
import { responseIds, type ResponseIds } from './response-ids.ts';
import type { ResponseNotes } from './response-notes.ts';
import type { StoredResponse } from './stored-response.ts';
import { foldResponse, notesOf } from './write-response.ts';

/** Beside its words: the record itself, and what the answer repeats of its request. */
const RECORD_SIZE = 2000;
const TOKEN_SIZE = 100;

/** A message is kept with its text as a part, and everything has an id and, but for thoughts, a status. */
function keptItem(item: JsonRecord, place: number, ids: ResponseIds): JsonRecord {
  const { id, type = 'message', status, content, role, ...rest } = item;
  if (type !== 'message') return { id: id ?? ids.input(prefixOf(type), place), ...item };
  const part = role === 'assistant' ? { type: 'output_text', annotations: [] } : { type: 'input_text' };
  return {
    id: id ?? ids.input('msg', place),
    type,
    status: status ?? 'completed',
    content: typeof content === 'string' ? [{ ...part, text: content }] : content,
    role,
    ...rest,
  };
}

const PREFIXES: Readonly<Record<string, string>> = {
  function_call: 'fc',
  function_call_output: 'fco',
  custom_tool_call: 'ctc',
  custom_tool_call_output: 'ctco',
  reasoning: 'rs',
};

const prefixOf = (type: unknown): string => PREFIXES[String(type)] ?? 'item';

type PlanAnswer = Answer<AnswerPlan, ResponseNotes>;

/**
 * What is kept of an answer. Its object and its input are made once they are asked for, and most never are. Then the plan, which
 * holds on to all that was asked before, is let go: a chain of answers keeps objects.
 */
function stored(id: string, { answer }: Shared, identity: Identity): StoredResponse {
  const { previous, background, items, conversation } = notesOf(answer);
  let object: PlanAnswer | { readonly made: JsonRecord } = answer;
  let input: readonly JsonRecord[] | undefined;
  return {
    kind: 'response',
    id,
    previous,
    progress: background ? 'queued' : 'done',
    get input() {
      input ??= items.map((item, place) => keptItem(item, place, responseIds(identity, conversation)));
      return input;
    },
    object: () => {
      if (!('made' in object)) object = { made: foldResponse(object, identity) };
      return object.made;
    },
  };
}

/** What the answers to one body share. */
interface Shared {
  readonly answer: PlanAnswer;
  readonly size: number;
}

const known = new WeakMap<AnswerPlan, Shared>();

/** A body that is repeated is measured once. The rest of an answer, such as its encoded bytes, is left behind. */
function sharedOf({ body, plan }: PlanAnswer, notes: ResponseNotes): Shared {
  const before = known.get(plan);
  if (before?.answer.notes === notes) return before;
  const usage = plan.events.findLast((event) => event.type === 'usage');
  const tokens = usage?.usage.completion_tokens ?? 0;
  const size = RECORD_SIZE + TOKEN_SIZE * tokens + JSON.stringify(isRecord(body) ? body : {}).length;
  const shared = { answer: { body, plan, notes }, size };
  known.set(plan, shared);
  return shared;
}

/** Keeps an answer for later calls, unless its request says otherwise. */
export function keepResponse(answer: PlanAnswer, identity: Identity, state: SessionState): void {
  const notes = notesOf(answer);
  // What is made in the background has to be fetched, so it is kept in any case.
  if (!notes.stores && !notes.background) return;
  const { response: id } = responseIds(identity, notes.conversation);
  const shared = sharedOf(answer, notes);
  state.set(id, stored(id, shared, identity), shared.size);
}
