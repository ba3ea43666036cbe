import type { PlanEvent, ToolOpenEvent } from '../engine/plan.ts';

/**
 * How the first chunk of a choice looks. The real API opens a text, a single tool call and parallel tool calls
 * differently, so the first chunk depends on what follows it.
 */
export type Opening = 'text' | 'refusal' | 'one-tool' | 'many-tools';

/** What the encoder must know of a choice before it writes the first chunk of it. */
export interface ChoiceOutline {
  readonly opening: Opening;
  /** Kinds of the choice's tool calls by index, since a later piece does not say what it is a piece of. */
  readonly tools: readonly ToolOpenEvent['tool'][];
}

interface Survey {
  words: boolean;
  reasoning: boolean;
  refusal: boolean;
  tools: ToolOpenEvent['tool'][];
}

function opening(survey: Survey): Opening {
  // A call that follows words comes in chunks of its own, as text would.
  if (survey.words) return 'text';
  if (survey.refusal) return 'refusal';
  if (survey.tools.length === 0) return 'text';
  // The first chunk is long gone when a call comes after reasoning, so its header needs a chunk of its own.
  return survey.tools.length === 1 && !survey.reasoning ? 'one-tool' : 'many-tools';
}

/** Looks ahead over a plan: one outline a choice, by index. */
export function outlineChoices(events: readonly PlanEvent[]): ChoiceOutline[] {
  const surveys: Survey[] = [];
  for (const event of events) {
    if (event.type === 'usage' || event.type === 'done') continue;
    const survey = (surveys[event.choice] ??= { words: false, reasoning: false, refusal: false, tools: [] });
    if (event.type === 'text') survey.words = true;
    else if (event.type === 'reasoning') survey.reasoning = true;
    else if (event.type === 'refusal') survey.refusal = true;
    else if (event.type === 'tool-open') survey.tools[event.index] = event.tool;
  }
  return surveys.map((survey) => ({ opening: opening(survey), tools: survey.tools }));
}
