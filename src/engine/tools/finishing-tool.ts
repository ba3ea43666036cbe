import { createFacts } from '../values/facts.ts';
import { isRecord } from '../values/schema.ts';
import { splitName, splitWords } from '../values/tokens.ts';
import { bindingsFor, succeeded, type AgentScene, type PlannedCall } from './agent-scene.ts';
import { operationOf } from './operations.ts';
import type { ToolProfile } from './score-tools.ts';
import { TOOL_WORDS } from './tool-words.ts';
import { WORDS, wordSet } from '../words.ts';

const ENDS = new Set(TOOL_WORDS.finishing.split(' '));
const ANSWERS = wordSet(WORDS.tools.finishingToolAnswers);
const TOLD =
  /\b(?:final (?:answer|response|result|output)|ends? (?:this|the) (?:conversation|task|run|loop)|task is (?:complete|done|finished|solved)|when (?:you are|you're|everything is|all is)? ?(?:done|finished)|finish(?:es|ed)? (?:the )?(?:task|run|conversation)|answer to the user|complete the task)\b/i;

/** How surely a tool is the one with which an agent ends. */
function finishScore({ tool }: ToolProfile): number {
  const words = splitName(tool.name);
  const named = words.filter((word) => ENDS.has(word)).length;
  const told = TOLD.test(tool.description) ? 2 : 0;
  const properties = Object.keys(tool.properties);
  const answers = properties.some((name) => splitName(name).some((word) => ANSWERS.has(word))) ? 1 : 0;
  // "submit_order" and "complete_todo" act on a thing of their own.
  const other = words.some(
    (word) =>
      !ENDS.has(word) &&
      !ANSWERS.has(word) &&
      !/^(?:the|task|run|tool|to|user|with|a|attempt|work|job|structured)$/.test(word),
  );
  if (other) return told > 0 && properties.length <= 1 ? told : 0;
  return named + told + (named > 0 || told > 0 ? answers : 0);
}

/** The tool that ends an agent's work, as far as one is declared. */
export function finishingTool(profiles: readonly ToolProfile[]): ToolProfile | undefined {
  const ranked = profiles
    .map((profile) => ({ profile, score: finishScore(profile) }))
    .toSorted((a, b) => b.score - a.score);
  return (ranked[0]?.score ?? 0) >= 1 ? ranked[0]?.profile : undefined;
}

const isScalarType = (schema: unknown): boolean =>
  !isRecord(schema) || ['string', undefined].includes(schema['type'] as string | undefined);

/** The one text among the arguments that takes the answer. */
function answerName({ tool }: ToolProfile): string | undefined {
  const { properties, required } = tool;
  const names = Object.keys(properties).filter((name) => isScalarType(properties[name]));
  const named = names.find((name) => splitName(name).some((word) => ANSWERS.has(word)));
  return named ?? (required.length === 1 && names.includes(required[0] ?? '') ? required[0] : undefined);
}

/** The number that an end with nothing but a number takes. */
function askedNumber({ known, turn }: AgentScene, { tool }: ToolProfile): Record<string, number> | undefined {
  if (known === undefined) return undefined;
  const { properties } = tool;
  const [only, ...more] = Object.keys(properties);
  const schema = only === undefined ? undefined : properties[only];
  const numeric = isRecord(schema) && (schema['type'] === 'number' || schema['type'] === 'integer');
  const last = operationOf(splitName(turn.steps.at(-1)?.name ?? ''));
  const value = (last === undefined ? known.asked('number') : undefined) ?? known.numbers.at(-1);
  return only !== undefined && more.length === 0 && numeric && typeof value === 'number'
    ? { [only]: value }
    : undefined;
}

/** Ends the work with what was found; with what the words say where nothing was. */
export function finishingCall(scene: AgentScene, profile: ToolProfile): PlannedCall {
  const facts = createFacts(scene.turn.task);
  const name = answerName(profile);
  const bindings = { ...bindingsFor(scene, profile), first: 'results' as const };
  const fixed =
    name === undefined ? askedNumber(scene, profile) : scene.findings === '' ? undefined : { [name]: scene.findings };
  return { profile, facts, bindings, fixed };
}

const PART_LIMIT = 600;
const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object';

/** A value in words: keys with their values, a list by its items. */
function inWords(value: unknown, depth = 0): string {
  if (isPlain(value) || depth > 3) return String(value ?? 'nothing');
  if (Array.isArray(value))
    return value
      .slice(0, 20)
      .map((item) => inWords(item, depth + 1))
      .join('; ');
  const entries = Object.entries(value as Record<string, unknown>);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) return inWords(only[1], depth + 1);
  return entries
    .map(([key, inner]) => `${splitWords(key.replaceAll('_', ' ')).join(' ')}: ${inWords(inner, depth + 1)}`)
    .join(', ');
}

/** What the results since the task say, in words; failures only where nothing succeeded. */
export function findingsOf(turn: AgentScene['turn']): string {
  const answered = turn.steps.filter((step) => step.result !== undefined);
  const good = answered.filter(succeeded);
  return (good.length > 0 ? good : answered)
    .map(({ result }) =>
      (isPlain(result?.value) ? (result?.text ?? '') : inWords(result?.value)).trim().slice(0, PART_LIMIT),
    )
    .filter((text) => text !== '')
    .join('\n');
}
