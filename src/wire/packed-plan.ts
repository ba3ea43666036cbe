import type { AnswerPlan, PlanEvent, ReasoningEvent, RefusalEvent, TextEvent, ToolArgsEvent } from '../engine/plan.ts';

type PieceEvent = ReasoningEvent | TextEvent | RefusalEvent | ToolArgsEvent;

/** Pieces that follow each other and differ in nothing but text and wait. */
interface Run {
  /** Any of them. */
  readonly sample: PieceEvent;
  readonly texts: readonly string[];
  readonly waits: ArrayLike<number>;
}

/** Events in a quarter of the memory, as they are kept while a stream waits for its tokens. */
export type PackedEvents = readonly (PlanEvent | Run)[];

/** A plan with its events {@link packPlan packed}. It is no plan, so that nobody changes one half of it. */
export type PackedPlan = Omit<AnswerPlan, 'events'> & { readonly packed: PackedEvents };

const isPiece = (event: PlanEvent): event is PieceEvent => {
  switch (event.type) {
    case 'reasoning':
    case 'tool-args':
      return true;
    case 'text':
    case 'refusal':
      return event.logprobs === undefined;
    default:
      return false;
  }
};

const goesOn = (sample: PieceEvent, event: PlanEvent): event is PieceEvent =>
  event.type === sample.type &&
  event.choice === sample.choice &&
  (event.type === 'tool-args' ? event.index === (sample as ToolArgsEvent).index : isPiece(event));

const isRun = (entry: PlanEvent | Run): entry is Run => 'sample' in entry;

/**
 * Packs a plan. An object for each token of a thousand streams is most of what the garbage collector has to copy, and it
 * keeps all streams waiting while it does.
 *
 * @example unfold(packPlan(plan), identity, options) // as of `plan`
 */
export function packPlan({ events, ...plan }: AnswerPlan): PackedPlan {
  const packed: (PlanEvent | Run)[] = [];
  for (let at = 0; at < events.length;) {
    const event = events[at] as PlanEvent;
    let end = at + 1;
    if (isPiece(event)) while (end < events.length && goesOn(event, events[end] as PlanEvent)) end++;
    packed.push(end - at > 1 ? runOf(event as PieceEvent, events.slice(at, end) as PieceEvent[]) : event);
    at = end;
  }
  return { ...plan, packed };
}

function runOf(sample: PieceEvent, pieces: readonly PieceEvent[]): Run {
  const waits = pieces.map(({ wait }) => wait);
  const small = Uint16Array.from(waits);
  return {
    sample,
    texts: pieces.map(({ text }) => text),
    waits: waits.every((wait, i) => wait === small[i]) ? small : waits,
  };
}

/** The plan again; its events are made each time they are asked for. */
export function unpackPlan({ packed, ...plan }: PackedPlan): AnswerPlan {
  return {
    ...plan,
    get events() {
      return [...unpackEvents(packed)];
    },
  };
}

/** The events one by one; none is kept. */
export function* unpackEvents(packed: PackedEvents): Generator<PlanEvent> {
  for (const entry of packed) {
    if (!isRun(entry)) {
      yield entry;
      continue;
    }
    const { sample, texts, waits } = entry;
    for (let i = 0; i < texts.length; i++) yield { ...sample, text: texts[i] as string, wait: waits[i] as number };
  }
}

/** One event of each kind that there is, in order: enough to see how the choices begin. */
export function sampleEvents(packed: PackedEvents): PlanEvent[] {
  return packed.map((entry) => (isRun(entry) ? entry.sample : entry));
}
