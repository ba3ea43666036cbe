import { asList, asRecord, type JsonRecord } from '../validate/json-record.ts';

/** One message in the form that the engine takes. */
type EngineMessage = Readonly<Record<string, unknown>>;

interface OpenTurn {
  role: 'assistant';
  content: string | null;
  refusal?: string;
  tool_calls?: unknown[];
}

function enginePart(part: JsonRecord): JsonRecord | undefined {
  const { type } = part;
  switch (type) {
    case 'input_text':
    case 'output_text':
      return { type: 'text', text: part['text'] };
    case 'input_image':
      return { type: 'image_url', image_url: { url: part['image_url'] ?? '', detail: part['detail'] ?? 'auto' } };
    case 'input_file': {
      const { filename, file_data: data, file_id: id, file_url: url } = part;
      const file = { filename, file_data: data ?? url, file_id: id };
      return { type: 'file', file: Object.fromEntries(Object.entries(file).filter(([, value]) => value != null)) };
    }
    default:
      return undefined;
  }
}

/** A single text is what the clients of chat completions send as a string. */
function engineContent(content: unknown): unknown {
  if (!Array.isArray(content)) return content;
  const parts = content.map((part) => enginePart(asRecord(part))).filter((part) => part !== undefined);
  const [first] = parts;
  return parts.length === 1 && first?.['type'] === 'text' ? first['text'] : parts;
}

/** What an earlier message of the model said: its texts are one text. */
function spoken(content: unknown): Pick<OpenTurn, 'content' | 'refusal'> {
  if (!Array.isArray(content)) return { content: String(content) };
  const parts = content.map(asRecord);
  const refusal = parts.flatMap(({ refusal: words }) => (typeof words === 'string' ? [words] : [])).join('');
  const text = parts.flatMap(({ text: words }) => (typeof words === 'string' ? [words] : [])).join('');
  return refusal === '' ? { content: text } : { content: text === '' ? null : text, refusal };
}

function callOf(item: JsonRecord): JsonRecord {
  const { type, call_id: id, name, arguments: text, input } = item;
  return type === 'custom_tool_call'
    ? { id, type: 'custom', custom: { name, input } }
    : { id, type: 'function', function: { name, arguments: text } };
}

/** A result that is more than text comes to its texts: the engine's messages of tools hold nothing else. */
function resultText(output: unknown): unknown {
  if (!Array.isArray(output)) return output;
  const texts = output.flatMap((part) => {
    const text = asRecord(part)['text'];
    return typeof text === 'string' ? [{ type: 'text', text }] : [];
  });
  return texts.length === 1 ? texts[0]?.text : texts.length === 0 ? '' : texts;
}

/** The message that an item is part of, which may be the one before. */
function add(messages: EngineMessage[], item: JsonRecord, open: OpenTurn | undefined): OpenTurn | undefined {
  switch (item['type'] ?? 'message') {
    case 'message': {
      const role = item['role'];
      if (role !== 'assistant') {
        messages.push({ role, content: engineContent(item['content']) });
        return undefined;
      }
      const turn: OpenTurn = { role, ...spoken(item['content']) };
      messages.push(turn as unknown as EngineMessage);
      return turn;
    }
    case 'function_call':
    case 'custom_tool_call': {
      const turn: OpenTurn = open ?? { role: 'assistant', content: null };
      if (open === undefined) messages.push(turn as unknown as EngineMessage);
      (turn.tool_calls ??= []).push(callOf(item));
      return turn;
    }
    case 'function_call_output':
    case 'custom_tool_call_output':
      messages.push({ role: 'tool', tool_call_id: item['call_id'], content: resultText(item['output']) });
      return undefined;
    default:
      // Thoughts and the items of hosted tools say nothing.
      return open;
  }
}

/**
 * The messages that a list of items comes to, in the form of chat completions: calls belong to the message of the model before them.
 *
 * @example engineMessages([{ role: 'user', content: [{ type: 'input_text', text: 'Hi' }] }]) // [{ role: 'user', content: 'Hi' }]
 */
export function engineMessages(items: readonly JsonRecord[]): EngineMessage[] {
  const messages: EngineMessage[] = [];
  let open: OpenTurn | undefined;
  for (const item of items) open = add(messages, item, open);
  return messages;
}

/** The items of a body as they were sent; a text is one message of the user. */
export function sentItems({ input }: JsonRecord): readonly JsonRecord[] {
  if (typeof input === 'string') {
    return input === '' ? [] : [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: input }] }];
  }
  return asList(input).map(asRecord);
}
