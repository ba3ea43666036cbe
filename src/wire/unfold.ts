import type { AnswerPlan, PlanEvent } from '../engine/plan.ts';
import { createChunkWriter, type ChunkWriter, type StreamOptions } from './chunk-writer.ts';
import { firstDelta, toolHeader, toolPiece } from './deltas.ts';
import type { Frame } from './exchange.ts';
import type { Identity } from './identity.ts';
import { outlineChoices, type ChoiceOutline } from './openings.ts';
import { sampleEvents, unpackEvents, type PackedPlan } from './packed-plan.ts';

const TEXT_ONLY: ChoiceOutline = { opening: 'text', tools: [] };

/** An event that belongs to a choice. */
export type ChoiceEvent = Exclude<PlanEvent, { type: 'usage' | 'done' }>;

/** Bytes of one event of a choice, or nothing where the role waits for the header of a single call. */
export function writeChoiceEvent(
  event: ChoiceEvent,
  outline: ChoiceOutline,
  writer: ChunkWriter,
  identity: Identity,
): string | undefined {
  switch (event.type) {
    case 'role':
      return outline.opening === 'one-tool' ? undefined : writer.chunk(event.choice, firstDelta(outline.opening, ''));
    case 'reasoning':
      return writer.chunk(event.choice, `{"reasoning_content":${JSON.stringify(event.text)}}`);
    case 'text':
      return writer.chunk(
        event.choice,
        `{"content":${JSON.stringify(event.text)}}`,
        writer.logprobs('content', event.logprobs),
      );
    case 'refusal':
      return writer.chunk(
        event.choice,
        `{"refusal":${JSON.stringify(event.text)}}`,
        writer.logprobs('refusal', event.logprobs),
      );
    case 'tool-open': {
      const header = toolHeader(event, identity);
      return outline.opening === 'one-tool'
        ? writer.chunk(event.choice, firstDelta('one-tool', header))
        : writer.parallelChunk(event.choice, `{${header}}`);
    }
    case 'tool-args': {
      const delta = toolPiece(outline.tools[event.index] ?? 'function', event.index, event.text);
      return outline.opening === 'many-tools'
        ? writer.parallelChunk(event.choice, delta)
        : writer.chunk(event.choice, delta);
    }
    case 'finish':
      return writer.chunk(event.choice, '{}', undefined, event.reason);
  }
}

/**
 * Unfolds a plan into the frames of an event stream, a frame an event, lazily: a paced stream is never held in memory whole.
 *
 * @param factor on every wait of the plan
 * @example
 * [...unfold(plan, identity, { includeUsage: true, includeObfuscation: false })].map((frame) => frame.bytes)
 */
export function* unfold(
  plan: AnswerPlan | PackedPlan,
  identity: Identity,
  options: StreamOptions,
  factor = 1,
): Generator<Frame> {
  const outlines = outlineChoices('packed' in plan ? sampleEvents(plan.packed) : plan.events);
  const writer = createChunkWriter(plan, identity, options);
  let held = 0;
  for (const event of 'packed' in plan ? unpackEvents(plan.packed) : plan.events) {
    const bytes = writeEvent(event, outlines, writer, identity, options);
    if (bytes !== undefined) {
      yield { wait: (held + event.wait) * factor, bytes };
      held = 0;
    } else if (event.type !== 'usage') held += event.wait;
  }
}

function writeEvent(
  event: PlanEvent,
  outlines: readonly ChoiceOutline[],
  writer: ChunkWriter,
  identity: Identity,
  options: StreamOptions,
): string | undefined {
  switch (event.type) {
    case 'done':
      return 'data: [DONE]\n\n';
    case 'usage':
      return options.includeUsage ? writer.usage(event.usage) : undefined;
    default:
      return writeChoiceEvent(event, outlines[event.choice] ?? TEXT_ONLY, writer, identity);
  }
}
