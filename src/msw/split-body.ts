type Body = ReadableStream<Uint8Array>;
type Controller = ReadableStreamDefaultController<Uint8Array>;

/** A branch that requests the next piece only when it is read. */
function branch(pull: () => Promise<void>, cancel: (reason: unknown) => Promise<void> | void): [Body, Controller] {
  let made: Controller | undefined;
  const start = (controller: Controller): void => {
    made = controller;
  };
  const body = new ReadableStream<Uint8Array>({ start, pull, cancel }, { highWaterMark: 0 });
  return [body, made as unknown as Controller];
}

/** Two bodies with the same pieces. Canceling the first ends both; canceling the second has no effect on the first. */
function split(source: Body): [Body, Body] {
  const reader = source.getReader();
  let reading: Promise<void> | undefined;
  let copying = true;

  async function readOne(): Promise<void> {
    try {
      const { done, value } = await reader.read();
      if (done) return close();
      first.enqueue(value);
      if (copying) second.enqueue(value.slice());
    } catch (error) {
      first.error(error);
      if (copying) second.error(error);
    }
  }

  function close(): void {
    first.close();
    if (copying) second.close();
  }

  const pull = (): Promise<void> => {
    reading ??= readOne().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const [one, first] = branch(pull, (reason) => {
    if (copying) second.close();
    copying = false;
    return reader.cancel(reason);
  });
  const [two, second] = branch(pull, () => {
    copying = false;
  });
  return [splitBody(one), two];
}

/**
 * Has a body split in a way of its own when the response is cloned, as version 2 of msw does with each. Of the usual two halves none
 * can be left alone: `cancel()` waits until both are, which keeps the official client waiting for ever before it tries again,
 * and the mock from learning that its client has left.
 *
 * Node's `Response` asks the stream to split itself, and so it can be told; browsers do not, and need not.
 */
export function splitBody(body: Body): Body {
  return Object.assign(body, { tee: () => split(body) });
}
