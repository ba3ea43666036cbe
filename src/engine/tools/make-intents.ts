import type { JsonValue } from '../../contract/api-types.ts';
import { checkValue } from '../values/check-value.ts';
import { generateValue } from '../values/generate-value.ts';
import type { AgentScene, PlannedCall } from './agent-scene.ts';
import { writeCustomInput } from './write-custom-input.ts';

/** A call the model makes. The arguments are a value; turning them into JSON text is the caller's. */
export type ToolIntent =
  | { readonly kind: 'function'; readonly name: string; readonly arguments: JsonValue }
  | { readonly kind: 'custom'; readonly name: string; readonly input: string };

function intentOf(planned: PlannedCall, scene: AgentScene, at: number): ToolIntent {
  const { facts, index, bindings, fixed } = planned;
  const { tool } = planned.profile;
  const random = scene.random.fork(`${tool.name}/${at}`);
  if (tool.kind === 'custom') return { kind: 'custom', name: tool.name, input: writeCustomInput(tool, facts, random) };
  if (tool.parameters === undefined) return { kind: 'function', name: tool.name, arguments: {} };
  const schema = tool.parameters;
  const made = (bound?: PlannedCall['bindings']): JsonValue => {
    const value = generateValue(schema, {
      random,
      words: facts,
      name: tool.name,
      optional: 0,
      ...(bound === undefined ? {} : { bindings: bound }),
      ...(index === undefined ? {} : { ordinal: { index, shared: true } }),
      ...(scene.now === undefined ? {} : { now: scene.now }),
    });
    // Arguments are an object by the protocol, whatever a lax schema says.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  };
  const value = {
    ...(made(bindings) as Record<string, JsonValue>),
    ...(fixed as Record<string, JsonValue> | undefined),
  };
  // What the words bind may be of another type than a schema behind a reference wants.
  const fits = checkValue(schema, value, schema);
  return { kind: 'function', name: tool.name, arguments: fits ? value : made() };
}

const markOf = (intent: ToolIntent): string =>
  `${intent.name} ${(intent.kind === 'function' ? JSON.stringify(intent.arguments) : intent.input).toLowerCase().replaceAll(/\s/g, '')}`;

/** The calls as they go out: one at most where they may not be parallel, and none that was made before. */
export function intentsOf(
  planned: readonly PlannedCall[],
  scene: AgentScene,
  parallel: boolean,
  repeats: boolean,
): readonly ToolIntent[] {
  const { steps } = scene.turn;
  const chosen = planned.slice(0, parallel ? undefined : 1);
  const intents = chosen.map((one, index) => intentOf(one, scene, steps.length + index));
  const known = repeats || chosen.some(({ again }) => again === true) ? [] : steps;
  const seen = new Set(known.map((step) => `${step.name} ${step.text.replaceAll(/\s/g, '')}`));
  return intents.filter((intent) => {
    const mark = markOf(intent);
    if (seen.has(mark)) return false;
    seen.add(mark);
    return true;
  });
}
