import { describe, expect, it } from 'vitest';
import { conversationOf, responseIds, responseOfItem } from '../../../../src/endpoints/responses/response-ids.ts';
import { IDENTITY } from '../../../support/plans.ts';

const named = (id: string, conversation?: string): ReturnType<typeof responseIds> =>
  responseIds({ ...IDENTITY, id }, conversation);

describe('ids of an answer', () => {
  const ids = named('a');
  const all = [ids.response, ids.item('msg', 0), ids.item('fc', 1), ids.input('msg', 0), ids.item('rs', 2)];

  it('are a prefix and 50 digits: conversation, zeros, time', () => {
    const time = IDENTITY.created.toString(16);
    for (const id of all) expect(id).toMatch(new RegExp(`^[a-z]+_0[0-9a-f]{15}00${time}[0-9a-f]{24}$`));
    expect(new Set(all).size).toBe(all.length);
  });

  it('tell their conversation, and the answer that an item is of', () => {
    const [digits] = new Set(all.map(conversationOf));
    expect(digits).toBe(ids.response.slice(5, 21));
    expect(all.slice(1).map((id) => responseOfItem(id))).toEqual(all.slice(1).map(() => ids.response));
  });

  it('go on in a conversation, and differ from answer to answer', () => {
    const next = named('b', conversationOf(ids.response));
    expect(conversationOf(next.response)).toBe(conversationOf(ids.response));
    expect(next.response).not.toBe(ids.response);
    expect(conversationOf(named('b').response)).not.toBe(conversationOf(ids.response));
  });

  it.each(['resp_x', 'msg_made-by-a-client', 'rs_68b14140000000000000', '', 'call_abc'])(
    'of others tell nothing: %j',
    (id) => {
      expect([conversationOf(id), responseOfItem(id)]).toEqual([undefined, undefined]);
    },
  );
});
