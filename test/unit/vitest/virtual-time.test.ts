// Proves src/vitest/, src/transports/: pace without waiting.
import { afterEach, expect, test, vi } from 'vitest';
import { createMock, type Mock } from '../../../src/index.ts';
import type { Clock } from '../../../src/transports/clock.ts';
import { virtualClock } from '../../../src/transports/virtual-clock.ts';
import { pacedFrames } from '../../../src/wire/encode.ts';
import { PLACEHOLDER } from '../../../src/wire/template.ts';
import { post } from '../../support/mock.ts';
import { chatRuntime, preparedStream } from '../../support/prepared.ts';

const REQUEST = {
  model: 'gpt-5.1-thinking',
  messages: [{ role: 'user', content: 'Write a long essay about the history of the sea.' }],
  reasoning_effort: 'high',
  stream: true,
} as const;
const SPEED = 0.1;

afterEach(() => {
  vi.useRealTimers();
});

/** When each event is due by the plan, in milliseconds from the start. */
async function plannedTimes(): Promise<number[]> {
  const runtime = await chatRuntime({ profile: 'starmagic', seed: 'starmock' });
  const { plan, stream } = await preparedStream(runtime, JSON.stringify(REQUEST));
  let time = 0;
  return [...pacedFrames(plan, PLACEHOLDER, stream, 1 / SPEED)].map(({ wait }) => (time += wait));
}

/** When each event comes. */
async function seenTimes(mock: Mock, clock: Pick<Clock, 'now'>): Promise<number[]> {
  await mock.warm();
  const start = clock.now();
  const { body } = await post(mock, REQUEST);
  const times: number[] = [];
  for await (const bytes of body ?? []) {
    const events = new TextDecoder().decode(bytes).split('\n\n').length - 1;
    for (let i = 0; i < events; i++) times.push(clock.now() - start);
  }
  return times;
}

const lateness = (seen: readonly number[], planned: readonly number[]): number =>
  Math.max(...planned.map((time, i) => Math.abs((seen[i] ?? NaN) - time)));

// Were a minute waited for, the test would run into its limit.
test(
  'plays a stream of over a minute at its own pace, on a clock that takes no time',
  { timeout: 50_000 },
  async () => {
    const planned = await plannedTimes();
    expect(planned.at(-1)).toBeGreaterThan(60_000);
    const clock = virtualClock();
    const mock = createMock({ speed: SPEED, clock });
    await mock.warm();
    const seen = await seenTimes(mock, clock);
    expect(seen).toHaveLength(planned.length);
    expect(lateness(seen, planned)).toBeLessThan(1e-6);
  },
);

test('keeps the gaps under the fake timers of vitest, to the millisecond', async () => {
  const planned = await plannedTimes();
  const mock = createMock({ speed: SPEED });
  await mock.warm();
  vi.useFakeTimers();
  vi.setTimerTickMode('nextTimerAsync');
  const seen = await seenTimes(mock, performance);
  expect(seen).toHaveLength(planned.length);
  expect(lateness(seen, planned)).toBeLessThanOrEqual(1);
});

test('plays as far as fake timers are advanced', async () => {
  const mock = createMock({ speed: SPEED });
  await mock.warm();
  vi.useFakeTimers();
  const times: number[] = [];
  const reading = (async () => {
    const { body } = await post(mock, REQUEST);
    for await (const _ of body ?? []) times.push(performance.now());
  })();
  await vi.advanceTimersByTimeAsync(20_000);
  const count = times.length;
  expect(count).toBeGreaterThan(0);
  expect(Math.max(...times)).toBeLessThanOrEqual(20_000);
  await vi.runAllTimersAsync();
  await reading;
  expect(times.length).toBeGreaterThan(count);
});
