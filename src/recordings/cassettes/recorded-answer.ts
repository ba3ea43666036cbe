import { readEvents } from '../../contract/grammar/sse-events.ts';
import { createAssembly } from '../../contract/grammar/reassemble.ts';
import { joinBytes } from '../../contract/join-bytes.ts';
import { isJsonObject, type JsonObject } from '../../contract/requirements.ts';
import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { Observation } from '../observation.ts';

const decoder = new TextDecoder();

/** The body of a response. */
export const bodyOf = ({ readings }: Observation): Uint8Array => joinBytes(readings.map(({ bytes }) => bytes));

export const headerOf = (
  headers: ReadonlyArray<readonly [name: string, value: string]>,
  name: string,
): string | undefined => headers.find(([key]) => key.toLowerCase() === name)?.[1];

export const isStream = ({ head }: Observation): boolean =>
  headerOf(head?.headers ?? [], 'content-type')
    ?.toLowerCase()
    .startsWith('text/event-stream') ?? false;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the events of a stream say, those that are JSON. */
export const eventsOf = (observation: Observation): unknown[] =>
  readEvents(bodyOf(observation)).events.flatMap(({ data }) => (data === null ? [] : [parsed(data)]));

/** What ends a stream of any endpoint. */
const ENDINGS: ReadonlySet<unknown> = new Set(['response.completed', 'response.incomplete', 'response.failed']);

/** Whether a stream has told its end, whatever became of the connection. */
export const isFinished = (observation: Observation): boolean =>
  readEvents(bodyOf(observation)).events.some(
    ({ data }) => data === '[DONE]' || (data !== null && ENDINGS.has(asObject(parsed(data))['type'])),
  );

/** The plain body that the chunks of a stream make together. */
function assembled(chunks: readonly JsonObject[]): JsonObject {
  const assembly = createAssembly();
  for (const chunk of chunks) assembly.add(chunk);
  const { id, model, created, service_tier: tier, system_fingerprint: print } = chunks.find(({ id }) => id) ?? {};
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    service_tier: tier,
    system_fingerprint: print,
    ...assembly.result(),
  };
}

/** The response that events tell: whole in the last of them. */
const toldResponse = (events: readonly JsonObject[]): JsonObject | undefined => {
  const last = events.findLast(({ response }) => isJsonObject(response));
  return last && asObject(last['response']);
};

/**
 * The body of a response as a value; that of a stream as the plain body that it stands for.
 *
 * @returns `undefined` where it is not JSON
 */
export function answerOf(observation: Observation): unknown {
  if (!isStream(observation)) return parsed(decoder.decode(bodyOf(observation)));
  const events = eventsOf(observation).filter(isJsonObject);
  const failed = events.find((event) => isJsonObject(event['error']));
  return (
    toldResponse(events) ?? (failed ? failed : assembled(events.filter((event) => Array.isArray(event['choices']))))
  );
}

/** The model that a response names. */
export function answeredBy(observation: Observation): string | undefined {
  const told = isStream(observation)
    ? eventsOf(observation)
        .map((event) => asObject(event)['model'] ?? asObject(asObject(event)['response'])['model'])
        .find((model) => typeof model === 'string' && model !== '')
    : asObject(answerOf(observation))['model'];
  return typeof told === 'string' ? told : undefined;
}

/** Messages or items that a plain body holds. */
export const choicesOf = (answer: unknown): readonly unknown[] => asList(asObject(answer)['choices']);
