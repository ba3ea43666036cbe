import type { RequestFacts } from './run.ts';
import { asObject } from '../schema/json-shape.ts';
import { isJsonObject } from '../requirements.ts';

const UNKNOWN: RequestFacts = { choices: undefined, usage: undefined, unpadded: false, forced: false };

/**
 * Reads from a request's body what its stream must look like.
 *
 * @example
 * requestFacts({ n: 2, stream_options: { include_usage: true } }); // { choices: 2, usage: true, … }
 */
export function requestFacts(request: unknown): RequestFacts {
  if (!isJsonObject(request)) return UNKNOWN;
  const options = asObject(request['stream_options']);
  const tool = asObject(request['tool_choice'])['type'];
  return {
    choices: typeof request['n'] === 'number' ? request['n'] : 1,
    usage: options['include_usage'] === true,
    unpadded: options['include_obfuscation'] === false,
    forced: tool === 'function' || tool === 'custom' || isJsonObject(request['function_call']),
  };
}
