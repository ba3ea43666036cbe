import { afterEach, expect, test, vi } from 'vitest';
import { createWheelClock } from '../../../src/transports/clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

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

test('runs what is added and what is cancelled by a running task', async () => {
  const clock = createWheelClock();
  const start = clock.now();
  const order: string[] = [];
  await new Promise<void>((resolve) => {
    const cancel = clock.at(start + 4, () => order.push('cancelled'));
    clock.at(start + 2, () => {
      order.push('first');
      cancel();
      clock.at(start + 3, () => order.push('added'));
      clock.at(start + 6, resolve);
    });
  });
  expect(order).toEqual(['first', 'added']);
});

test('follows fake timers, and sleeps from one moment to the next', () => {
  vi.useFakeTimers();
  const clock = createWheelClock();
  const start = clock.now();
  const times: number[] = [];
  for (const wait of [10, 30_000, 60_000]) clock.at(start + wait, () => times.push(clock.now() - start));
  vi.advanceTimersByTime(15);
  expect(times).toEqual([10]);
  expect(vi.getTimerCount()).toBe(1);
  vi.runAllTimers();
  expect(times).toEqual([10, 30_000, 60_000]);
});

test('goes on in real time after fake timers have left tasks behind', async () => {
  const clock = createWheelClock();
  vi.useFakeTimers();
  clock.at(clock.now() + 5000, () => undefined);
  vi.useRealTimers();
  await expect(until(clock, 5)).resolves.toBeGreaterThan(0);
});

test('leaves no timer behind when the last task is cancelled', () => {
  vi.useFakeTimers();
  const clock = createWheelClock();
  clock.at(clock.now() + 60_000, () => undefined)();
  expect(vi.getTimerCount()).toBe(0);
});

test('wakes earlier for a task that is added later', async () => {
  const clock = createWheelClock();
  const order: string[] = [];
  const far = until(clock, 40).then(() => order.push('far'));
  const near = until(clock, 5).then(() => order.push('near'));
  await Promise.all([far, near]);
  expect(order).toEqual(['near', 'far']);
});

test('runs a thousand tasks, none before its time', async () => {
  const clock = createWheelClock();
  const waits = Array.from({ length: 1000 }, (_, i) => (i * 37) % 50);
  const start = clock.now();
  const early = await Promise.all(waits.map(async (wait) => (await until(clock, wait)) < start + wait));
  expect(early.filter(Boolean)).toEqual([]);
});
