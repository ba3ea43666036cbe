import type { Finding } from '../finding.ts';
import { expectation, newChoice, noteCall, stepsOf, THE_END } from './choice.ts';
import { isIndex } from './checks.ts';
import { compileGrammar, SCHEMA_CHECK, type CompiledGrammar, type FramingName } from './compile.ts';
import type { Breach, StreamGrammar } from './data.ts';
import { eventKind, type RawEvent } from './events.ts';
import { requestFacts } from './facts.ts';
import { CHOICE_GUARDS, STREAM_GUARDS } from './guards.ts';
import type { ChoiceRun, EventView, Flaw, JudgeOptions, StreamRun } from './run.ts';
import { readSymbols, type Said } from './symbols.ts';
import { createItemLedger, isOfItem } from './item-ledger.ts';
import { asList, asObject, quote } from '../schema/json-shape.ts';
import { createAssembly } from './reassemble.ts';
import type { JsonObject } from '../requirements.ts';
import { readEvents, type SseEvent } from './sse-events.ts';

const SENTINEL = '[DONE]';
const NOTHING_SENT: EventView = { chunk: {}, text: undefined };

/** Judges one stream, event by event, in constant time an event. */
export interface StreamJudge {
  /**
   * Judges the next event.
   *
   * @param data the event's data as sent (`[DONE]` included), or the chunk that was parsed from it
   */
  event(data: string | JsonObject): Finding[];
  /** Judges the end of the body. Call it once, after the last event. */
  end(): Finding[];
}

/** A judge, and what it knows, for the functions below. */
interface Bench {
  readonly grammar: CompiledGrammar;
  readonly run: StreamRun;
  /** What has been reported. A violation that repeats throughout a stream is reported once, where it first occurs. */
  readonly told: Set<string>;
  number: number;
  /** The `type` of the last event. */
  type: unknown;
  findings: Finding[];
}

function tell(bench: Bench, finding: Finding, choice: number | undefined): void {
  const key = `${finding.requirement} ${finding.level} ${finding.path} ${choice}`;
  if (bench.told.has(key)) return;
  bench.told.add(key);
  bench.findings.push(finding);
}

function report(bench: Bench, breach: Breach, flaw: Flaw, choice?: number): void {
  const level = breach.level ?? bench.grammar.data.levels[breach.breaks] ?? 'MUST';
  tell(bench, { requirement: breach.breaks, level, event: Math.max(bench.number, 0), ...flaw }, choice);
}

function reportFraming(bench: Bench, rule: FramingName, expected: string, received: unknown): void {
  const breach = bench.grammar.framing.get(rule);
  if (breach) report(bench, breach, { path: '', expected, received: quote(received) });
}

function checkInvariants(bench: Bench, on: string, event: EventView, choice?: ChoiceRun): void {
  for (const { rule, check } of bench.grammar.invariants.get(on) ?? []) {
    if (check) for (const flaw of check(bench.run, event, rule, choice)) report(bench, rule, flaw, choice?.index);
    else if (rule.check === SCHEMA_CHECK)
      for (const finding of bench.run.options.schema?.(event.chunk) ?? [])
        tell(bench, { ...finding, event: bench.number }, undefined);
  }
}

function takeStep(bench: Bench, choice: ChoiceRun, said: Said): void {
  const before = choice.state;
  for (const step of stepsOf(bench.grammar.choice, before, said.symbol)) {
    for (const rule of step.requires ?? []) {
      const flaw = CHOICE_GUARDS[rule.guard]?.(choice, said);
      if (flaw) report(bench, rule, flaw, choice.index);
    }
    if (step.breaks !== undefined) {
      const expected = expectation(bench.grammar.choice, before);
      const received = `${said.symbol} ${quote(said.value)}`;
      report(bench, { ...step, breaks: step.breaks }, { path: said.path, expected, received }, choice.index);
    }
    if (step.to !== undefined) choice.state = step.to;
  }
  noteCall(choice, said);
}

/** An index that cannot be is taken for the only one that can, so that one wrong number is not reported as ten faults. */
function choiceAt(bench: Bench, index: unknown): ChoiceRun | undefined {
  const { run, grammar } = bench;
  const known = isIndex(run, index) ? index : run.facts.choices === 1 ? 0 : undefined;
  if (known === undefined) return undefined;
  const choice = run.choices.get(known) ?? newChoice(known, grammar.data.choice.start);
  run.choices.set(known, choice);
  return choice;
}

function judgeChoices(bench: Bench, event: EventView): void {
  const { grammar } = bench;
  asList(event.chunk['choices']).forEach((value, position) => {
    const body = asObject(value);
    const choice = choiceAt(bench, body['index']);
    if (choice === undefined) return;
    const complete = grammar.complete.has(choice.state);
    for (const said of readSymbols(grammar.readers, body, `/choices/${position}`)) takeStep(bench, choice, said);
    if (!complete && grammar.complete.has(choice.state)) checkInvariants(bench, 'finish', event, choice);
  });
}

/** Where the lanes are items, an event says one thing of one of them; one that names none is taken for the newest. */
function judgeItem(bench: Bench, kind: string, { chunk }: EventView): void {
  const { run, grammar } = bench;
  if (!isOfItem(chunk)) return;
  const index =
    typeof chunk['output_index'] === 'number' ? chunk['output_index'] : Math.max(run.items.items.length - 1, 0);
  const lane = run.choices.get(index) ?? newChoice(index, grammar.data.choice.start);
  run.choices.set(index, lane);
  takeStep(bench, lane, { symbol: kind, path: '', value: chunk['item_id'] ?? chunk['item'] });
}

/** Keeps what the event says, and has the invariants and the lanes judge it. */
function judgeContent(bench: Bench, kind: string, event: EventView): void {
  const { run, grammar } = bench;
  const ofItems = grammar.data.lanes === 'output_index';
  if (ofItems) run.items.note(event.chunk);
  else run.assembly.add(event.chunk);
  checkInvariants(bench, kind, event);
  if (ofItems) judgeItem(bench, kind, event);
  else judgeChoices(bench, event);
}

function judgeEvent(bench: Bench, kind: string, event: EventView): void {
  const { grammar, run } = bench;
  const before = run.state;
  const step = grammar.stream.get(before)?.get(kind);
  if (step?.drops === true) run.items.skip(event.chunk);
  else judgeContent(bench, kind, event);
  for (const rule of step?.requires ?? []) {
    const flaw = STREAM_GUARDS[rule.guard]?.(run, event);
    if (flaw) report(bench, rule, flaw);
  }
  if (step?.breaks !== undefined) {
    const expected = expectation(bench.grammar.stream, before);
    const said = kind === 'garbage' ? quote(event.text) : `${kind} ${quote(event.chunk)}`;
    const received = kind === 'end' ? THE_END : said;
    report(bench, { ...step, breaks: step.breaks }, { path: '', expected, received });
  }
  if (step?.to !== undefined) run.state = step.to;
  if (kind === 'usage') run.usageSeen = true;
  if (step?.closes === true) checkInvariants(bench, 'close', event);
}

function parsed(bench: Bench, data: string): RawEvent {
  if (data === SENTINEL) return { sentinel: true, value: undefined };
  if (data.length < 16 && data.trim().toUpperCase() === SENTINEL) {
    reportFraming(bench, 'exact-sentinel', 'the six characters [DONE]', data);
    return { sentinel: true, value: undefined };
  }
  try {
    return { sentinel: false, value: JSON.parse(data) };
  } catch {
    return { sentinel: false, value: undefined };
  }
}

function takeEvent(bench: Bench, data: string | JsonObject): void {
  bench.number++;
  const text = typeof data === 'string' ? data : undefined;
  const raw = typeof data === 'string' ? parsed(bench, data) : { sentinel: false, value: data };
  const chunk = asObject(raw.value);
  bench.type = chunk['type'];
  const kind = eventKind(bench.grammar.data.stream.events, raw, chunk);
  if (!raw.sentinel && chunk !== raw.value) reportFraming(bench, 'json-data', 'one JSON object', text);
  judgeEvent(bench, kind, { chunk, text });
}

function collected(bench: Bench, judge: () => void): Finding[] {
  bench.findings = [];
  judge();
  return bench.findings;
}

function openBench(data: StreamGrammar, options: JudgeOptions): Bench {
  const grammar = compileGrammar(data);
  const run: StreamRun = {
    facts: requestFacts(options.request),
    options,
    complete: grammar.complete,
    choices: new Map(),
    firsts: new Map(),
    assembly: createAssembly(),
    items: createItemLedger(),
    state: data.stream.start,
    usageSeen: false,
  };
  return { grammar, run, told: new Set(), number: -1, type: undefined, findings: [] };
}

/**
 * A judge of one stream.
 *
 * @param grammar the `grammar` of a contract
 * @param options what the stream is held against; above all the request
 * @throws StarmockError `BAD_PROFILE` where the grammar uses a name that nothing stands behind
 * @example
 * const judge = createStreamJudge(grammar, { request });
 * const findings = [...texts.flatMap((text) => judge.event(text)), ...judge.end()];
 */
export function createStreamJudge(grammar: StreamGrammar, options: JudgeOptions = {}): StreamJudge {
  const bench = openBench(grammar, options);
  return {
    event: (data) => collected(bench, () => takeEvent(bench, data)),
    end: () => collected(bench, () => judgeEvent(bench, 'end', NOTHING_SENT)),
  };
}

function judgeFraming(bench: Bench, event: SseEvent): void {
  if (!event.utf8) reportFraming(bench, 'utf-8', 'valid UTF-8', event.data ?? undefined);
  if (event.name !== undefined) reportFraming(bench, 'no-event-name', 'no "event" line', event.name);
  if (bench.type !== undefined && event.name !== bench.type)
    reportFraming(bench, 'event-name-is-type', `an "event" line that says ${quote(bench.type)}`, event.name);
  if (event.unknown.length > 0) reportFraming(bench, 'known-lines', 'lines starting with "data:"', event.unknown[0]);
  if (event.dataLines > 1) reportFraming(bench, 'one-data-line', 'one "data" line', `${event.dataLines} lines`);
  if (!event.terminated) reportFraming(bench, 'blank-line-at-end', 'a blank line after the event', undefined);
}

/**
 * Judges a recorded stream, framing included.
 *
 * @param body the bytes as received, after any content coding
 * @param request the body of the request
 * @returns what is wrong, in the order of the stream; empty for a good one
 * @example
 * judgeStream(grammar, bytes, request).filter((finding) => finding.level === 'MUST');
 */
export function judgeStream(
  grammar: StreamGrammar,
  body: Uint8Array | string,
  request?: unknown,
  options: Omit<JudgeOptions, 'request'> = {},
): Finding[] {
  const bench = openBench(grammar, { ...options, request });
  const { bom, events } = readEvents(body);
  if (bom) reportFraming(bench, 'no-bom', 'no byte order mark', '\uFEFF');
  for (const event of events) {
    if (event.data !== null) takeEvent(bench, event.data);
    judgeFraming(bench, event);
  }
  judgeEvent(bench, 'end', NOTHING_SENT);
  return bench.findings;
}
