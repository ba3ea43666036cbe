import type { JsonValue } from '../contract/api-types.ts';
import { asList, asObject, isText } from '../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import type { Match, Reply, ReplyToolCall, Scenario } from './scenario.ts';

/** Scenarios made of fixtures of aimock, and what could not be made. */
export interface ImportedScenarios {
  readonly scenarios: readonly Scenario[];
  /** Why fixtures were left out, by number. */
  readonly skipped: readonly string[];
}

const MATCHED: ReadonlySet<string> = new Set([
  'userMessage',
  'systemMessage',
  'model',
  'toolName',
  'toolCallId',
  'toolResultContains',
  'hasToolResult',
  'turnIndex',
  'responseFormat',
  'sequenceIndex',
  'endpoint',
]);

const within = (text: string): NonNullable<Match['user']> => ({ contains: text, partial: true, ignore_case: false });

/** `undefined` where a condition has no like among ours. */
function matchOf(match: JsonObject): Match | undefined {
  if (Object.keys(match).some((key) => !MATCHED.has(key))) return undefined;
  const {
    userMessage,
    systemMessage,
    model,
    toolName,
    toolCallId,
    toolResultContains: result,
    hasToolResult,
    turnIndex,
    responseFormat,
    endpoint,
  } = match;
  if (endpoint !== undefined && endpoint !== 'chat') return undefined;
  const told = isText(toolCallId) || isText(result);
  return {
    ...(isText(userMessage) ? { user: within(userMessage) } : {}),
    ...(isText(systemMessage) ? { system: within(systemMessage) } : {}),
    ...(isText(model) ? { model } : {}),
    ...(isText(toolName) ? { tools: [toolName] } : {}),
    ...(told
      ? {
          tool_result: {
            ...(isText(toolCallId) ? { id: toolCallId } : {}),
            ...(isText(result) ? { text: within(result) } : {}),
          },
        }
      : typeof hasToolResult === 'boolean'
        ? { tool_result: hasToolResult }
        : {}),
    ...(typeof turnIndex === 'number' ? { turn: turnIndex + 1 } : {}),
    ...(responseFormat === 'json_object' || responseFormat === 'json_schema' || responseFormat === 'text'
      ? { response_format: responseFormat }
      : {}),
  };
}

const callOf = (value: unknown): ReplyToolCall => {
  const { name, arguments: args } = asObject(value);
  // JSON boundary: members of a JSON file.
  const given = isJsonObject(args) ? (args as { readonly [key: string]: JsonValue }) : isText(args) ? args : {};
  return { name: isText(name) ? name : '', arguments: given };
};

function replyOf(response: JsonObject): Reply | undefined {
  const { content, reasoning, toolCalls, blocks, error, status } = response;
  if (isJsonObject(error)) {
    const { message, type, code } = error;
    return {
      error: {
        status: typeof status === 'number' ? status : 500,
        ...(isText(message) ? { message } : {}),
        ...(isText(type) ? { type } : {}),
        ...(isText(code) ? { code } : {}),
      },
    };
  }
  const parts = asList(blocks).map(asObject);
  const calls = [...asList(toolCalls), ...parts.filter(({ type }) => type === 'toolCall')].map(callOf);
  const said = parts.flatMap(({ type, text }) => (type === 'text' && isText(text) ? [text] : [])).join('');
  const text = typeof content === 'string' ? content : isJsonObject(content) ? JSON.stringify(content) : said;
  if (text === '' && calls.length === 0) return undefined;
  return {
    ...(text === '' ? {} : { text }),
    ...(isText(reasoning) ? { reasoning } : {}),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
}

/** Fixtures with a number in their sequence answer once, in that order. */
const orderOf = (fixture: JsonObject): number => {
  const { sequenceIndex } = asObject(fixture['match']);
  return typeof sequenceIndex === 'number' ? sequenceIndex : -1;
};

/**
 * Makes scenarios of the fixtures of aimock: these hold conditions and replies, and no exchanges.
 *
 * @param value of a parsed fixture file
 */
export function importAimock(value: unknown): ImportedScenarios {
  const fixtures = asList(asObject(value)['fixtures']).map(asObject);
  const skipped: string[] = [];
  const ordered = fixtures
    .map((fixture, index) => ({ fixture, index }))
    .toSorted((a, b) => Math.max(0, orderOf(a.fixture)) - Math.max(0, orderOf(b.fixture)));
  const scenarios = ordered.flatMap(({ fixture, index }): Scenario[] => {
    const match = matchOf(asObject(fixture['match']));
    const reply = replyOf(asObject(fixture['response']));
    if (!match || !reply) {
      skipped.push(`fixture ${index + 1}: ${match ? 'its response' : 'one of its conditions'} has no equivalent`);
      return [];
    }
    return [{ name: `fixture ${index + 1}`, match, reply, ...(orderOf(fixture) >= 0 ? { times: 1 } : {}) }];
  });
  return { scenarios, skipped };
}
