import { compileSchema } from '../recordings/compile-schema.ts';

/**
 * Reads JSON that may be hand-written.
 *
 * @param failure makes the error to throw, of what is wrong
 * @example
 * parseChecked<Baseline>(text, schema, (cause) => new StarmockError('BAD_BASELINE', `Could not read it: ${cause}`));
 */
export function parseChecked<T>(text: string, schema: object, failure: (cause: string) => Error): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw failure(error instanceof Error ? error.message : String(error));
  }
  const problem = compileSchema(schema)(value);
  if (problem !== undefined) throw failure(problem);
  // JSON boundary: the schema has just been held against it.
  return value as T;
}
