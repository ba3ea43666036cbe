import { describe, expect, test } from 'vitest';
import { createEndpointState } from '../../../src/endpoints/endpoint-state.ts';

const LIMITS = { sessions: 2, entries: 3, bytes: 100 };

describe('what calls leave for later ones', () => {
  test('is bounded by count, the entry used longest ago first', () => {
    const state = createEndpointState(LIMITS).of('a');
    for (const id of ['1', '2', '3']) state.set(id, id, 1);
    expect(state.get('1')).toBe('1');
    state.set('4', '4', 1);
    expect(['1', '2', '3', '4'].map((id) => state.get(id))).toEqual(['1', undefined, '3', '4']);
  });

  test('is bounded by bytes, and an entry that is too large is not kept', () => {
    const state = createEndpointState(LIMITS).of('a');
    state.set('1', '1', 60);
    state.set('2', '2', 60);
    expect(['1', '2'].map((id) => state.get(id))).toEqual([undefined, '2']);
    state.set('2', 'again', 60);
    state.set('3', '3', 40);
    expect(['2', '3'].map((id) => state.get(id))).toEqual(['again', '3']);
    expect(state.delete('2')).toBe(true);
    state.set('4', '4', 60);
    expect(['3', '4'].map((id) => state.get(id))).toEqual(['3', '4']);
    state.set('5', '5', 101);
    expect(state.get('5')).toBeUndefined();
  });

  test('is apart by session, of which the ones used longest ago are forgotten', () => {
    const state = createEndpointState(LIMITS);
    state.of('a').set('1', 'of a', 1);
    expect(state.of('b').get('1')).toBeUndefined();
    state.of('a');
    state.of('c');
    expect(state.of('a').get('1')).toBe('of a');
    state.clear();
    expect(state.of('a').get('1')).toBeUndefined();
  });
});
