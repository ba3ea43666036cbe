import { expect, test } from 'vitest';
import { interleave } from '../../../src/engine/interleave.ts';
import { finish, role, text } from '../../support/plans.ts';

test('lets choices take turns, an event each, until the longest ends', () => {
  const merged = interleave([
    [role(0, 5), text('a', 0, 1), finish('stop', 0)],
    [role(1, 9), text('b', 1, 1), text('c', 1, 1), finish('stop', 1)],
  ]);
  expect(merged.map((event) => ('choice' in event ? event.choice : -1))).toEqual([0, 1, 0, 1, 0, 1, 1]);
});

test('waits once a turn, since choices are generated side by side', () => {
  const merged = interleave([[role(0, 5)], [role(1, 9)]]);
  expect(merged.map((event) => event.wait)).toEqual([5, 0]);
});
