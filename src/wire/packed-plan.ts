import type { AnswerPlan, PlanEvent, ReasoningEvent, RefusalEvent, TextEvent, ToolArgsEvent } from '../engine/plan.ts';

type PieceEvent = ReasoningEvent | TextEvent | RefusalEvent | ToolArgsEvent;

/** Pieces that follow each other. */
interface Run {
  /** The first piece of each kind: of a choice, a call, reasoning or content. */
  readonly templates: readonly PieceEvent[];
  /** Of each piece: its wait, its template with the length of its text, and the units of that. */
  readonly buffer: Uint16Array;
}

/** What fits into a place of a buffer, which a template and a length share. */
const MAX_UINT16 = 0xffff;
const LENGTH_BITS = 9;
const MAX_LENGTH = 2 ** LENGTH_BITS - 1;
const MAX_TEMPLATES = 2 ** (16 - LENGTH_BITS);

/** Events in a fifth of the memory, as they are kept while a stream waits for its tokens. */
export type PackedEvents = readonly (PlanEvent | Run)[];

/** A plan with its events {@link packPlan packed}. It isn't a plan, so its parts can't be changed separately. */
export type PackedPlan = Omit<AnswerPlan, 'events'> & { readonly packed: PackedEvents };

const isPiece = (event: PlanEvent): event is PieceEvent => {
  switch (event.type) {
    case 'reasoning':
    case 'tool-args':
    case 'text':
    case 'refusal': {
      const { wait, text } = event;
      return Number.isInteger(wait) && wait >= 0 && wait <= MAX_UINT16 && text.length <= MAX_LENGTH;
    }
    default:
      return false;
  }
};

const placeOf = (event: PieceEvent): number | undefined => ('place' in event ? event.place : undefined);

/** Whether an event differs from one of its kind in nothing but text, wait and place. */
const isLike = (template: PieceEvent, event: PieceEvent): boolean =>
  event.type === template.type &&
  event.choice === template.choice &&
  (event.type !== 'tool-args' || event.index === (template as ToolArgsEvent).index) &&
  ('logprobs' in event ? event.logprobs : undefined) === ('logprobs' in template ? template.logprobs : undefined);

const isRun = (entry: PlanEvent | Run): entry is Run => 'templates' in entry;

/**
 * Packs a plan. An object for each token of a thousand streams is most of what the garbage collector has to copy, and it
 * keeps all streams waiting while it does; numbers in a buffer are not copied at all.
 *
 * @example unfold(packPlan(plan), identity, options) // as of `plan`
 */
export function packPlan({ events, ...plan }: AnswerPlan): PackedPlan {
  const packed: (PlanEvent | Run)[] = [];
  let packer = createPacker();
  const flush = (): void => {
    packed.push(...packer.packed());
    packer = createPacker();
  };
  for (const event of events) {
    if (isPiece(event) && packer.add(event)) continue;
    flush();
    if (!isPiece(event) || !packer.add(event)) packed.push(event);
  }
  flush();
  return { ...plan, packed };
}

/** Collects one run. */
interface Packer {
  /** @returns whether the piece is of a kind that still fits in */
  add(event: PieceEvent): boolean;
  packed(): readonly (PlanEvent | Run)[];
}

function createPacker(): Packer {
  const pieces: PieceEvent[] = [];
  const kinds: number[] = [];
  const templates: PieceEvent[] = [];
  const counts: number[] = [];
  let latest = 0;

  /** Most pieces are of the kind of the one before, or of the next kind. */
  function kindOf(event: PieceEvent): number {
    for (let step = 0; step < templates.length; step++) {
      const kind = (latest + step) % templates.length;
      const template = templates[kind] as PieceEvent;
      const first = placeOf(template);
      const place = first === undefined ? undefined : first + (counts[kind] ?? 0);
      if (isLike(template, event) && placeOf(event) === place) return kind;
    }
    return templates.length < MAX_TEMPLATES ? templates.push(event) - 1 : -1;
  }

  return {
    add: (event) => {
      const kind = kindOf(event);
      if (kind < 0) return false;
      latest = kind;
      counts[kind] = (counts[kind] ?? 0) + 1;
      kinds.push(kind);
      return pieces.push(event) > 0;
    },
    packed: () => (pieces.length < 2 ? pieces : [{ templates, buffer: bufferOf(pieces, kinds) }]),
  };
}

function bufferOf(pieces: readonly PieceEvent[], kinds: readonly number[]): Uint16Array {
  const buffer = new Uint16Array(pieces.reduce((places, { text }) => places + 2 + text.length, 0));
  let place = 0;
  for (const [at, { wait, text }] of pieces.entries()) {
    buffer[place++] = wait;
    buffer[place++] = ((kinds[at] as number) << LENGTH_BITS) | text.length;
    for (let i = 0; i < text.length; i++) buffer[place++] = text.charCodeAt(i);
  }
  return buffer;
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
    if (isRun(entry)) yield* unpackRun(entry);
    else yield entry;
  }
}

function* unpackRun({ templates, buffer }: Run): Generator<PlanEvent> {
  const counts: number[] = templates.map(() => 0);
  for (let at = 0; at < buffer.length;) {
    const [wait, mixed] = [buffer[at] as number, buffer[at + 1] as number];
    const kind = mixed >> LENGTH_BITS;
    const to = at + 2 + (mixed & MAX_LENGTH);
    const template = templates[kind] as PieceEvent;
    const first = placeOf(template);
    const piece: PieceEvent = { ...template, text: textOf(buffer, at + 2, to), wait };
    yield first === undefined ? piece : Object.assign(piece, { place: first + (counts[kind] as number) });
    counts[kind] = (counts[kind] as number) + 1;
    at = to;
  }
}

/** One event of each kind that there is, in order: enough to see how the choices begin. */
export function sampleEvents(packed: PackedEvents): PlanEvent[] {
  return packed.flatMap((entry): readonly PlanEvent[] => (isRun(entry) ? entry.templates : [entry]));
}
