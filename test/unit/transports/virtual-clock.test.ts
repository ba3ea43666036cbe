import { expect, test } from 'vitest';
import { virtualClock } from '../../../src/transports/virtual-clock.ts';

test('jumps from task to task, in the order of time, then of arrival', async () => {
  const clock = virtualClock();
  const order: string[] = [];
  const note = (name: string) => () => order.push(`${name} at ${clock.now()}`);
  clock.at(5000, note('late'));
  clock.at(20, note('early'));
  clock.at(20, note('second'));
  clock.at(10, note('cancelled'))();
  await new Promise<void>((resolve) => clock.at(60_000, resolve));
  expect(order).toEqual(['early at 20', 'second at 20', 'late at 5000']);
});

test('never goes back for a task whose time has passed', async () => {
  const clock = virtualClock();
  await new Promise<void>((resolve) => clock.at(100, resolve));
  await new Promise<void>((resolve) => clock.at(50, resolve));
  expect(clock.now()).toBe(100);
});

test('stands still until it is told how far to go', async () => {
  const clock = virtualClock({ manual: true });
  const times: number[] = [];
  clock.at(100, () => {
    times.push(clock.now());
    clock.at(150, () => times.push(clock.now()));
  });
  clock.at(500, () => times.push(clock.now()));
  await clock.advance(200);
  expect([times, clock.now(), clock.pending]).toEqual([[100, 150], 200, 1]);
});
