import type { AnswerPlan, PlanEvent, ReasoningEvent, RefusalEvent, TextEvent, ToolArgsEvent } from '../engine/plan.ts';

type PieceEvent = ReasoningEvent | TextEvent | RefusalEvent | ToolArgsEvent;

/** Pieces that follow each other and differ in nothing but text and wait. */
interface Run {
  /** The first of them. */
  readonly template: PieceEvent;
  /** Of each: its wait, how many units its text has, and those. */
  readonly buffer: Uint16Array;
}

/** What fits into a place of a buffer. */
const MAX_UINT16 = 0xffff;

/** Events in a fifth of the memory, as they are kept while a stream waits for its tokens. */
export type PackedEvents = readonly (PlanEvent | Run)[];

/** A plan with its events {@link packPlan packed}. It is no plan, so that nobody changes one half of it. */
export type PackedPlan = Omit<AnswerPlan, 'events'> & { readonly packed: PackedEvents };

const fits = ({ wait, text }: PieceEvent): boolean =>
  Number.isInteger(wait) && wait >= 0 && wait <= MAX_UINT16 && text.length <= MAX_UINT16;

const isPiece = (event: PlanEvent): event is PieceEvent => {
  switch (event.type) {
    case 'reasoning':
    case 'tool-args':
      return fits(event);
    case 'text':
    case 'refusal':
      return event.logprobs === undefined && fits(event);
    default:
      return false;
  }
};

const goesOn = (template: PieceEvent, event: PlanEvent): event is PieceEvent =>
  event.type === template.type &&
  event.choice === template.choice &&
  (event.type !== 'tool-args' || event.index === (template as ToolArgsEvent).index) &&
  isPiece(event);

const isRun = (entry: PlanEvent | Run): entry is Run => 'template' in entry;

/**
 * Packs a plan. An object for each token of a thousand streams is most of what the garbage collector has to copy, and it
 * keeps all streams waiting while it does; numbers in a buffer are not copied at all.
 *
 * @example unfold(packPlan(plan), identity, options) // as of `plan`
 */
export function packPlan({ events, ...plan }: AnswerPlan): PackedPlan {
  const packed: (PlanEvent | Run)[] = [];
  for (let at = 0; at < events.length;) {
    const event = events[at] as PlanEvent;
    let end = at + 1;
    if (isPiece(event)) while (end < events.length && goesOn(event, events[end] as PlanEvent)) end++;
    packed.push(end - at > 1 ? runOf(events.slice(at, end) as PieceEvent[]) : event);
    at = end;
  }
  return { ...plan, packed };
}

function runOf(pieces: readonly PieceEvent[]): Run {
  const buffer = new Uint16Array(pieces.reduce((places, { text }) => places + 2 + text.length, 0));
  let place = 0;
  for (const { wait, text } of pieces) {
    buffer[place++] = wait;
    buffer[place++] = text.length;
    for (let i = 0; i < text.length; i++) buffer[place++] = text.charCodeAt(i);
  }
  return { template: pieces[0] as PieceEvent, buffer };
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

/** Unit by unit: a view of the buffer takes more memory than a piece of a few letters. */
function textOf(buffer: Uint16Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(buffer[at] as number);
  return text;
}

/** The events one by one; none is kept. */
export function* unpackEvents(packed: PackedEvents): Generator<PlanEvent> {
  for (const entry of packed) {
    if (!isRun(entry)) {
      yield entry;
      continue;
    }
    const { template, buffer } = entry;
    for (let at = 0; at < buffer.length;) {
      const [wait, from, to] = [buffer[at] as number, at + 2, at + 2 + (buffer[at + 1] as number)];
      yield { ...template, text: textOf(buffer, from, to), wait };
      at = to;
    }
  }
}

/** One event of each kind that there is, in order: enough to see how the choices begin. */
export function sampleEvents(packed: PackedEvents): PlanEvent[] {
  return packed.map((entry) => (isRun(entry) ? entry.template : entry));
}
