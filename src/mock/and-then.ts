/** Goes on with a value at once, or with a promised one when it is there: most requests need no promise, and one costs time. */
export const andThen = <T, U>(value: T | Promise<T>, go: (value: T) => U | Promise<U>): U | Promise<U> =>
  value instanceof Promise ? value.then(go) : go(value);
