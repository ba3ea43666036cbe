import type { Observation } from '../recordings/observation.ts';
import { createRedactor, type Redactor } from '../recordings/redaction/redact.ts';

/** Headers that name who sends a request. */
const CREDENTIALS: ReadonlySet<string> = new Set(['authorization', 'api-key', 'x-api-key']);

/** Keys that a request was sent with, without their scheme. */
function keysOf({ request }: Observation): string[] {
  const values = request.headers.flatMap(([name, value]) => (CREDENTIALS.has(name.toLowerCase()) ? [value] : []));
  return values.map((value) => value.replace(/^\S+\s+/, '')).filter((key) => key !== '');
}

/** Hides the keys that a request was sent with wherever they stand in the exchange, and what looks like a key. */
export const redactorFor = (observation: Observation): Redactor => createRedactor(keysOf(observation));
