import { expect, test } from 'vitest';
import { createWheelClock } from '../../../src/transports/clock.ts';

const until = (clock: ReturnType<typeof createWheelClock>, ms: number): Promise<number> =>
  new Promise((resolve) => clock.at(clock.now() + ms, () => resolve(clock.now())));

test('runs tasks in the order of their deadlines, none before its time', async () => {
  const clock = createWheelClock();
  const start = clock.now();
  const times = await Promise.all([until(clock, 12), until(clock, 3), until(clock, 7)]);
  expect(times.map((time, i) => time >= start + ([12, 3, 7][i] ?? 0))).toEqual([true, true, true]);
  expect(times[1]).toBeLessThanOrEqual(times[2] ?? 0);
});

test('runs a task whose deadline has passed already', async () => {
  const clock = createWheelClock();
  await expect(until(clock, -50)).resolves.toBeGreaterThan(0);
});

test('never runs a cancelled task', async () => {
  const clock = createWheelClock();
  let ran = false;
  clock.at(clock.now() + 2, () => {
    ran = true;
  })();
  await until(clock, 10);
  expect(ran).toBe(false);
});
