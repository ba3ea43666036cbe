/**
 * The order in which the live service looks at the fields of a body (observed: each neighbouring pair was sent with both
 * values wrong). Fields that are not listed follow in the order of the contract.
 */
const OBSERVED: readonly string[] = [
  'messages',
  'functions',
  'function_call',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'max_tokens',
  'max_completion_tokens',
  'n',
  'stop',
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'logit_bias',
  'logprobs',
  'top_logprobs',
  'user',
  'seed',
  'response_format',
  'reasoning_effort',
  'safety_identifier',
  'prompt_cache_options',
  'prompt_cache_key',
  'prompt_cache_retention',
  'service_tier',
  'stream',
  'stream_options',
  'store',
  'metadata',
  'prediction',
  'moderation',
  'verbosity',
];

const RANK: ReadonlyMap<string, number> = new Map(OBSERVED.map((field, index) => [field, index]));

const rank = (field: string): number => RANK.get(field) ?? OBSERVED.length;

/**
 * Sorts field names into the order of inspection; unknown names keep their order, after the known ones.
 *
 * @example
 * inFieldOrder(['temperature', 'n']); // ['n', 'temperature']
 */
export function inFieldOrder(fields: readonly string[]): string[] {
  return [...fields].sort((a, b) => rank(a) - rank(b));
}
