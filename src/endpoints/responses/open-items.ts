import type { TokenLogprob } from '../../contract/api-types.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { PlanEvent } from '../../engine/plan.ts';
import type { EventTeller, Place } from './event-teller.ts';
import type { ResponseIds } from './response-ids.ts';

/** What the items of an answer depend on beyond its events. */
export interface ItemFrame {
  readonly ids: ResponseIds;
  readonly thinks: boolean;
  /** Thoughts are shown as they are. */
  readonly open: boolean;
  /** Thoughts are shown at all. */
  readonly shown: boolean;
  /** `undefined` where messages do not say if more follows. */
  readonly phase: 'commentary' | 'final_answer' | undefined;
  /** What the thoughts of an item come to for a client that keeps them. */
  readonly encrypted: ((id: string, ids: ResponseIds) => string) | undefined;
}

/** An item under way. */
interface OpenItem {
  /** Ends it. */
  close(status: 'completed' | 'incomplete'): JsonObject;
}

/** A message. */
export interface OpenText extends OpenItem {
  readonly kind: 'text' | 'refusal';
  piece(text: string, logprobs: readonly TokenLogprob[] | undefined): void;
}

/** A call of a tool. */
export interface OpenCall extends OpenItem {
  readonly kind: 'call';
  readonly index: number;
  piece(text: string): void;
}

/** What the model thinks. */
export interface OpenThoughts extends OpenItem {
  readonly kind: 'thoughts';
  piece(text: string): void;
}

/** Any of them. */
export type Open = OpenText | OpenCall | OpenThoughts;

/** Log probabilities with their keys in the order of this endpoint. */
const wireLogprobs = (entries: readonly TokenLogprob[]): object[] =>
  entries.map(({ token, logprob, bytes, top_logprobs: top }) => ({
    bytes,
    logprob,
    token,
    top_logprobs: top.map((one) => ({ bytes: one.bytes, logprob: one.logprob, token: one.token })),
  }));

const EMPTY_TEXT = { type: 'output_text', annotations: [], logprobs: [], text: '' };

export function openText(
  tell: EventTeller | undefined,
  { ids, phase }: ItemFrame,
  place: number,
  refuses: boolean,
): OpenText {
  const id = ids.item('msg', place);
  const item = (status: string, content: readonly object[]): JsonObject => ({
    id,
    type: 'message',
    status,
    content,
    ...(phase === undefined ? {} : { phase }),
    role: 'assistant',
  });
  const at = { content_index: 0, item_id: id, output_index: place };
  const kind = refuses ? 'response.refusal' : 'response.output_text';
  const part = (text: string, logprobs: readonly object[]): object =>
    refuses ? { type: 'refusal', refusal: text } : { ...EMPTY_TEXT, logprobs, text };
  const entries: object[] = [];
  let words = '';
  tell?.item('added', item('in_progress', []), place);
  tell?.event('response.content_part.added', { ...at, part: part('', []) });
  const pieces = tell?.pieces(`${kind}.delta`, at, !refuses);
  return {
    kind: refuses ? 'refusal' : 'text',
    piece: (text, logprobs) => {
      words += text;
      const own = logprobs ? wireLogprobs(logprobs) : [];
      if (!refuses) entries.push(...own);
      pieces?.(text, own);
    },
    close: (status) => {
      tell?.event(`${kind}.done`, { ...at, ...(refuses ? { refusal: words } : { logprobs: entries, text: words }) });
      tell?.event('response.content_part.done', { ...at, part: part(words, entries) });
      const done = item(status, [part(words, entries)]);
      tell?.item('done', done, place);
      return done;
    },
  };
}

export function openCall(
  tell: EventTeller | undefined,
  { ids }: ItemFrame,
  place: number,
  { tool, name, call, index }: Extract<PlanEvent, { type: 'tool-open' }>,
): OpenCall {
  const custom = tool === 'custom';
  const id = ids.item(custom ? 'ctc' : 'fc', place);
  const callId = ids.call(call);
  const item = (status: string, text: string): JsonObject =>
    custom
      ? { id, type: 'custom_tool_call', status, call_id: callId, input: text, name }
      : { id, type: 'function_call', status, arguments: text, call_id: callId, name };
  const at = { item_id: id, output_index: place };
  const kind = custom ? 'response.custom_tool_call_input' : 'response.function_call_arguments';
  let words = '';
  tell?.item('added', item('in_progress', ''), place);
  const pieces = tell?.pieces(`${kind}.delta`, at, false);
  return {
    kind: 'call',
    index,
    piece: (text) => {
      words += text;
      pieces?.(text, []);
    },
    close: (status) => {
      tell?.event(`${kind}.done`, { ...at, [custom ? 'input' : 'arguments']: words });
      const done = item(status, words);
      tell?.item('done', done, place);
      return done;
    },
  };
}

/** What ends a part of a summary; the parts of recorded ones are paragraphs, too. */
const PARAGRAPH = '\n\n';

/** Thoughts are one item: as they are they have one part, summed up one for each paragraph, and hidden none. */
export function openThoughts(tell: EventTeller | undefined, frame: ItemFrame, place: number): OpenThoughts {
  const { ids, open, encrypted } = frame;
  const id = ids.item('rs', place);
  const blob = encrypted ? { encrypted_content: encrypted(id, ids) } : {};
  const part = (text: string): object => ({ type: open ? 'reasoning_text' : 'summary_text', text });
  const item = (parts: readonly object[]): JsonObject => ({
    id,
    type: 'reasoning',
    content: open ? parts : [],
    ...blob,
    summary: open ? [] : parts,
  });
  const kind = open ? 'response.reasoning_text' : 'response.reasoning_summary_text';
  const around = open ? 'response.content_part' : 'response.reasoning_summary_part';
  const parts: object[] = [];
  const at = (): Place => ({
    item_id: id,
    output_index: place,
    [open ? 'content_index' : 'summary_index']: parts.length,
  });
  let words: string | undefined;
  let pieces: ReturnType<EventTeller['pieces']> | undefined;
  const add = (text: string): void => {
    if (words === undefined) {
      tell?.event(`${around}.added`, { ...at(), part: part('') });
      pieces = tell?.pieces(`${kind}.delta`, at(), false);
    }
    words = (words ?? '') + text;
    pieces?.(text, []);
  };
  const end = (): void => {
    if (words === undefined) return;
    tell?.event(`${kind}.done`, { ...at(), text: words });
    tell?.event(`${around}.done`, { ...at(), part: part(words) });
    parts.push(part(words));
    words = undefined;
  };
  tell?.item('added', item([]), place);
  return {
    kind: 'thoughts',
    piece: (text) => {
      for (const [number, paragraph] of (open ? [text] : text.split(PARAGRAPH)).entries()) {
        if (number > 0) end();
        if (paragraph !== '') add(paragraph);
      }
    },
    close: () => {
      end();
      const done = item(parts);
      tell?.item('done', done, place);
      return done;
    },
  };
}
