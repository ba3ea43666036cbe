import { NO_FLAWS, oneFlaw, type Check } from './checks.ts';
import type { Flaw } from './run.ts';
import { asList, asObject, isText, quote } from '../schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../requirements.ts';
import { sameJson } from '../same-json.ts';

const responseOf = (chunk: JsonObject): JsonObject => asObject(chunk['response']);

/** A response is held against the first one of its stream: the named fields, or all but the excepted. */
const responseStable: Check = (run, { chunk }, { fields, except = [] }) => {
  const { first } = run.items;
  const response = chunk['response'];
  if (first === undefined || !isJsonObject(response) || first === response) return NO_FLAWS;
  const names = fields ?? [...new Set([...Object.keys(first), ...Object.keys(response)])];
  return names
    .filter((name) => !except.includes(name) && !sameJson(first[name], response[name]))
    .flatMap((name) => oneFlaw(`/response/${name}`, `${quote(first[name])}, as before`, response[name]));
};

const isAbsent = (value: unknown): boolean => value === null || value === undefined;

const responseEmpty: Check = (_run, { chunk }) => {
  const { status, output, usage, completed_at: end } = responseOf(chunk);
  const flaws: (readonly Flaw[])[] = [
    status === 'in_progress' || status === 'queued' ? NO_FLAWS : oneFlaw('/response/status', 'in_progress', status),
    Array.isArray(output) && output.length === 0 ? NO_FLAWS : oneFlaw('/response/output', 'an empty array', output),
    isAbsent(usage) ? NO_FLAWS : oneFlaw('/response/usage', 'null', usage),
    isAbsent(end) ? NO_FLAWS : oneFlaw('/response/completed_at', 'null', end),
  ];
  return flaws.flat();
};

const statusIs: Check = (_run, { chunk }, { value }) => {
  const { status } = responseOf(chunk);
  return status === value ? NO_FLAWS : oneFlaw('/response/status', quote(value), status);
};

const itemsClosed: Check = (run) =>
  [...run.choices.values()]
    .filter(({ state }) => !run.complete.has(state))
    .flatMap(({ index, state }) => oneFlaw(`/response/output/${index}`, 'a closed item', `left in state "${state}"`));

/** Encrypted content differs each time it is returned. */
const CHANGING = ['encrypted_content'];

const outputIsItems: Check = (run, { chunk }) => {
  const output = asList(responseOf(chunk)['output']);
  const { items } = run.items;
  if (output.length !== items.length) {
    return oneFlaw('/response/output', `${items.length} items, as were streamed`, `${output.length} items`);
  }
  return output.flatMap((item, place) => {
    const done = items[place]?.done;
    const same = done === undefined || sameJson(item, done, CHANGING);
    return same ? NO_FLAWS : oneFlaw(`/response/output/${place}`, 'the item as sent when it was closed', item);
  });
};

const responseUsage: Check = (_run, { chunk }) => {
  const { usage } = responseOf(chunk);
  return isJsonObject(usage) ? NO_FLAWS : oneFlaw('/response/usage', 'an object with token counts', usage);
};

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

function usageFault(usage: JsonObject): string | undefined {
  const { input_tokens: input, output_tokens: output, total_tokens: total } = usage;
  if (!isCount(input) || !isCount(output) || !isCount(total)) return 'three integer counts';
  if (total !== input + output) return `a total of ${input + output}`;
  const cached = asObject(usage['input_tokens_details'])['cached_tokens'] ?? 0;
  if (!isCount(cached) || cached > input) return 'no more cached tokens than input tokens';
  const reasoning = asObject(usage['output_tokens_details'])['reasoning_tokens'] ?? 0;
  return isCount(reasoning) && reasoning <= output ? undefined : 'no more reasoning tokens than output tokens';
}

/**
 * What is wrong with the `usage` of a response, as a noun phrase of what it should be; nothing where it adds up.
 *
 * @example
 * responseUsageFault({ input_tokens: 1, output_tokens: 2, total_tokens: 4 }); // 'a total of 3'
 */
export const responseUsageFault = (usage: unknown): string | undefined =>
  isJsonObject(usage) ? usageFault(usage) : undefined;

const usageAddsUp: Check = (_run, { chunk }) => {
  const { usage } = responseOf(chunk);
  const fault = responseUsageFault(usage);
  return fault === undefined ? NO_FLAWS : oneFlaw('/response/usage', fault, usage);
};

/** What an item says; ids differ from call to call. */
function comparable(value: unknown): unknown {
  const { id: _id, call_id: _call, encrypted_content: _content, ...said } = asObject(value);
  return said;
}

const responseIsPlain: Check = (run, { chunk }) => {
  if (run.options.plain === undefined) return NO_FLAWS;
  const streamed = asList(responseOf(chunk)['output']);
  const plain = asList(asObject(run.options.plain)['output']);
  if (streamed.length !== plain.length) {
    return oneFlaw('/response/output', `${plain.length} items, as the plain answer has`, `${streamed.length} items`);
  }
  const differing = streamed.findIndex((item, place) => !sameJson(comparable(item), comparable(plain[place])));
  return differing < 0
    ? NO_FLAWS
    : oneFlaw(`/response/output/${differing}`, 'the item of the plain response', streamed[differing]);
};

const failureHasMessage: Check = (_run, { chunk }) => {
  const nested = asObject(chunk['response'] === undefined ? chunk['error'] : responseOf(chunk)['error']);
  return isText(nested['message']) || isText(chunk['message'])
    ? NO_FLAWS
    : oneFlaw('/error', 'an object with a message', chunk['error']);
};

/** Checks of the whole response that some events bring, by the names that the grammar of Responses uses. */
export const RESPONSE_CHECKS: Readonly<Record<string, Check>> = {
  'response-stable': responseStable,
  'response-empty': responseEmpty,
  'status-is': statusIs,
  'items-closed': itemsClosed,
  'output-is-items': outputIsItems,
  'response-usage': responseUsage,
  'response-usage-adds-up': usageAddsUp,
  'response-is-plain': responseIsPlain,
  'failure-has-message': failureHasMessage,
};
