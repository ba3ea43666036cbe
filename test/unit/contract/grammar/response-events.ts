/** Streams of the Responses API as the service sends them, to be bent by tests. */

/** An event, an item or a response: any JSON object. */
export type Json = { [key: string]: unknown };

/** An item of a stream: what it is when it is whole, and the pieces in which it comes. */
export interface Spoken {
  readonly item: Json;
  readonly events: (place: { readonly item_id: unknown; readonly output_index: number }) => Json[];
}

const padding = (delta: string): string => 'x'.repeat((16 - ([...delta].length % 16)) % 16);
const piece = (type: string, delta: string, more: Json = {}): Json => ({
  type,
  ...more,
  delta,
  obfuscation: padding(delta),
});

/** A message that comes in pieces. */
export function message(id: string, pieces: readonly string[], status = 'completed'): Spoken {
  const text = pieces.join('');
  const part = { type: 'output_text', annotations: [], logprobs: [], text };
  return {
    item: { id, type: 'message', status, content: [part], role: 'assistant' },
    events: (place) => {
      const at = { content_index: 0, ...place };
      return [
        { type: 'response.content_part.added', ...at, part: { ...part, text: '' } },
        ...pieces.map((delta) => piece('response.output_text.delta', delta, { ...at, logprobs: [] })),
        { type: 'response.output_text.done', ...at, logprobs: [], text },
        { type: 'response.content_part.done', ...at, part },
      ];
    },
  };
}

/** A refusal. */
export function refusal(id: string, pieces: readonly string[]): Spoken {
  const part = { type: 'refusal', refusal: pieces.join('') };
  return {
    item: { id, type: 'message', status: 'completed', content: [part], role: 'assistant' },
    events: (place) => {
      const at = { content_index: 0, ...place };
      return [
        { type: 'response.content_part.added', ...at, part: { type: 'refusal', refusal: '' } },
        ...pieces.map((delta) => piece('response.refusal.delta', delta, at)),
        { type: 'response.refusal.done', ...at, refusal: part.refusal },
        { type: 'response.content_part.done', ...at, part },
      ];
    },
  };
}

/** A call of a function. */
export function call(id: string, name: string, pieces: readonly string[], status = 'completed'): Spoken {
  const text = pieces.join('');
  return {
    item: { id, type: 'function_call', status, arguments: text, call_id: `call_of_${id}`, name },
    events: (place) => [
      ...pieces.map((delta) => piece('response.function_call_arguments.delta', delta, place)),
      { type: 'response.function_call_arguments.done', arguments: text, ...place },
    ],
  };
}

/** A call of a tool that takes free text. */
export function customCall(id: string, name: string, pieces: readonly string[]): Spoken {
  const input = pieces.join('');
  return {
    item: { id, type: 'custom_tool_call', status: 'completed', call_id: `call_of_${id}`, input, name },
    events: (place) => [
      ...pieces.map((delta) => piece('response.custom_tool_call_input.delta', delta, place)),
      { type: 'response.custom_tool_call_input.done', input, ...place },
    ],
  };
}

/** Thoughts, with summaries or without. */
export function reasoning(id: string, summaries: readonly (readonly string[])[] = []): Spoken {
  const summary = summaries.map((pieces) => ({ type: 'summary_text', text: pieces.join('') }));
  return {
    item: { id, type: 'reasoning', content: [], summary },
    events: (place) =>
      summaries.flatMap((pieces, index) => {
        const at = { ...place, summary_index: index };
        const text = pieces.join('');
        return [
          { type: 'response.reasoning_summary_part.added', ...at, part: { type: 'summary_text', text: '' } },
          ...pieces.map((delta) => piece('response.reasoning_summary_text.delta', delta, at)),
          { type: 'response.reasoning_summary_text.done', ...at, text },
          { type: 'response.reasoning_summary_part.done', ...at, part: { type: 'summary_text', text } },
        ];
      }),
  };
}

const OPENED: Readonly<Record<string, Json>> = {
  message: { status: 'in_progress', content: [] },
  function_call: { status: 'in_progress', arguments: '' },
  custom_tool_call: { status: 'in_progress', input: '' },
  reasoning: { summary: [] },
};

const itemEvents = ({ item, events }: Spoken, output_index: number): Json[] => [
  { type: 'response.output_item.added', item: { ...item, ...OPENED[String(item['type'])] }, output_index },
  ...events({ item_id: item['id'], output_index }),
  { type: 'response.output_item.done', item, output_index },
];

const USAGE = {
  input_tokens: 9,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 12,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 21,
};

const RUNNING: Json = {
  id: 'resp_1',
  object: 'response',
  created_at: 1_764_000_000,
  status: 'in_progress',
  completed_at: null,
  error: null,
  incomplete_details: null,
  model: 'gpt-5.1-2025-11-13',
  output: [],
  service_tier: 'auto',
  temperature: 1,
  tools: [],
  usage: null,
  metadata: {},
};

/** Numbers the events, as the last thing before they are sent. */
export const numbered = (events: readonly Json[]): Json[] =>
  events.map((event, sequence_number) => ({ ...event, sequence_number }));

/** The response that some items make up. */
export const response = (items: readonly Spoken[], status = 'completed', more: Json = {}): Json => ({
  ...RUNNING,
  status,
  completed_at: status === 'completed' ? 1_764_000_001 : null,
  ...(status === 'incomplete' ? { incomplete_details: { reason: 'max_output_tokens' } } : {}),
  output: items.map(({ item }) => item),
  service_tier: 'default',
  usage: USAGE,
  ...more,
});

/** All events of a response. */
export function streamOf(items: readonly Spoken[], status = 'completed'): Json[] {
  return numbered([
    { type: 'response.created', response: RUNNING },
    { type: 'response.in_progress', response: RUNNING },
    ...items.flatMap(itemEvents),
    { type: `response.${status}`, response: response(items, status) },
  ]);
}

/** The bytes of events. */
export const bytesOf = (events: readonly Json[]): string =>
  events.map((event) => `event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`).join('');
