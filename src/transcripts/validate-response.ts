import { loadEndpoint } from '../contract/endpoints/load-endpoint.ts';
import { responses } from '../contract/endpoints/responses.ts';
import type { Finding } from '../contract/finding.ts';
import { createStreamJudge, judgeStream } from '../contract/grammar/stream-grammar.ts';
import { judgePlainResponse } from '../contract/plain-response.ts';
import { loadProfile } from '../contract/profile.ts';
import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import { asObject, isText } from '../contract/schema/json-shape.ts';
import { loadValidators } from '../contract/schema/validators.ts';
import type { Contract } from '../contract/contract.ts';

const decoder = new TextDecoder();

/** Events of Responses, with their names or without. */
const EVENTS = /^\uFEFF?\s*(?:event: response\.|data: ?\{\s*"type": ?"response\.)/;

const isEvent = (value: unknown): value is JsonObject =>
  isJsonObject(value) && String(value['type']).startsWith('response.');

/** A value of Responses in the form in which it can be judged; nothing for one of another endpoint. */
function readable(value: unknown): string | readonly JsonObject[] | JsonObject | undefined {
  if (value instanceof Uint8Array) return readable(decoder.decode(value));
  if (isText(value)) {
    if (EVENTS.test(value)) return value;
    return value.trimStart().startsWith('{') ? readable(JSON.parse(value)) : undefined;
  }
  if (Array.isArray(value)) return isEvent(value[0]) ? value.map(asObject) : undefined;
  if (!isJsonObject(value)) return undefined;
  if (value['object'] === 'response' || isEvent(value)) return value;
  return readable(value['text'] ?? value['body']);
}

async function judged(
  value: string | readonly JsonObject[] | JsonObject,
  contract: Contract,
  request: object | undefined,
): Promise<Finding[]> {
  const { response } = await loadValidators(contract);
  const schema = (event: unknown): Finding[] => response(responses.event, event);
  if (isText(value)) return judgeStream(contract.grammar, value, request, { schema });
  if (isEvent(value)) return schema(value);
  if (isJsonObject(value))
    return [...response(responses.response, value), ...judgePlainResponse(contract.grammar, value)];
  const judge = createStreamJudge(contract.grammar, { schema, ...(request ? { request } : {}) });
  return [...value.flatMap((event) => judge.event(event)), ...judge.end()];
}

/**
 * What is wrong with an answer of Responses: a body, an event, a list of events, or a stream as text or bytes.
 *
 * @param profile as for `validate`
 * @returns `undefined` for a value of another endpoint
 */
export async function validateResponse(
  value: unknown,
  profile: string,
  request?: object,
): Promise<Finding[] | undefined> {
  const found = readable(value);
  if (found === undefined) return undefined;
  return judged(found, await loadEndpoint(await loadProfile(profile), 'responses'), request);
}
