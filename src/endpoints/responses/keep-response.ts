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

/** The object of an answer, made once. The plan, which holds on to all that was asked, is let go then: a chain of answers keeps objects. */
function objectOf(answer: Answer<AnswerPlan, ResponseNotes>, identity: Identity): () => JsonRecord {
  let state: { readonly answer: Answer<AnswerPlan, ResponseNotes> } | { readonly made: JsonRecord } = { answer };
  return () => {
    const made = 'made' in state ? state.made : foldResponse(state.answer, identity);
    state = { made };
    return made;
  };
}

/** Keeps an answer for later calls, unless its request says otherwise. */
export function keepResponse(answer: Answer<AnswerPlan, ResponseNotes>, identity: Identity, state: SessionState): void {
  const notes = notesOf(answer);
  // What is made in the background has to be fetched, so it is kept in any case.
  if (!notes.stores && !notes.background) return;
  const ids = responseIds(identity, notes.conversation);
  const { body, plan } = answer;
  const stored: StoredResponse = {
    kind: 'response',
    id: ids.response,
    previous: notes.previous,
    input: notes.items.map((item, place) => keptItem(item, place, ids)),
    progress: notes.background ? 'queued' : 'done',
    object: objectOf({ body, plan, notes }, identity),
  };
  const usage = plan.events.findLast((event) => event.type === 'usage');
  const tokens = usage?.usage.completion_tokens ?? 0;
  state.set(
    ids.response,
    stored,
    RECORD_SIZE + TOKEN_SIZE * tokens + JSON.stringify(isRecord(body) ? body : {}).length,
  );
}
