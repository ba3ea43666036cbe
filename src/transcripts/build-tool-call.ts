import type { ToolCall } from '../contract/api-types.ts';
import type { RequirementId } from '../contract/generated/requirement-ids.ts';
import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import { callIdOf } from './build-identity.ts';
import { checkKeys, refuse, settle } from './build-settle.ts';
import { isJsonObjectText } from '../scenarios/reply-problems.ts';
import type { Violation } from '../scenarios/script.ts';

const WHAT = 'a tool call';

/** Options of {@link toolCall}. */
export interface ToolCallOptions {
  /** Default: drawn from name and arguments, so two equal calls of one answer need ids of their own. */
  readonly id?: string;
  /** `custom` for a tool that takes free text. */
  readonly type?: 'function' | 'custom';
  /** Requirements that the call breaks on purpose. */
  readonly allow?: readonly RequirementId[];
}

const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

function violationsOf(name: string, type: string, args: unknown, text: string): Violation[] {
  const found: Violation[] = [];
  if (!NAME.test(name)) {
    found.push({
      requirement: 'tool.name.known',
      message: `no tool can be called ${JSON.stringify(name)}: a name is 1 to 64 letters, digits, "_" and "-"`,
    });
  }
  const fits = typeof args === 'string' ? isJsonObjectText(args) : isJsonObject(args);
  if (type === 'function' && !fits) {
    found.push({ requirement: 'tool.args.json', message: `arguments are a JSON object, but got ${text}` });
  }
  return found;
}

/**
 * A tool call, for the `tool_calls` of an answer or of a message that repeats one.
 *
 * @param args arguments as an object, or as text where the text itself matters; the input of a custom tool is text
 * @throws StarmockError `BAD_SCENARIO` for arguments that are no JSON object or a name that no tool can have, unless `allow` has
 *   `tool.args.json` or `tool.name.known`
 * @example
 * toolCall('get_weather', { city: 'Oslo' }).function.arguments; // '{"city":"Oslo"}'
 * @example
 * toolCall('get_weather', '{"city":', { allow: ['tool.args.json'] }); // cut off
 */
export function toolCall(
  name: string,
  args: JsonObject | string,
  options: ToolCallOptions & { readonly type: 'custom' },
): Extract<ToolCall, { type: 'custom' }>;
export function toolCall(
  name: string,
  args?: JsonObject | string,
  options?: ToolCallOptions & { readonly type?: 'function' },
): Extract<ToolCall, { type: 'function' }>;
export function toolCall(name: string, args: JsonObject | string = {}, options: ToolCallOptions = {}): ToolCall {
  checkKeys(WHAT, options, ['id', 'type', 'allow']);
  const { type = 'function' } = options;
  const text = typeof args === 'string' ? args : JSON.stringify(args);
  settle(WHAT, violationsOf(name, type, args, text), options.allow);
  const id = options.id ?? callIdOf(name, text);
  if (type === 'function') return { id, type, function: { name, arguments: text } };
  if (type !== 'custom') throw refuse(WHAT, `"type" is function or custom, but got ${JSON.stringify(type)}`);
  if (typeof args !== 'string') throw refuse(WHAT, 'the input of a custom tool is a text');
  return { id, type, custom: { name, input: text } };
}
