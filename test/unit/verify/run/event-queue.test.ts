import { describe, expect, it } from 'vitest';
import { createEventQueue, type EventQueue } from '../../../../src/verify/run/event-queue.ts';

async function all<T>(queue: EventQueue<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of queue) values.push(value);
  return values;
}

describe('an event queue', () => {
  it('gives what came before anybody read, and what comes after', async () => {
    const queue = createEventQueue<number>();
    queue.push(1);
    const read = all(queue);
    queue.push(2);
    await Promise.resolve();
    queue.push(3);
    queue.push(4);
    queue.end();
    expect(await read).toEqual([1, 2, 3, 4]);
  });

  it('wakes a reader that waits', async () => {
    const queue = createEventQueue<string>();
    const next = queue[Symbol.asyncIterator]().next();
    queue.push('late');
    expect(await next).toEqual({ value: 'late', done: false });
  });

  it('ends with what was pushed before its end', async () => {
    const queue = createEventQueue<string>();
    queue.push('a');
    queue.end();
    expect(await all(queue)).toEqual(['a']);
    expect(await all(queue)).toEqual([]);
  });

  it('gives what came before it failed, and then the reason', async () => {
    const queue = createEventQueue<string>();
    const values: string[] = [];
    queue.push('a');
    queue.fail(new Error('no'));
    const reading = (async () => {
      for await (const value of queue) values.push(value);
    })();
    await expect(reading).rejects.toThrow('no');
    expect(values).toEqual(['a']);
  });

  it('fails also for a reason that is undefined, and keeps to its first end', async () => {
    const failed = createEventQueue<string>();
    failed.fail(undefined);
    await expect(all(failed)).rejects.toBeUndefined();
    const ended = createEventQueue<string>();
    ended.end();
    ended.fail(new Error('too late'));
    expect(await all(ended)).toEqual([]);
  });
});
