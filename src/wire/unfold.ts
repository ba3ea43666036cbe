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
        writer.logprobs('content', event.logprobs?.(event)),
      );
    case 'refusal':
      return writer.chunk(
        event.choice,
        `{"refusal":${JSON.stringify(event.text)}}`,
        writer.logprobs('refusal', event.logprobs?.(event)),
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

/** Writes the events of one stream. */
interface EventEncoder {
  /** Whether an event has bytes of its own. */
  writes(event: PlanEvent): boolean;
  /** @param serial number of the event among those with bytes */
  write(event: PlanEvent, serial: number): string;
}

function createEventEncoder(plan: AnswerPlan | PackedPlan, identity: Identity, options: StreamOptions): EventEncoder {
  const outlines = outlineChoices('packed' in plan ? sampleEvents(plan.packed) : plan.events);
  const writer = createChunkWriter(plan, identity, options);
  const outlineOf = (choice: number): ChoiceOutline => outlines[choice] ?? TEXT_ONLY;
  return {
    writes: (event) => {
      if (event.type === 'usage') return options.includeUsage;
      return event.type !== 'role' || outlineOf(event.choice).opening !== 'one-tool';
    },
    write: (event, serial) => {
      writer.seek(serial);
      if (event.type === 'done') return 'data: [DONE]\n\n';
      if (event.type === 'usage') return writer.usage(event.usage);
      return writeChoiceEvent(event, outlineOf(event.choice), writer, identity) ?? '';
    },
  };
}

/** Its bytes are made when they are asked for: of a waiting stream, the next event is all that there is. */
class EventFrame implements Frame {
  readonly wait: number;
  readonly #event: PlanEvent;
  readonly #serial: number;
  readonly #encoder: EventEncoder;

  constructor(wait: number, event: PlanEvent, serial: number, encoder: EventEncoder) {
    this.wait = wait;
    this.#event = event;
    this.#serial = serial;
    this.#encoder = encoder;
  }

  get bytes(): string {
    return this.#encoder.write(this.#event, this.#serial);
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
  const encoder = createEventEncoder(plan, identity, options);
  let held = 0;
  let serial = 0;
  for (const event of 'packed' in plan ? unpackEvents(plan.packed) : plan.events) {
    if (encoder.writes(event)) {
      yield new EventFrame((held + event.wait) * factor, event, serial++, encoder);
      held = 0;
    } else if (event.type !== 'usage') held += event.wait;
  }
}

/** The whole event stream of a plan as one text. */
export function streamText(plan: AnswerPlan, identity: Identity, options: StreamOptions): string {
  const encoder = createEventEncoder(plan, identity, options);
  let text = '';
  let serial = 0;
  for (const event of plan.events) if (encoder.writes(event)) text += encoder.write(event, serial++);
  return text;
}
