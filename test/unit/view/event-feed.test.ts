import { describe, expect, test } from 'vitest';
import type { Clock } from '../../../src/transports/clock.ts';
import { eventFeed, knownRevision } from '../../../src/view/event-feed.ts';
import { createExchangeStore, type ExchangeStore } from '../../../src/view/exchange-store.ts';
import { sseReader } from '../../../src/view/page/sse-reader.ts';

/** A page that reads when the test lets it. */
function open(store: ExchangeStore<string>, { lastId, slow = false }: { lastId?: string; slow?: boolean } = {}) {
  const tasks = new Set<() => void>();
  const clock: Clock = {
    now: () => 0,
    at: (_, task) => {
      tasks.add(task);
      return () => void tasks.delete(task);
    },
  };
  const got: string[] = [];
  let resume: (() => void) | undefined;
  const running = new Set<() => void>();
  let rows = 0;
  const row = ({ number, value }: { number: number; value: string }): object => {
    rows++;
    return { number, value };
  };
  const live = eventFeed({ store, run: 'a', hello: {}, lastId, clock, row }, running);
  let ended = false;
  const stop = live.play({
    frame: (bytes) => {
      got.push(String(bytes));
      return !slow;
    },
    drained: (callback) => (resume = callback),
    end: () => (ended = true),
  });
  return {
    stop,
    running,
    values: () =>
      got
        .flatMap((text) => sseReader()(text))
        .flatMap(({ name, data }) =>
          name === 'hello'
            ? []
            : (JSON.parse(data) as { exchanges: { value: string }[] }).exchanges.map(({ value }) => value),
        ),
    get frames() {
      return got.length;
    },
    get rows() {
      return rows;
    },
    get ended() {
      return ended;
    },
    get waiting() {
      return tasks.size;
    },
    tick: () => {
      const due = [...tasks];
      tasks.clear();
      for (const task of due) task();
    },
    read: () => {
      const callback = resume;
      resume = undefined;
      callback?.();
    },
  };
}

describe('the feed', () => {
  test('sends what is there in batches, with a rest between them', () => {
    const store = createExchangeStore<string>();
    for (let number = 1; number <= 120; number++) store.put(number, `${number}`, 1);
    const page = open(store);
    expect(page.values()).toHaveLength(50);
    page.tick();
    page.tick();
    expect(page.values()).toEqual(Array.from({ length: 120 }, (_, at) => `${at + 1}`));
    expect(page.waiting).toBe(0);
  });

  test('joins changes that come together, and reads each exchange once', () => {
    const store = createExchangeStore<string>();
    const page = open(store);
    for (let round = 0; round < 1000; round++) store.put(1, `${round}`, 1);
    expect(page.waiting).toBe(1);
    page.tick();
    expect([page.values(), page.rows]).toEqual([['999'], 1]);
  });

  test('queues nothing for a page that does not read', () => {
    const store = createExchangeStore<string>({ count: 10, bytes: 1000 });
    const page = open(store, { slow: true });
    for (let number = 1; number <= 5000; number++) store.put(number, `${number}`, 1);
    page.tick();
    expect([page.frames, page.rows]).toEqual([1, 0]);
    page.read();
    expect(page.values()).toEqual(['4991', '4992', '4993', '4994', '4995', '4996', '4997', '4998', '4999', '5000']);
  });

  test('goes on where a page was, in the same run only', () => {
    const store = createExchangeStore<string>();
    for (const number of [1, 2, 3]) store.put(number, `${number}`, 1);
    expect(open(store, { lastId: 'a/2' }).values()).toEqual(['3']);
    expect(open(store, { lastId: 'b/2' }).values()).toEqual(['1', '2', '3']);
    expect(['a/7', 'a/x', 'a', '', undefined].map((id) => knownRevision(id, 'a'))).toEqual([7, 0, 0, 0, 0]);
  });

  test('ends when the server stops, and forgets a page that has left', () => {
    const store = createExchangeStore<string>();
    const page = open(store);
    const other = open(store);
    other.stop();
    store.put(1, 'one', 1);
    other.tick();
    expect([other.values(), other.running.size]).toEqual([[], 0]);
    for (const end of page.running) end();
    expect([page.ended, page.running.size, page.waiting]).toEqual([true, 0, 0]);
  });
});
