import type { Usage } from '../../contract/api-types.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { AnswerPlan, ErrorPlan, PlanEvent } from '../../engine/plan.ts';
import type { StreamOptions } from '../../wire/chunk-writer.ts';
import { byteTemplate, fillTemplate, type ByteTemplate } from '../../wire/byte-template.ts';
import type { Frame } from '../../wire/exchange.ts';
import type { Identity } from '../../wire/identity.ts';
import { sampleEvents, unpackEvents, type PackedPlan } from '../../wire/packed-plan.ts';
import { PLACEHOLDER } from '../../wire/template.ts';
import { utf8Length } from '../../wire/utf8.ts';
import { asList, asRecord } from '../validate/json-record.ts';
import type { Answer, LiveEncoder, PlainBody } from '../codec.ts';
import { encryptThoughts } from './encrypted-content.ts';
import { createEventTeller, type EventTeller } from './event-teller.ts';
import { createItemWriter, type ItemWriter } from './item-writer.ts';
import type { ItemFrame } from './open-items.ts';
import { responseIds, type ResponseIds } from './response-ids.ts';
import type { ResponseNotes } from './response-notes.ts';
import { createCompactText, plainText, responseObject, type ResponseProgress } from './response-object.ts';

type ResponseAnswer<Plan = AnswerPlan> = Answer<Plan, ResponseNotes>;

/** An answer that was not read by this codec has no notes, which is a bug of ours. */
export function notesOf({ notes }: ResponseAnswer<unknown>): ResponseNotes {
  if (notes === undefined) throw new TypeError('a response without its request');
  return notes;
}

const idsOf = (answer: ResponseAnswer<unknown>, identity: Identity): ResponseIds =>
  responseIds(identity, notesOf(answer).conversation);

const eventsOf = (plan: AnswerPlan | PackedPlan): Iterable<PlanEvent> =>
  'packed' in plan ? unpackEvents(plan.packed) : plan.events;

/** One event of each kind at least: enough to see what will come. */
const sampleOf = (plan: AnswerPlan | PackedPlan): readonly PlanEvent[] =>
  'packed' in plan ? sampleEvents(plan.packed) : plan.events;

function frameOf(
  { ids, notes }: { readonly ids: ResponseIds; readonly notes: ResponseNotes },
  sample: readonly PlanEvent[],
): ItemFrame {
  const { thinks, open, shown } = notes;
  const usage = sample.find((event) => event.type === 'usage')?.usage;
  const tokens = usage?.completion_tokens_details?.reasoning_tokens ?? 0;
  const calls = sample.some((event) => event.type === 'tool-open');
  return {
    ids,
    thinks,
    open,
    shown,
    phase: notes.phase ? (calls ? 'commentary' : 'final_answer') : undefined,
    encrypted: notes.encrypted ? (id, { created }) => encryptThoughts(id, created, tokens) : undefined,
  };
}

function finished(
  { reason, items: output }: ItemWriter,
  { serviceTier }: Pick<AnswerPlan, 'serviceTier'>,
  usage: Usage | undefined,
): ResponseProgress {
  return { status: reason === undefined ? 'completed' : 'incomplete', output, reason, usage, serviceTier };
}

/** The object of a plain answer. */
export function foldResponse(answer: ResponseAnswer, identity: Identity = PLACEHOLDER): JsonObject {
  const notes = notesOf(answer);
  const ids = idsOf(answer, identity);
  const { events } = answer.plan;
  const items = createItemWriter(frameOf({ ids, notes }, events));
  items.begin();
  let usage: Usage | undefined;
  for (const event of events) {
    items.take(event);
    if (event.type === 'usage') usage = event.usage;
  }
  return responseObject(ids, notes.echo, { ...finished(items, answer.plan, usage), billed: true });
}

const queued = (ids: ResponseIds, echo: JsonObject, billed: boolean): JsonObject =>
  responseObject(ids, echo, { status: 'queued', output: [], billed });

/** A plain body; of an answer that is made in the background, what there is of it at once. */
export function plainResponse(answer: ResponseAnswer): PlainBody {
  const { background, echo } = notesOf(answer);
  const render = (identity: Identity): string =>
    plainText(background ? queued(idsOf(answer, identity), echo, true) : foldResponse(answer, identity));
  return { bytes: utf8Length(render(PLACEHOLDER)), render };
}

/** Writes a stream step by step. */
interface StreamWriter {
  readonly tell: EventTeller;
  begin(): void;
  take(event: PlanEvent): void;
  end(usage: Usage | undefined): void;
}

function streamWriter(
  answer: ResponseAnswer<AnswerPlan | PackedPlan>,
  identity: Identity,
  { includeObfuscation }: StreamOptions,
  sample: readonly PlanEvent[],
): StreamWriter {
  const notes = notesOf(answer);
  const { background, echo } = notes;
  const ids = idsOf(answer, identity);
  const compactText = createCompactText();
  const tell = createEventTeller(includeObfuscation && !background);
  const items = createItemWriter(frameOf({ ids, notes }, sample), tell);
  return {
    tell,
    begin: () => {
      const running = compactText(responseObject(ids, echo, { status: 'in_progress', output: [] }));
      const first = background ? compactText(queued(ids, echo, false)) : running;
      tell.response('response.created', first);
      if (background) tell.response('response.queued', first);
      tell.response('response.in_progress', running);
      items.begin();
    },
    take: (event) => items.take(event),
    end: (usage) => {
      const progress = finished(items, answer.plan, usage);
      tell.response(`response.${progress.status}`, compactText(responseObject(ids, echo, progress)));
    },
  };
}

/** All of a stream. */
function streamResponse(answer: ResponseAnswer, identity: Identity, options: StreamOptions): string {
  const { events } = answer.plan;
  const writer = streamWriter(answer, identity, options, events);
  writer.begin();
  for (const event of events) {
    writer.take(event);
    if (event.type === 'usage') writer.end(event.usage);
  }
  return writer.tell.flush();
}

/** What of an answer differs from call to call: its ids and times. */
interface Varying {
  /** What the ids of its items begin with. */
  readonly prefixes: readonly string[];
  /** Its calls. */
  readonly calls: readonly number[];
  readonly encrypted: ItemFrame['encrypted'];
}

function varyingIn(answer: ResponseAnswer): Varying {
  const { events } = answer.plan;
  const items = asList(foldResponse(answer)['output']).map(asRecord);
  return {
    prefixes: items.map(({ id }) => String(id).replace(/_.*/s, '')),
    calls: events.flatMap((event) => (event.type === 'tool-open' ? [event.call] : [])),
    encrypted: frameOf({ ids: idsOf(answer, PLACEHOLDER), notes: notesOf(answer) }, events).encrypted,
  };
}

function marksOf(ids: ResponseIds, { prefixes, calls, encrypted }: Varying): string[] {
  const own = prefixes.map((prefix, place) => ids.item(prefix, place));
  const thoughts = encrypted ? own.filter((id) => id.startsWith('rs_')).map((id) => encrypted(id, ids)) : [];
  const times = ['created_at', 'completed_at'].map((key) => `"${key}":${ids.created}`);
  return [ids.response, ...own, ...calls.map((call) => ids.call(call)), ...thoughts, ...times];
}

/**
 * The whole stream of an answer, for any identity. As of chat completions the template is made for the second, and pays for the row
 * "responses: repeated" of the benchmark.
 */
export function responseStream(
  answer: ResponseAnswer,
  options: StreamOptions,
): (identity: Identity) => string | Uint8Array {
  let template: { readonly bytes: ByteTemplate; readonly varying: Varying } | undefined;
  let calls = 0;
  return (identity) => {
    if (calls++ === 0) return streamResponse(answer, identity, options);
    if (!template) {
      const varying = varyingIn(answer);
      const text = streamResponse(answer, PLACEHOLDER, options);
      template = { varying, bytes: byteTemplate(text, marksOf(idsOf(answer, PLACEHOLDER), varying)) };
    }
    return fillTemplate(template.bytes, marksOf(idsOf(answer, identity), template.varying));
  };
}

/** A frame for each event that says something; the waits of the others are added to the next one's. */
export function* responseFrames(
  answer: ResponseAnswer<AnswerPlan | PackedPlan>,
  identity: Identity,
  options: StreamOptions,
  factor: number,
): Generator<Frame> {
  const { plan } = answer;
  const writer = streamWriter(answer, identity, options, sampleOf(plan));
  writer.begin();
  yield { wait: 0, bytes: writer.tell.flush() };
  let wait = 0;
  for (const event of eventsOf(plan)) {
    wait += event.wait * factor;
    writer.take(event);
    if (event.type === 'usage') writer.end(event.usage);
    const bytes = writer.tell.flush();
    if (bytes === '') continue;
    yield { wait, bytes };
    wait = 0;
  }
}

/** Writes a stream whose events become known one after the other. */
export function liveResponse(answer: ResponseAnswer, identity: Identity, options: StreamOptions): LiveEncoder {
  const writer = streamWriter(answer, identity, options, []);
  let begun = false;
  const open = (): void => {
    if (!begun) writer.begin();
    begun = true;
  };
  return {
    event: (event) => {
      open();
      writer.take(event);
      return writer.tell.flush();
    },
    error: ({ error }: ErrorPlan) => {
      open();
      const { type, code, message, param } = error;
      writer.tell.event('error', { error: { type, code, message, param } });
      return writer.tell.flush();
    },
    end: (usage) => {
      open();
      writer.end(usage);
      return writer.tell.flush();
    },
  };
}
