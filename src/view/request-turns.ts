import { asList, asObject, isText } from '../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import type { ViewedPart, ViewedTurn } from './viewed-exchange.ts';

const written = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** What isn't text, such as an image, is named with its size and not shown. */
function dataPart(part: JsonObject): ViewedPart {
  const type = isText(part['type']) ? part['type'] : 'part';
  return { kind: 'data', name: type, text: `${written(part).length.toLocaleString('en')} characters` };
}

function contentPart(value: unknown): ViewedPart {
  if (typeof value === 'string') return { kind: 'text', text: value };
  const part = asObject(value);
  if (isText(part['refusal'])) return { kind: 'refusal', text: part['refusal'] };
  return typeof part['text'] === 'string' ? { kind: 'text', text: part['text'] } : dataPart(part);
}

const contentParts = (content: unknown): ViewedPart[] =>
  content === undefined || content === null || content === '' ? [] : [content].flat().map(contentPart);

const call = (name: unknown, input: unknown): ViewedPart => ({
  kind: 'call',
  name: written(name),
  text: written(input),
});

function messageTurn(value: unknown): ViewedTurn {
  const message = asObject(value);
  const role = isText(message['role']) ? message['role'] : 'unknown';
  const calls = [...asList(message['tool_calls']).map(asObject), { function: message['function_call'] }];
  const parts = contentParts(message['content']);
  return {
    role,
    parts: [
      ...(isText(message['reasoning_content'])
        ? [{ kind: 'reasoning' as const, text: message['reasoning_content'] }]
        : []),
      ...(role === 'tool' ? parts.map((part): ViewedPart => ({ ...part, kind: 'result' })) : parts),
      ...calls.flatMap((one) => {
        const body = asObject(asObject(one)['function'] ?? asObject(one)['custom']);
        return isText(body['name']) ? [call(body['name'], body['arguments'] ?? body['input'])] : [];
      }),
    ],
  };
}

/** An item of the input of Responses: a message, a call, its result or a thought. */
function itemTurn(value: unknown): ViewedTurn {
  const item = asObject(value);
  const type = String(item['type'] ?? 'message');
  if (type.endsWith('_call_output'))
    return { role: 'tool', parts: [{ kind: 'result', text: written(item['output']) }] };
  if (type.endsWith('_call') && isText(item['name']))
    return { role: 'assistant', parts: [call(item['name'], item['arguments'] ?? item['input'])] };
  if (type === 'reasoning')
    return {
      role: 'assistant',
      parts: asList(item['summary']).map((one) => ({ ...contentPart(one), kind: 'reasoning' })),
    };
  if (type !== 'message') return { role: type, parts: [dataPart(item)] };
  return messageTurn(item);
}

const userTurn = (value: unknown): ViewedTurn => ({ role: 'user', parts: [{ kind: 'text', text: written(value) }] });

/** The conversation that a request holds, whichever endpoint it was sent to. */
export function requestTurns(body: JsonObject): ViewedTurn[] {
  const { messages, input, instructions, prompt } = body;
  const first = isText(instructions) ? [{ role: 'developer', parts: contentParts(instructions) }] : [];
  if (Array.isArray(messages)) return messages.map(messageTurn);
  if (prompt !== undefined) return [prompt].flat().map(userTurn);
  const inputs = asList(typeof input === 'string' ? [input] : input);
  return [...first, ...inputs.map((one) => (isJsonObject(one) ? itemTurn(one) : userTurn(one)))];
}
