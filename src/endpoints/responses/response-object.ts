import type { Usage } from '../../contract/api-types.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { ResponseIds } from './response-ids.ts';

/** How far an answer is. */
export interface ResponseProgress {
  readonly status: 'queued' | 'in_progress' | 'completed' | 'incomplete' | 'cancelled';
  readonly output: readonly JsonObject[];
  readonly reason?: string | undefined;
  readonly usage?: Usage | undefined;
  readonly serviceTier?: string | null;
  /** Who pays, which only plain bodies say. */
  readonly billed?: boolean;
}

const IMAGES = {
  input_tokens: 0,
  input_tokens_details: { image_tokens: 0, text_tokens: 0 },
  output_tokens: 0,
  output_tokens_details: { image_tokens: 0, text_tokens: 0 },
  total_tokens: 0,
};

const TOOL_USAGE = { image_gen: IMAGES, web_search: { num_requests: 0 } };

/** The same counts under the names of this endpoint. */
function responseUsage(usage: Usage | undefined): JsonObject | null {
  if (!usage) return null;
  const { prompt_tokens: input, completion_tokens: output, total_tokens: total } = usage;
  return {
    input_tokens: input,
    input_tokens_details: { cache_write_tokens: 0, cached_tokens: usage.prompt_tokens_details?.cached_tokens ?? 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: usage.completion_tokens_details?.reasoning_tokens ?? 0 },
    total_tokens: total,
  };
}

/** Those that come before the others, which follow by the alphabet. */
const FIRST = ['id', 'object', 'created_at', 'status'];

/** An answer as it stands, with its keys in the order of the API. */
export function responseObject(ids: ResponseIds, echo: JsonObject, progress: ResponseProgress): JsonObject {
  const { status, output, reason, usage, serviceTier = 'auto', billed = false } = progress;
  const { metadata, ...repeated } = echo;
  const members: Record<string, unknown> = {
    ...repeated,
    id: ids.response,
    object: 'response',
    created_at: ids.created,
    status,
    ...(billed ? { billing: { payer: 'developer' } } : {}),
    completed_at: status === 'completed' ? ids.created : null,
    error: null,
    incomplete_details: reason === undefined ? null : { reason },
    output,
    service_tier: serviceTier,
    tool_usage: TOOL_USAGE,
    usage: responseUsage(usage),
  };
  const rest = Object.keys(members)
    .filter((key) => !FIRST.includes(key))
    .sort();
  const ordered = [...FIRST, ...rest].map((key) => [key, members[key]]);
  return { ...(Object.fromEntries(ordered) as JsonObject), metadata };
}

/** Numbers that are written with a fraction even where they are whole. */
const DECIMALS: ReadonlySet<string> = new Set(['temperature', 'top_p', 'frequency_penalty', 'presence_penalty']);

const memberText = (key: string, value: unknown): string =>
  DECIMALS.has(key) && Number.isInteger(value) ? `${String(value)}.0` : JSON.stringify(value);

/** Writes answers as they stand in the events of one stream; what they have in common is written once. */
export function createCompactText(): (response: JsonObject) => string {
  const known = new Map<string, { readonly value: unknown; readonly text: string }>();
  const member = (key: string, value: unknown): string => {
    const before = known.get(key);
    if (before && before.value === value) return before.text;
    const text = `"${key}":${memberText(key, value)}`;
    known.set(key, { value, text });
    return text;
  };
  return (response) =>
    `{${Object.keys(response)
      .map((key) => member(key, response[key]))
      .join(',')}}`;
}

const WHOLE = /^ {2}"(temperature|top_p|frequency_penalty|presence_penalty)": (-?\d+),$/gm;

/** A plain body: indented by two spaces, without a newline at its end (recorded 13 of 13 times). */
export const plainText = (response: JsonObject): string =>
  JSON.stringify(response, null, 2).replaceAll(WHOLE, '  "$1": $2.0,');
