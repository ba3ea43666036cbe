import type { FinishReason } from '../../contract/api-types.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { PlanEvent } from '../../engine/plan.ts';
import type { EventTeller } from './event-teller.ts';
import {
  openCall,
  openText,
  openThoughts,
  type ItemFrame,
  type Open,
  type OpenText,
  type OpenThoughts,
} from './open-items.ts';

/** Makes items of the events of a plan. */
export interface ItemWriter {
  /** Those that are closed. */
  readonly items: readonly JsonObject[];
  /** Whether it had to end before its end, and why. */
  readonly reason: 'max_output_tokens' | 'content_filter' | undefined;
  /** Opens what is there before the first word. */
  begin(): void;
  take(event: PlanEvent): void;
}

const CUT: Readonly<Partial<Record<FinishReason, 'max_output_tokens' | 'content_filter'>>> = {
  length: 'max_output_tokens',
  content_filter: 'content_filter',
};

/** The items of an answer, one after the other: the next one closes the one before. */
interface Shelf {
  readonly items: JsonObject[];
  readonly frame: ItemFrame;
  readonly tell: EventTeller | undefined;
  open: Open | undefined;
}

function close(shelf: Shelf, status: 'completed' | 'incomplete' = 'completed'): void {
  if (shelf.open) shelf.items.push(shelf.open.close(status));
  shelf.open = undefined;
}

function textOn(shelf: Shelf, kind: OpenText['kind']): OpenText {
  if (shelf.open?.kind === kind) return shelf.open;
  close(shelf);
  const opened = openText(shelf.tell, shelf.frame, shelf.items.length, kind === 'refusal');
  shelf.open = opened;
  return opened;
}

function thoughtsOn(shelf: Shelf): OpenThoughts {
  if (shelf.open?.kind === 'thoughts') return shelf.open;
  close(shelf);
  const opened = openThoughts(shelf.tell, shelf.frame, shelf.items.length);
  shelf.open = opened;
  return opened;
}

/** Whether nothing was said yet but thoughts. */
const isSilent = ({ items, open }: Shelf): boolean =>
  items.every(({ type }) => type === 'reasoning') && (open === undefined || open.kind === 'thoughts');

function take(shelf: Shelf, event: Exclude<PlanEvent, { type: 'usage' | 'done' | 'role' | 'finish' }>): void {
  if (event.type === 'tool-open') {
    close(shelf);
    shelf.open = openCall(shelf.tell, shelf.frame, shelf.items.length, event);
    return;
  }
  const { text } = event;
  switch (event.type) {
    case 'reasoning':
      if (shelf.frame.shown && text !== '') thoughtsOn(shelf).piece(text);
      return;
    case 'text':
    case 'refusal': {
      const logprobs = event.logprobs?.(event);
      if (text !== '' || logprobs?.length) textOn(shelf, event.type).piece(text, logprobs);
      return;
    }
    case 'tool-args':
      if (shelf.open?.kind === 'call' && shelf.open.index === event.index && text !== '') shelf.open.piece(text);
  }
}

/** @param tell told of each step, for a stream; without it only the items are made */
export function createItemWriter(frame: ItemFrame, tell?: EventTeller): ItemWriter {
  const shelf: Shelf = { items: [], frame, tell, open: undefined };
  let reason: ItemWriter['reason'];
  return {
    items: shelf.items,
    get reason() {
      return reason;
    },
    begin: () => {
      if (frame.thinks) thoughtsOn(shelf);
    },
    take: (event) => {
      if (event.type === 'usage' || event.type === 'done' || event.type === 'role' || event.choice > 0) return;
      if (event.type !== 'finish') return take(shelf, event);
      reason = CUT[event.reason];
      // An empty message is still a message, unless the limit came before it.
      if (reason === undefined && isSilent(shelf)) textOn(shelf, 'text');
      close(shelf, reason === undefined ? 'completed' : 'incomplete');
    },
  };
}
