import type { SessionState } from '../endpoint-state.ts';
import { isRecord, asList, asRecord, type JsonRecord } from '../validate/json-record.ts';
import { responseOfItem } from './response-ids.ts';

/** How far an answer is that is made in the background: each look at it takes it one step on. */
export type Progress = 'queued' | 'in_progress' | 'done' | 'cancelled';

/** An answer that is kept. It holds the one that it continues, which may be forgotten under its own id. */
export interface StoredResponse {
  readonly kind: 'response';
  readonly id: string;
  readonly previous: StoredResponse | undefined;
  /** What it was asked, each item with an id. */
  readonly input: readonly JsonRecord[];
  progress: Progress;
  /** The object that was answered; made when it is asked for. */
  object(): JsonRecord;
}

const isStored = (value: unknown): value is StoredResponse => isRecord(value) && value['kind'] === 'response';

export function findResponse(state: SessionState, id: string): StoredResponse | undefined {
  const value = state.get(id);
  return isStored(value) ? value : undefined;
}

export const outputOf = (stored: StoredResponse): readonly JsonRecord[] =>
  asList(stored.object()['output']).map(asRecord);

/** The kept answer that an item is of. */
export function findOwner(state: SessionState, id: string): StoredResponse | undefined {
  const owner = responseOfItem(id);
  return owner === undefined ? undefined : findResponse(state, owner);
}

/** An item of a kept answer, asked or answered. */
export function findItem(state: SessionState, id: string): JsonRecord | undefined {
  const owner = findOwner(state, id);
  return owner && [...outputOf(owner), ...owner.input].find((item) => item['id'] === id);
}

/** All that was said up to the end of an answer. */
export function conversationTo(stored: StoredResponse | undefined): JsonRecord[] {
  const turns: StoredResponse[] = [];
  for (let turn = stored; turn !== undefined; turn = turn.previous) turns.push(turn);
  return turns.toReversed().flatMap((turn) => [...turn.input, ...outputOf(turn)]);
}
