import { didYouMean } from '../contract/did-you-mean.ts';
import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import type { ServiceRequest } from '../mock/service-request.ts';
import { problem, type ControlAnswer } from './control-answer.ts';

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

const bad = (message: string): ControlAnswer => problem(400, 'invalid_body', message);

function parse(body: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/**
 * The list that a body consists of.
 *
 * @param name the one member of the body
 * @param takes whether an item has the right type
 * @param items what the items are, for messages
 */
export function readList<T>(
  request: ServiceRequest,
  name: string,
  takes: (item: unknown) => item is T,
  items: string,
): readonly T[] | ControlAnswer {
  if (request.tooLarge) return problem(413, 'too_large', 'The body is larger than --max-body');
  if (!JSON_TYPE.test(request.header('content-type') ?? ''))
    return problem(415, 'unsupported_media_type', 'Send JSON with the header "Content-Type: application/json"');
  const value = parse(request.body);
  const shape = `expected an object such as { "${name}": [${items}] }`;
  if (!isJsonObject(value)) return bad(`Invalid body: ${shape}`);
  return listIn(value, name, takes, shape);
}

function listIn<T>(
  value: JsonObject,
  name: string,
  takes: (item: unknown) => item is T,
  shape: string,
): readonly T[] | ControlAnswer {
  const stranger = Object.keys(value).find((key) => key !== name);
  if (stranger !== undefined) return bad(`Unknown member "${stranger}": ${shape}.${didYouMean(stranger, [name])}`);
  const list = value[name];
  return Array.isArray(list) && list.length > 0 && list.every(takes) ? list : bad(`Invalid "${name}": ${shape}`);
}
