import { listed, POINTS, quoted, type Condition, type Dimension } from './condition.ts';
import { jsonConditions } from './json-conditions.ts';
import type { RequestFacts, ToolResultFact } from './request-facts.ts';
import {
  formatCondition,
  modelCondition,
  predicateCondition,
  streamCondition,
  toolConditions,
  stateCondition,
  turnCondition,
} from './request-conditions.ts';
import type { MessagePosition, MessageRole } from './request-facts.ts';
import type { Match, MessageMatch, TextCondition, ToolResultMatch } from './scenario.ts';
import { textConditions, type Complain, type TextSlot } from './text-conditions.ts';
import { textFact } from './text-fact.ts';

const under =
  (complain: Complain, ...path: readonly (string | number)[]): Complain =>
  (rest, message, hint) =>
    complain([...path, ...rest], message, hint);

function ordinal(position: number): string {
  if (position >= 0) return `number ${position}`;
  return `number ${-position} from the end`;
}

function slotLabel(role: MessageRole, at: MessagePosition): string {
  const kind = role === 'any' ? 'message' : `${role} message`;
  if (at === 'history') return role === 'any' ? 'the whole conversation' : `the history of ${kind}s`;
  if (at === 'any') return `some ${kind}`;
  return typeof at === 'number' ? `${kind} ${ordinal(at)}` : `the ${at} ${kind}`;
}

/** The place of messages; -1 is the last and 0 the first. */
function messageSlot(role: MessageRole, position: MessagePosition): TextSlot {
  const at = position === -1 ? 'last' : position === 0 ? 'first' : position;
  return {
    id: `message\0${role}\0${at}`,
    label: slotLabel(role, at),
    bonus: at === 'any' || at === 'history' ? POINTS.anywhere : 0,
    indexed: true,
    texts: (facts) => facts.texts(role, at),
  };
}

function messageConditions(match: MessageMatch, complain: Complain): Condition[] {
  return textConditions(match, messageSlot(match.role ?? 'user', match.at ?? 'last'), complain);
}

/** Headers whose values are not for messages and logs. */
const SECRET = /auth|cookie|key|token|secret|password/;

/** A condition on one header; what messages say of a secret one is only that it differs. */
function headerConditions(name: string, wanted: string | boolean | TextCondition, complain: Complain): Condition[] {
  const lower = name.toLowerCase();
  const id = `header\0${lower}`;
  const label = `the header ${lower}`;
  const secret = SECRET.test(lower);
  const received = (facts: RequestFacts): string => {
    const value = facts.header(lower);
    if (value === undefined) return 'there is none';
    return secret ? 'it has another value' : `it is ${quoted(value)}`;
  };
  if (typeof wanted === 'boolean') {
    const test = (facts: RequestFacts): boolean => (facts.header(lower) !== undefined) === wanted;
    const verb = wanted ? 'is sent' : 'is not sent';
    return [
      { id: `${id}\0${wanted}`, label: `${label} ${verb}`, points: POINTS.headerPresence, keys: [], test, received },
    ];
  }
  const values = (facts: RequestFacts): string[] => [facts.header(lower)].filter((value) => value !== undefined);
  if (typeof wanted !== 'string') {
    const slot: TextSlot = { id, label, bonus: 0, indexed: false, texts: (facts) => values(facts).map(textFact) };
    const masked = secret ? { label: `${label} has the value wanted` } : {};
    const points = POINTS.headerPattern;
    return textConditions(wanted, slot, complain).map((one) => ({ ...one, ...masked, points, received }));
  }
  const dimension: Dimension = { id, values };
  return [
    {
      id: `${id}\0is ${wanted}`,
      label: secret ? `${label} has the value wanted` : `${label} is ${quoted(wanted)}`,
      points: POINTS.headerValue,
      keys: [{ dimension, value: wanted }],
      test: (facts) => facts.header(lower) === wanted,
      received,
    },
  ];
}

const resultTools: Dimension = { id: 'result-tool', values: (facts) => facts.results().map(({ tool }) => tool) };
const resultIds: Dimension = { id: 'result-id', values: (facts) => facts.results().map(({ id }) => id) };

const results = (facts: RequestFacts): string =>
  `it ends with ${listed(
    facts.results().map(({ tool, id }) => tool || id),
    'no result',
  )}`;

/** Whether results are there at all. */
export function resultPresence(wanted: boolean, points: number = POINTS.resultPresence): Condition {
  return {
    id: `result\0${wanted}`,
    label: wanted ? 'the conversation ends with a tool result' : 'the conversation does not end with a tool result',
    points,
    keys: [],
    test: (facts) => facts.results().length > 0 === wanted,
    received: results,
  };
}

function resultConditions(match: ToolResultMatch, complain: Complain): Condition[] {
  const { tool, id, text, json } = match;
  const found: Condition[] = [];
  if (id !== undefined) {
    const test = (facts: RequestFacts): boolean => facts.results().some((result) => result.id === id);
    const keys = [{ dimension: resultIds, value: id }];
    const label = `the conversation ends with the result of call ${quoted(id)}`;
    found.push({ id: `result-id\0${id}`, label, points: POINTS.resultId, keys, test, received: results });
  }
  if (tool !== undefined) {
    const test = (facts: RequestFacts): boolean => facts.results().some((result) => result.tool === tool);
    const keys = [{ dimension: resultTools, value: tool }];
    const label = `the conversation ends with a result of ${quoted(tool)}`;
    found.push({ id: `result-tool\0${tool}`, label, points: POINTS.resultTool, keys, test, received: results });
  }
  // Text and JSON are those of the result that tool and id choose.
  const chosen = (facts: RequestFacts): readonly ToolResultFact[] =>
    facts.results().filter((one) => (tool ?? one.tool) === one.tool && (id ?? one.id) === one.id);
  const place = { id: `result\0${tool ?? ''}\0${id ?? ''}`, label: tool ? `the result of ${tool}` : 'the tool result' };
  if (text !== undefined) {
    const texts: TextSlot['texts'] = (facts) => chosen(facts).map((one) => textFact(one.text));
    found.push(...textConditions(text, { ...place, bonus: 0, indexed: false, texts }, under(complain, 'text')));
  }
  if (json !== undefined) {
    const roots = (facts: RequestFacts): unknown[] =>
      chosen(facts).flatMap(({ value }) => (value === undefined ? [] : [value]));
    found.push(...jsonConditions(json, { ...place, indexed: false, roots }, under(complain, 'json')));
  }
  return found;
}

const REQUEST = { id: 'request', label: 'the request', indexed: true, roots: (facts: RequestFacts) => [facts.request] };

const isList = <T>(value: T | readonly T[]): value is readonly T[] => Array.isArray(value);

/** Complaints about one of several are numbered; a single value has no number in its path. */
function each<T>(
  value: T | readonly T[],
  key: string,
  complain: Complain,
  make: (item: T, complain: Complain) => Condition[],
): Condition[] {
  if (!isList(value)) return make(value, under(complain, key));
  return value.flatMap((item, index) => make(item, under(complain, key, index)));
}

/**
 * The conditions of a match, in the order in which the documentation lists them. A key that means nothing (`model: '*'`)
 * gives none.
 */
export function matchConditions(match: Match, complain: Complain): Condition[] {
  const { model, user, system, message, tools, tool_result: result, turn, response_format: format } = match;
  const found: (Condition | undefined)[] = [];
  if (model !== undefined) found.push(modelCondition(model));
  if (user !== undefined) found.push(...textConditions(user, messageSlot('user', 'last'), under(complain, 'user')));
  if (system !== undefined) {
    found.push(...textConditions(system, messageSlot('system', 'first'), under(complain, 'system')));
  }
  if (message !== undefined) found.push(...each<MessageMatch>(message, 'message', complain, messageConditions));
  if (tools !== undefined) found.push(...toolConditions(tools));
  if (typeof result === 'boolean') found.push(resultPresence(result));
  else if (result !== undefined) found.push(...resultConditions(result, under(complain, 'tool_result')));
  if (turn !== undefined) found.push(turnCondition(turn));
  if (typeof turn === 'object' && (turn.min ?? 1) > (turn.max ?? Infinity))
    complain(['turn'], 'min is greater than max');
  if (match.state !== undefined) found.push(stateCondition(match.state));
  if (format !== undefined) found.push(formatCondition(format));
  if (match.stream !== undefined) found.push(streamCondition(match.stream));
  for (const [name, wanted] of Object.entries(match.headers ?? {})) {
    found.push(...headerConditions(name, wanted, under(complain, 'headers', name)));
  }
  if (match.json !== undefined) {
    found.push(...each(match.json, 'json', complain, (one, tell) => jsonConditions(one, REQUEST, tell)));
  }
  if (match.predicate) found.push(predicateCondition(match.predicate));
  const unique = new Map(found.filter((one) => one !== undefined).map((one) => [one.id, one]));
  return [...unique.values()];
}
