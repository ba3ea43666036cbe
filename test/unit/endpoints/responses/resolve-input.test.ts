import { describe, expect, it } from 'vitest';
import { createEndpointState, type SessionState } from '../../../../src/endpoints/endpoint-state.ts';
import { encryptThoughts } from '../../../../src/endpoints/responses/encrypted-content.ts';
import { resolveInput } from '../../../../src/endpoints/responses/resolve-input.ts';
import { responseIds } from '../../../../src/endpoints/responses/response-ids.ts';
import { findResponse, type StoredResponse } from '../../../../src/endpoints/responses/stored-response.ts';
import { IDENTITY } from '../../../support/plans.ts';
import { USER } from './context.ts';

type Json = Readonly<Record<string, unknown>>;

/** Keeps an answer of these items, whose ids are made for them. */
function keep(state: SessionState, name: string, kinds: readonly string[], previous?: StoredResponse): StoredResponse {
  const ids = responseIds({ ...IDENTITY, id: name }, undefined);
  const output = kinds.map((kind, place): Json => {
    const id = ids.item(kind, place);
    if (kind === 'rs') return { id, type: 'reasoning', summary: [] };
    if (kind === 'fc') return { id, type: 'function_call', call_id: `call_${name}`, name: 'dig', arguments: '{}' };
    return { id, type: 'message', role: 'assistant', content: [{ type: 'output_text', text: name }] };
  });
  const input = [{ ...USER, type: 'message', id: ids.input('msg', 0) }];
  const stored: StoredResponse = {
    kind: 'response',
    id: ids.response,
    previous,
    input,
    progress: 'done',
    object: () => ({ output }),
  };
  state.set(stored.id, stored, 1);
  return stored;
}

const state = (): SessionState => createEndpointState().of('one');
const itemsOf = (stored: StoredResponse): Json[] => stored.object()['output'] as Json[];
const resultOf = (name: string): Json => ({ type: 'function_call_output', call_id: `call_${name}`, output: '7' });

const resolve = (kept: SessionState, input: readonly unknown[], more: Json = {}): ReturnType<typeof resolveInput> =>
  resolveInput({ model: 'gpt-5', input, ...more }, kept);
const messageOf = (found: ReturnType<typeof resolveInput>): string | undefined =>
  found.kind === 'error' ? `${found.status} ${found.error.message}` : undefined;

describe('what an input refers to', () => {
  it('is found: by reference, by bare thoughts, by the previous response', () => {
    const kept = state();
    const [thoughts = {}, call = {}] = itemsOf(keep(kept, 'a', ['rs', 'fc']));
    const references = [thoughts, call].map(({ id }) => ({ type: 'item_reference', id }));
    const byReference = resolve(kept, [USER, ...references, resultOf('a')]);
    expect(byReference).toMatchObject({ kind: 'resolved', all: [USER, thoughts, call, resultOf('a')] });
    const bare = { type: 'reasoning', id: thoughts['id'], summary: [], content: null };
    expect(resolve(kept, [USER, bare, call, resultOf('a')])).toMatchObject({
      all: [USER, thoughts, call, resultOf('a')],
    });
  });

  it('is all that was said before it, of every answer of a chain', () => {
    const kept = state();
    const first = keep(kept, 'a', ['msg']);
    const second = keep(kept, 'b', ['msg'], first);
    kept.delete(first.id);
    const found = resolve(kept, [USER], { previous_response_id: second.id });
    expect(found).toMatchObject({
      items: [USER],
      all: [...first.input, ...itemsOf(first), ...second.input, ...itemsOf(second), USER],
    });
    expect(findResponse(kept, first.id)).toBeUndefined();
  });

  it('gives its conversation to the ids that follow', () => {
    const kept = state();
    const first = keep(kept, 'a', ['msg']);
    const digits = first.id.slice(5, 21);
    expect(resolve(kept, [USER], { previous_response_id: first.id })).toMatchObject({ conversation: digits });
    expect(resolve(kept, [USER, ...itemsOf(first), USER])).toMatchObject({ conversation: digits });
    expect(resolve(kept, [USER])).toMatchObject({ conversation: undefined });
  });

  it.each([
    [{}, "404 Item with id 'msg_gone' not found."],
    [
      { store: false },
      "404 Item with id 'msg_gone' not found. Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.",
    ],
  ])('may be gone: %j', (more, message) => {
    expect(messageOf(resolve(state(), [USER, { type: 'item_reference', id: 'msg_gone' }], more))).toBe(message);
  });

  it('may be of another session', () => {
    const sessions = createEndpointState();
    const { id } = keep(sessions.of('one'), 'a', ['msg']);
    const body = { model: 'gpt-5', input: [USER], previous_response_id: id };
    expect(messageOf(resolveInput(body, sessions.of('two')))).toBe(`400 Previous response with id '${id}' not found.`);
  });
});

describe('thoughts', () => {
  const alone = (id: unknown): string =>
    `400 Item '${String(id)}' of type 'reasoning' was provided without its required following item.`;

  it.each([
    ['a message of the user', [USER]],
    ['the result of a call', [resultOf('a')]],
    ['nothing', []],
  ])('do not go without what they led to: %s', (_, after) => {
    const kept = state();
    const [thoughts = {}, call = {}] = itemsOf(keep(kept, 'a', ['rs', 'fc']));
    const before = after.length === 0 ? [USER] : [USER, { ...call, id: undefined }, resultOf('a')];
    expect(messageOf(resolve(kept, [...before, thoughts, ...after]))).toBe(alone(thoughts['id']));
  });

  it('may be all that there is of an answer that was cut off', () => {
    const kept = state();
    const [thoughts] = itemsOf(keep(kept, 'a', ['rs']));
    expect(resolve(kept, [USER, thoughts, USER]).kind).toBe('resolved');
  });

  it('come with a kept call or message that they led to', () => {
    const kept = state();
    const [thoughts = {}, said = {}] = itemsOf(keep(kept, 'a', ['rs', 'msg']));
    const message = `400 Item '${String(said['id'])}' of type 'message' was provided without its required 'reasoning' item: '${String(thoughts['id'])}'.`;
    expect(messageOf(resolve(kept, [USER, said, USER]))).toBe(message);
    const { id: _id, ...inline } = said;
    expect(resolve(kept, [USER, inline, USER]).kind).toBe('resolved');
  });

  it('that a client has kept need nothing kept here, and are told from forged ones', () => {
    const own = {
      type: 'reasoning',
      id: 'rs_own',
      summary: [],
      encrypted_content: encryptThoughts('rs_own', 1_790_000_000, 64),
    };
    const said = { role: 'assistant', content: 'Left.' };
    expect(resolve(state(), [USER, own, said, USER]).kind).toBe('resolved');
    const forged = { ...own, encrypted_content: own.encrypted_content.replace(/.{4}$/, 'AAAA') };
    expect(messageOf(resolve(state(), [USER, forged, said, USER]))).toMatch(
      /^400 The encrypted content for item rs_own could not be verified\. Reason: /,
    );
  });
});

describe('calls and ids', () => {
  const call = { type: 'function_call', call_id: 'call_a', name: 'dig', arguments: '{}' };
  it.each([
    [[USER, resultOf('a')], '400 No tool call found for function call output with call_id call_a.'],
    [[USER, call], '400 No tool output found for function call call_a.'],
    [
      [USER, { ...call, id: 'call_a' }, resultOf('a')],
      "400 Invalid 'input[1].id': 'call_a'. Expected an ID that begins with 'fc'.",
    ],
    [[{ ...USER, id: 'm1' }], "400 Invalid 'input[0].id': 'm1'. Expected an ID that begins with 'msg'."],
    [
      [{ type: 'custom_tool_call', call_id: 'c', name: 'n', input: '', id: 'fc_1' }],
      "400 Invalid 'input[0].id': 'fc_1'. Expected an ID that begins with 'ctc'.",
    ],
    [
      [
        { ...USER, id: 'msg_1' },
        { ...USER, id: 'msg_1' },
      ],
      '400 Duplicate item found with id msg_1. Remove duplicate items from your input and try again.',
    ],
  ])('fit together: %#', (input, message) => {
    expect(messageOf(resolve(state(), input))).toBe(message);
  });

  it('may be made by the client', () => {
    const own = [USER, { ...call, id: 'fc_made-here' }, { ...resultOf('a'), id: 'fco_7' }, { ...USER, id: 'msg_7' }];
    expect(resolve(state(), own).kind).toBe('resolved');
  });
});
