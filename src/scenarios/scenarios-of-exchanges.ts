import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import { asList, asObject, isText } from '../contract/schema/json-shape.ts';
import { replyOfAnswer, replyOfError } from './reply-of-answer.ts';
import type { Match, Reply, Scenario } from './scenario.ts';

/** What was asked and answered. */
export interface AskedAndAnswered {
  /** What messages name the exchange by. */
  readonly name: string;
  /** Parsed body of the request. */
  readonly request: unknown;
  readonly status: number;
  /** The response as a plain body. */
  readonly answer: unknown;
}

/** Scenarios made of exchanges, and what could not be made. */
export interface MadeScenarios {
  readonly scenarios: readonly Scenario[];
  /** Names of exchanges that are no conversation. */
  readonly skipped: readonly string[];
}

const partsText = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : asList(content)
        .map(asObject)
        .flatMap(({ text }) => (isText(text) ? [text] : []))
        .join('\n');

/** Messages and items of a request, in order. */
const turnsOf = ({ messages, input }: JsonObject): readonly JsonObject[] =>
  typeof input === 'string' ? [{ role: 'user', content: input }] : asList(messages ?? input).map(asObject);

const isResult = ({ role, type }: JsonObject): boolean =>
  role === 'tool' || role === 'function' || type === 'function_call_output' || type === 'custom_tool_call_output';

/** What distinguishes a request from those before and after it: the last words of the user, and what tools have said since. */
function matchOf(request: JsonObject): Match | undefined {
  const turns = turnsOf(request);
  const last = turns.findLast(({ role }) => role === 'user');
  if (!last) return undefined;
  const since = turns.slice(turns.lastIndexOf(last) + 1);
  const result = since.findLast(isResult);
  const said = result && partsText(result['content'] ?? result['output']);
  const { model } = request;
  return {
    ...(isText(model) ? { model } : {}),
    user: { equals: partsText(last['content']) },
    tool_result: said === undefined ? false : { text: { equals: said } },
  };
}

function replyOf({ status, answer }: AskedAndAnswered): Reply | undefined {
  return status >= 400 ? replyOfError(status, answer) : replyOfAnswer(answer);
}

/**
 * Makes scenarios of recorded exchanges. The same request again becomes a sequence, which ends with its last reply.
 *
 * @example
 * scenariosOfExchanges([{ name: 'weather#1', request, status: 200, answer }]).scenarios[0]?.match; // { model, user, tool_result }
 */
export function scenariosOfExchanges(exchanges: readonly AskedAndAnswered[]): MadeScenarios {
  const skipped: string[] = [];
  const made = exchanges.flatMap((exchange) => {
    const match = isJsonObject(exchange.request) ? matchOf(exchange.request) : undefined;
    const reply = replyOf(exchange);
    if (match && reply) return [{ name: exchange.name, match, reply }];
    skipped.push(exchange.name);
    return [];
  });
  const groups = [...Map.groupBy(made, ({ match }) => JSON.stringify(match)).values()];
  const scenarios = groups.flatMap((group): Scenario[] => {
    const [first] = group;
    if (!first) return [];
    const { name, match, reply } = first;
    if (group.length === 1) return [{ name, match, reply }];
    return [{ name, match, sequence: group.map((one) => one.reply), after_last: 'fail' }];
  });
  return { scenarios, skipped };
}
