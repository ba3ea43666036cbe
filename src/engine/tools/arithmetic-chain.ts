import { createFacts, type Facts } from '../values/facts.ts';
import { applySign, parseExpression, type Sum } from '../values/find-math.ts';
import { isRecord, schemaAt } from '../values/schema.ts';
import { splitName } from '../values/tokens.ts';
import { bindingsFor, type AgentScene, type PlannedCall } from './agent-scene.ts';
import { describedOperation, operationOf } from './operations.ts';
import type { ToolProfile } from './score-tools.ts';
import { WORDS } from '../words.ts';
import { hasAny } from '../has-words.ts';

interface OperationTool {
  readonly profile: ToolProfile;
  readonly first: string;
  readonly second: string;
}

const isNumber = (schema: unknown): boolean =>
  isRecord(schema) && (schema['type'] === 'number' || schema['type'] === 'integer');

/** The two numbers that a tool of one operation takes, in the order of its schema. */
function operandsOf({ tool }: ToolProfile): readonly string[] {
  const names = Object.keys(tool.properties).filter((name) => isNumber(schemaAt(tool.properties, name)));
  return names.length > 2 ? names.filter((name) => tool.required.includes(name)) : names;
}

/** The tools that do one operation each on two numbers, by its sign. */
export function operationTools(profiles: readonly ToolProfile[]): ReadonlyMap<string, OperationTool> {
  const found = new Map<string, OperationTool>();
  for (const profile of profiles) {
    const { name, description } = profile.tool;
    const sign = operationOf(splitName(name)) ?? (profile.opaque ? describedOperation(description) : undefined);
    const [first, second, more] = sign === undefined ? [] : operandsOf(profile);
    if (sign === undefined || first === undefined || second === undefined || more !== undefined || found.has(sign))
      continue;
    found.set(sign, { profile, first, second });
  }
  return found;
}

const THING =
  '(-?\\d[\\d,]*(?:\\.\\d+)?|(?:(?:the|this|that) )?(?:result|output|answer|outcome|sum|product|total|difference|quotient|that|it|this|previous (?:result|number)))';
const CLAUSE = new RegExp(
  `\\b(add|sum|subtract|take|multiply|divide)\\b(?:\\s+(?:the (?:numbers?|sum of) )?${THING})?(?:\\s+(?:and|to|from|by|with|away from|plus)\\s+${THING})?`,
  'gi',
);
const SIGNS: Readonly<Record<string, string>> = WORDS.tools.arithmeticChainSigns;
const CLAUSE_LIMIT = 40;

/** "Add 3 and 4. Multiply the output by 2": each clause goes on from the one before. */
function readClauses(text: string): Sum | undefined {
  let sum: Sum | undefined;
  const read = (word: string): Sum | undefined => (/\d/.test(word) ? Number(word.replaceAll(',', '')) : sum);
  for (const match of [...text.slice(0, 2000).matchAll(CLAUSE)].slice(0, CLAUSE_LIMIT)) {
    const [whole, verb = '', ...given] = match;
    const sign = SIGNS[verb.toLowerCase()] ?? '+';
    const things = given.filter((thing) => thing !== undefined).map(read);
    // With one thing named, the operation goes on from the result so far.
    const [left, right] = things.length === 1 ? [sum, things[0]] : things;
    if (left === undefined || right === undefined) continue;
    const swapped = things.length === 2 && sign === '-' && hasAny(whole, 'from');
    sum = swapped ? { sign, left: right, right: left } : { sign, left, right };
  }
  return sum;
}

const signsOf = (sum: Sum): readonly string[] =>
  typeof sum === 'number' ? [] : [sum.sign, ...signsOf(sum.left), ...signsOf(sum.right)];

/** What the words want calculated, if tools for single operations can do it. */
export function readSum(facts: Facts, tools: ReadonlyMap<string, OperationTool>): Sum | undefined {
  if (tools.size === 0) return undefined;
  const clauses = readClauses(facts.text);
  const expression = facts.expression();
  const parsed = expression === undefined ? undefined : parseExpression(expression);
  const sum =
    clauses !== undefined && signsOf(clauses).length >= (parsed === undefined ? 1 : signsOf(parsed).length)
      ? clauses
      : parsed;
  const signs = sum === undefined ? [] : signsOf(sum);
  return signs.some((sign) => tools.has(sign)) && !signs.some((sign) => sign === '%') ? sum : undefined;
}

type Outcome = { readonly value: number } | { readonly calls: readonly PlannedCall[] };

const numberIn = (value: unknown, text: string): number | undefined => {
  if (typeof value === 'number') return value;
  const told = isRecord(value) ? Object.values(value).filter((one) => typeof one === 'number') : [];
  if (told.length > 0) return told.at(-1);
  const found = createFacts(text).numbers().at(-1)?.value;
  return found;
};

function resultOf(scene: AgentScene, tool: OperationTool, left: number, right: number): number | undefined {
  const sides = [left, right].toSorted((a, b) => a - b).join(' ');
  for (const step of scene.turn.steps) {
    if (step.name !== tool.profile.tool.name || step.result === undefined || !isRecord(step.args)) continue;
    const given = [Number(step.args[tool.first]), Number(step.args[tool.second])].toSorted((a, b) => a - b).join(' ');
    if (given === sides) return step.result.failed ? undefined : numberIn(step.result.value, step.result.text);
  }
  return undefined;
}

function work(scene: AgentScene, tools: ReadonlyMap<string, OperationTool>, sum: Sum): Outcome {
  if (typeof sum === 'number') return { value: sum };
  const [left, right] = [work(scene, tools, sum.left), work(scene, tools, sum.right)];
  if (!('value' in left) || !('value' in right))
    return { calls: [left, right].flatMap((side) => ('calls' in side ? side.calls : [])) };
  const tool = tools.get(sum.sign);
  if (tool === undefined) return { value: applySign(sum.sign, left.value, right.value) };
  const known = resultOf(scene, tool, left.value, right.value);
  if (known !== undefined) return { value: known };
  const { profile, first, second } = tool;
  const facts = createFacts(scene.turn.task);
  const fixed = { [first]: left.value, [second]: right.value };
  return { calls: [{ profile, facts, bindings: bindingsFor(scene, profile), fixed }] };
}

/** The operations that can be done now; what needs their results comes in a later round. */
export function arithmeticCalls(
  scene: AgentScene,
  tools: ReadonlyMap<string, OperationTool>,
  sum: Sum,
): readonly PlannedCall[] {
  const outcome = work(scene, tools, sum);
  return 'calls' in outcome ? outcome.calls : [];
}
