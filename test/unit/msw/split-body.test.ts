import { describe, expect, test } from 'vitest';
import { splitBody } from '../../../src/msw/split-body.ts';

interface Source {
  readonly body: ReadableStream<Uint8Array>;
  readonly left: Promise<unknown>;
}

/** Gives its pieces one at a time and then ends, or fails, or goes on for ever. */
function sourceOf(pieces: readonly string[], ending: 'close' | 'error' | 'open' = 'close'): Source {
  const rest = [...pieces];
  const { promise: left, resolve } = Promise.withResolvers<unknown>();
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const piece = rest.shift();
      if (piece !== undefined) controller.enqueue(new TextEncoder().encode(piece));
      else if (ending === 'close') controller.close();
      else if (ending === 'error') controller.error(new TypeError('terminated'));
      // An open stream has nothing more for now.
      else return new Promise(() => undefined);
      return undefined;
    },
    cancel: resolve,
  });
  return { body: splitBody(body), left };
}

describe('splitBody', () => {
  test('gives both responses the same text, whoever reads first', async () => {
    const one = new Response(sourceOf(['a', 'b', 'c']).body);
    const two = one.clone();
    expect([await two.text(), await one.text()]).toEqual(['abc', 'abc']);
  });

  test('lets clones be cloned, and responses more than once', async () => {
    const one = new Response(sourceOf(['a', 'b']).body);
    const [two, three] = [one.clone(), one.clone()];
    const four = two.clone();
    const texts = await Promise.all([one, two, three, four].map((each) => each.text()));
    expect(texts).toEqual(['ab', 'ab', 'ab', 'ab']);
  });

  test('tells the source at once that the reader of the first has left', async () => {
    const { body, left } = sourceOf(['a', 'b'], 'open');
    const response = new Response(body);
    const clone = response.clone();
    await response.body?.cancel('enough');
    expect([await left, await clone.text()]).toEqual(['enough', '']);
  });

  test('goes on when the reader of a clone has left', async () => {
    const response = new Response(sourceOf(['a', 'b']).body);
    await response.clone().body?.cancel();
    expect(await response.text()).toBe('ab');
  });

  test('breaks both where the source breaks', async () => {
    const response = new Response(sourceOf(['a'], 'error').body);
    const clone = response.clone();
    await expect(response.text()).rejects.toThrow('terminated');
    await expect(clone.text()).rejects.toThrow('terminated');
  });

  test('asks the source for nothing that nobody reads', async () => {
    let asked = 0;
    const source = new ReadableStream<Uint8Array>(
      { pull: (controller) => controller.enqueue(new Uint8Array([++asked])) },
      { highWaterMark: 0 },
    );
    const response = new Response(splitBody(source));
    const clone = response.clone();
    await response.body?.getReader().read();
    expect(asked).toBe(1);
    await clone.body?.cancel();
  });
});
