import { asObject } from '../../contract/schema/json-shape.ts';
import { isJsonObject } from '../../contract/requirements.ts';
import type { Observation } from '../observation.ts';
import { canonical } from './json-leaves.ts';
import { answerOf, bodyOf } from './recorded-answer.ts';

/** Members that differ from call to call, whatever was answered. */
const OF_THE_CALL: ReadonlySet<string> = new Set([
  'id',
  'call_id',
  'item_id',
  'created',
  'created_at',
  'completed_at',
  'system_fingerprint',
  'obfuscation',
  'encrypted_content',
]);

function withoutCall(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCall);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !OF_THE_CALL.has(key))
      .map(([key, one]) => [key, withoutCall(one)]),
  );
}

function contentOf(observation: Observation): string {
  const answer = answerOf(observation);
  if (answer === undefined) return Buffer.from(bodyOf(observation)).toString('latin1');
  return JSON.stringify(canonical(withoutCall(asObject(answer)), (_, text) => text));
}

/** Whether two responses say the same: what is only of the call (ids, times, headers, cuts) does not count. */
export const sameAnswer = (a: Observation, b: Observation): boolean =>
  a.head?.status === b.head?.status && a.end?.how === b.end?.how && contentOf(a) === contentOf(b);
