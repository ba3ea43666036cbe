import { describe, expect, it } from 'vitest';
import { createEndpointState, type SessionState } from '../../../../src/endpoints/endpoint-state.ts';
import { keepResponse } from '../../../../src/endpoints/responses/keep-response.ts';
import type { ResponseNotes } from '../../../../src/endpoints/responses/response-notes.ts';
import { findItem, findResponse, type StoredResponse } from '../../../../src/endpoints/responses/stored-response.ts';
import { foldResponse } from '../../../../src/endpoints/responses/write-response.ts';
import { finish, IDENTITY, planOf, text } from '../../../support/plans.ts';

const NOTES: ResponseNotes = {
  echo: { model: 'gpt-5.1', metadata: {} },
  items: [],
  previous: undefined,
  conversation: undefined,
  thinks: true,
  open: false,
  shown: false,
  encrypted: false,
  thoughts: 0,
  phase: false,
  background: false,
  stores: true,
};

const plan = planOf([text('Left'), text(' here.'), finish()]);

function keep(
  notes: Partial<ResponseNotes>,
  state: SessionState = createEndpointState().of('one'),
): StoredResponse | undefined {
  const answer = { body: { input: 'x' }, plan, notes: { ...NOTES, ...notes } };
  keepResponse(answer, IDENTITY, state);
  return findResponse(state, String(foldResponse(answer, IDENTITY)['id']));
}

describe('a kept answer', () => {
  it.each([
    [{ stores: true }, true],
    [{ stores: false }, false],
    [{ stores: false, background: true }, true],
  ])('is kept with %j: %s', (notes, kept) => {
    expect(keep(notes) !== undefined).toBe(kept);
  });

  it('is the object that was answered, made once', () => {
    const kept = keep({});
    const object = kept?.object();
    expect(object).toEqual(foldResponse({ body: {}, plan, notes: NOTES }, IDENTITY));
    expect(kept?.object()).toBe(object);
  });

  it('is of its own plan, also where a body is answered in two ways', () => {
    const state = createEndpointState().of('one');
    const said = ['Left', 'Right'].map((words, number) => {
      const answer = { body: {}, plan: planOf([text(words), finish()]), notes: NOTES };
      const identity = { ...IDENTITY, id: `call ${number}` };
      keepResponse(answer, identity, state);
      const id = String(foldResponse(answer, identity)['id']);
      return JSON.stringify(findResponse(state, id)?.object()['output']);
    });
    expect(said).toEqual([expect.stringContaining('"Left"'), expect.stringContaining('"Right"')]);
  });

  it('has what it was asked, each item with an id and, but for thoughts, a status', () => {
    const items = [
      { role: 'user', content: 'One' },
      { role: 'assistant', content: 'Two' },
      { role: 'user', id: 'msg_own', status: 'incomplete', content: [{ type: 'input_text', text: 'Three' }] },
      { type: 'function_call_output', call_id: 'call_a', output: 'x' },
    ];
    const input = keep({ items })?.input ?? [];
    expect(input).toMatchObject([
      { type: 'message', status: 'completed', content: [{ type: 'input_text', text: 'One' }], role: 'user' },
      { type: 'message', content: [{ type: 'output_text', annotations: [], text: 'Two' }], role: 'assistant' },
      { id: 'msg_own', status: 'incomplete', content: [{ type: 'input_text', text: 'Three' }] },
      { type: 'function_call_output', call_id: 'call_a' },
    ]);
    expect(input.map(({ id }) => String(id).split('_')[0])).toEqual(['msg', 'msg', 'msg', 'fco']);
    expect(new Set(input.map(({ id }) => id)).size).toBe(4);
  });

  it('is found by the ids of what was asked and of what was answered', () => {
    const state = createEndpointState().of('one');
    const kept = keep({ items: [{ role: 'user', content: 'One' }] }, state);
    const output = kept?.object()['output'] as { id: string; type: string }[];
    expect(output.map(({ type }) => type)).toEqual(['reasoning', 'message']);
    for (const item of [...output, ...(kept?.input ?? [])])
      expect(findItem(state, String(item['id' as never]))).toEqual(item);
    state.delete(kept?.id ?? '');
    expect(findItem(state, output[0]?.id ?? '')).toBeUndefined();
  });
});
