import type { JsonObject } from '../../../contract/requirements.ts';
import { asList, asObject } from '../../../contract/schema/json-shape.ts';
import type { ParsedExchange } from '../../evidence/parsed-exchange.ts';
import { isAnswer, isReadable, isWhole } from '../../evidence/predicates.ts';
import { responseOf } from '../../evidence/responses-reading.ts';

/** The response of an answer, streamed or plain, that came whole; nothing for anything else. */
export function wholeResponse(seen: ParsedExchange): JsonObject | undefined {
  if (!isAnswer(seen) || !isWhole(seen) || seen.kind === 'error') return undefined;
  const pieces = seen.kind === 'stream' ? seen.chunks.map(({ chunk }) => chunk) : undefined;
  const response = responseOf({ body: asObject(seen.json), pieces });
  return Object.keys(response).length > 0 ? response : undefined;
}

/** The same where the answer breaks nothing that would make it be read wrongly. */
export const readableResponse = (seen: ParsedExchange): JsonObject | undefined =>
  isReadable(seen) ? wholeResponse(seen) : undefined;

/** Items of its output. */
export const itemsOf = (response: JsonObject): readonly JsonObject[] => asList(response['output']).map(asObject);
