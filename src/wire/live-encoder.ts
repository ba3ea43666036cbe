import type { Usage } from '../contract/api-types.ts';
import type { AnswerPlan, ErrorPlan, PlanEvent } from '../engine/plan.ts';
import { createChunkWriter, type StreamOptions } from './chunk-writer.ts';
import type { Identity } from './identity.ts';
import type { ChoiceOutline, Opening } from './openings.ts';
import { writeChoiceEvent } from './unfold.ts';

type ToolKind = ChoiceOutline['tools'][number];

/** Of what follows a first chunk only the very next thing is known, which is all that it depends on. */
function openingBefore(event: PlanEvent): Opening {
  if (event.type === 'refusal') return 'refusal';
  return event.type === 'tool-open' ? 'many-tools' : 'text';
}

/** What has been written of one choice. */
interface WrittenChoice {
  readonly opening: Opening;
  readonly tools: ToolKind[];
}

/** Writes the events of a stream whose end is not known. */
export interface LiveChunks {
  event(event: PlanEvent): string;
  error(plan: ErrorPlan): string;
  end(usage: Usage): string;
}

/** @param plan frame of the answer: its events are not looked at */
export function createLiveEncoder(plan: AnswerPlan, identity: Identity, options: StreamOptions): LiveChunks {
  const writer = createChunkWriter(plan, identity, options);
  const choices: WrittenChoice[] = [];
  return {
    event: (event) => {
      // The role is sent along with the first thing that is said.
      if (event.type === 'role' || event.type === 'usage' || event.type === 'done') return '';
      const { choice } = event;
      const first = choices[choice] === undefined;
      const outline = (choices[choice] ??= { opening: openingBefore(event), tools: [] });
      if (event.type === 'tool-open') outline.tools[event.index] = event.tool;
      const role = first ? writeChoiceEvent({ type: 'role', choice, wait: 0 }, outline, writer, identity) : undefined;
      return (role ?? '') + (writeChoiceEvent(event, outline, writer, identity) ?? '');
    },
    error: ({ error }) => `data: ${JSON.stringify({ error })}\n\n`,
    end: (usage) => `${options.includeUsage ? writer.usage(usage) : ''}data: [DONE]\n\n`,
  };
}
