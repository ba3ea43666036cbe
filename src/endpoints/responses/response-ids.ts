import type { Identity } from '../../wire/identity.ts';
import { digest } from './digest.ts';

/**
 * Ids of one answer. Each is a prefix and 50 digits: 16 of the conversation, two zeros, eight of the time, 16 of the answer and
 * eight of its own, so that an id tells which answer it is of.
 */
export interface ResponseIds {
  /** `resp_…`. */
  readonly response: string;
  /** Unix seconds. */
  readonly created: number;
  /** Of an item that was answered, by its place. */
  item(prefix: string, place: number): string;
  /** Of an item that was asked, by its place. */
  input(prefix: string, place: number): string;
  /** Of a call, as its result names it. */
  call(call: number): string;
}

const ID = /^[a-z]+_([0-9a-f]{16})00([0-9a-f]{24})[0-9a-f]{8}$/;

/** The 16 digits that all ids of a conversation begin with, if the id is one of ours. */
export const conversationOf = (id: unknown): string | undefined => ID.exec(String(id))?.[1];

const responseId = (core: string): string => `resp_${core}${digest(`response/${core}`, 8)}`;

/** The id of the answer that an item is of, if the id is one of ours. */
export function responseOfItem(id: string): string | undefined {
  const match = ID.exec(id);
  return match ? responseId(`${match[1]}00${match[2]}`) : undefined;
}

function makeIds(identity: Identity, conversation: string | undefined): ResponseIds {
  const { id, created } = identity;
  const begin = conversation ?? `0${digest(`conversation/${id}`, 15)}`;
  const core = `${begin}00${created.toString(16).padStart(8, '0')}${digest(`answer/${id}`, 16)}`;
  return {
    response: responseId(core),
    created,
    item: (prefix, place) => `${prefix}_${core}${digest(`item/${place}/${id}`, 8)}`,
    input: (prefix, place) => `${prefix}_${core}${digest(`input/${place}/${id}`, 8)}`,
    call: (call) => identity.callId(call),
  };
}

let last:
  { readonly identity: Identity; readonly conversation: string | undefined; readonly ids: ResponseIds } | undefined;

/**
 * What is written of an answer and what is kept of it need the same ids, one right after the other, so the last ones are remembered.
 *
 * @param conversation 16 digits that earlier answers of the conversation have, if there are any
 */
export function responseIds(identity: Identity, conversation: string | undefined): ResponseIds {
  if (last?.identity === identity && last.conversation === conversation) return last.ids;
  const ids = makeIds(identity, conversation);
  last = { identity, conversation, ids };
  return ids;
}
