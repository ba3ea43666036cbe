import { asObject, isText } from '../schema/json-shape.ts';
import type { JsonObject } from '../requirements.ts';

/** A part of a message, or of a summary, as its pieces tell it. */
export interface PartRecord {
  /** The pieces so far. */
  text: string;
  /** Its end was reported. */
  closed: boolean;
}

/** An item of a streamed response, as its events tell it. */
export interface ItemRecord {
  readonly index: number;
  /** The place among the items in which it was opened. */
  readonly place: number;
  /** The item as it was opened; absent if it was never opened. */
  readonly added: JsonObject | undefined;
  /** The item as it was closed. */
  done: JsonObject | undefined;
  /** Parts of the content. */
  readonly content: PartRecord[];
  /** Parts of the summary. */
  readonly summary: PartRecord[];
  /** Pieces of the arguments of a call, or of its input. */
  call: string;
}

/** What a streamed response has said so far; memory grows with the answer only. */
export interface ItemLedger {
  /** The first response that an event brought. */
  first: JsonObject | undefined;
  /** The number that the next event should have. */
  sequence: number;
  /** In the order in which they were opened. */
  readonly items: ItemRecord[];
  /** Those that are not closed. */
  readonly open: ReadonlySet<ItemRecord>;
  /** The item that an event is of: the one that its output_index names, or the newest where it names none. */
  of(event: JsonObject): ItemRecord | undefined;
  /** Takes an event in. */
  note(event: JsonObject): void;
  /** Counts an event that is not judged. */
  skip(event: JsonObject): void;
}

/** The part that is being told: the last one, or a new one where that is over. */
function openPart(parts: PartRecord[]): PartRecord {
  const last = parts.at(-1);
  if (last !== undefined && !last.closed) return last;
  const part: PartRecord = { text: '', closed: false };
  parts.push(part);
  return part;
}

function addPiece(parts: PartRecord[], delta: unknown): void {
  if (typeof delta === 'string') openPart(parts).text += delta;
}

function closePart(parts: PartRecord[]): void {
  const last = parts.at(-1);
  if (last !== undefined) last.closed = true;
}

type Take = (item: ItemRecord, event: JsonObject) => void;

const begin =
  (list: (item: ItemRecord) => PartRecord[]): Take =>
  (item) =>
    void list(item).push({ text: '', closed: false });
const piece =
  (list: (item: ItemRecord) => PartRecord[]): Take =>
  (item, { delta }) =>
    addPiece(list(item), delta);
const finish =
  (list: (item: ItemRecord) => PartRecord[]): Take =>
  (item) =>
    closePart(list(item));
const content = (item: ItemRecord): PartRecord[] => item.content;
const summary = (item: ItemRecord): PartRecord[] => item.summary;
const callPiece: Take = (item, { delta }) => {
  if (typeof delta === 'string') item.call += delta;
};

const TAKES: Readonly<Record<string, Take>> = {
  'response.content_part.added': begin(content),
  'response.output_text.delta': piece(content),
  'response.refusal.delta': piece(content),
  'response.reasoning_text.delta': piece(content),
  'response.content_part.done': finish(content),
  'response.reasoning_summary_part.added': begin(summary),
  'response.reasoning_summary_text.delta': piece(summary),
  'response.reasoning_summary_part.done': finish(summary),
  'response.function_call_arguments.delta': callPiece,
  'response.custom_tool_call_input.delta': callPiece,
};

const newItem = (index: number, place: number, added: JsonObject | undefined): ItemRecord => ({
  index,
  place,
  added,
  done: undefined,
  content: [],
  summary: [],
  call: '',
});

/** The item that an event speaks of has an index, and some have not even that. */
const indexOf = ({ output_index: index }: JsonObject): number | undefined =>
  typeof index === 'number' && Number.isInteger(index) ? index : undefined;

/** Whether an event is of one item, rather than of the whole response. */
export const isOfItem = (event: JsonObject): boolean =>
  'item_id' in event || 'item' in event || 'output_index' in event;

/**
 * An empty ledger. It takes any JSON and keeps what it can use, since it must also make sense of broken streams.
 *
 * @example
 * const ledger = createItemLedger();
 * ledger.note({ type: 'response.output_text.delta', output_index: 0, delta: 'Hi' });
 * ledger.items[0]?.content[0]?.text; // 'Hi'
 */
export function createItemLedger(): ItemLedger {
  const byIndex = new Map<number, ItemRecord>();
  const items: ItemRecord[] = [];
  const open = new Set<ItemRecord>();
  const itemOf = (event: JsonObject, added: JsonObject | undefined): ItemRecord => {
    const index = indexOf(event) ?? (added === undefined ? items.length - 1 : items.length);
    const known = byIndex.get(index);
    if (known !== undefined) return known;
    const item = newItem(index, items.length, added);
    items.push(item);
    open.add(item);
    byIndex.set(index, item);
    return item;
  };
  return {
    first: undefined,
    sequence: 0,
    items,
    open,
    of: (event) => byIndex.get(indexOf(event) ?? -1) ?? (indexOf(event) === undefined ? items.at(-1) : undefined),
    skip({ sequence_number: number }) {
      this.sequence = (Number.isInteger(number) ? Number(number) : this.sequence) + 1;
    },
    note(event) {
      const { type } = event;
      if (isText(type) && isOfItem(event)) {
        const added = type === 'response.output_item.added' ? asObject(event['item']) : undefined;
        const item = itemOf(event, added);
        TAKES[type]?.(item, event);
        if (type !== 'response.output_item.done') return;
        item.done ??= asObject(event['item']);
        open.delete(item);
      } else if (event['response'] !== undefined) this.first ??= asObject(event['response']);
    },
  };
}
