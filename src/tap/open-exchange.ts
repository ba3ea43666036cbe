import { asObject } from '../contract/schema/json-shape.ts';
import type { TappedExchange } from '../recordings/exchange-consumer.ts';
import type { Exchange } from '../wire/exchange.ts';
import { frameBytes } from './faults/live-stream.ts';
import type { AnswerHead, ConnectFailure, Observation, ObservedEnd } from '../recordings/observation.ts';
import type { ParsedHead } from '../verify/client/response-head.ts';
import type { AnswerListener } from './answer-follower.ts';
import type { CopyBudget } from './copy-budget.ts';
import { ExchangeCopy } from './exchange-copy.ts';
import type { MetFaults } from './faults/tap-faults.ts';
import type { RewrittenHead } from './rewrite-head.ts';
import { SESSION_HEADER } from './session-header.ts';
import type { TapOutcome, TapReport } from './tap-report.ts';

/** Wall clock in Unix milliseconds, and milliseconds that never run backwards. */
export interface TapClock {
  readonly wallClock: () => number;
  readonly now: () => number;
}

/** How an exchange ended. */
export interface Ending {
  readonly outcome: TapOutcome;
  readonly left?: boolean;
  readonly detail?: string;
  readonly failure?: ConnectFailure;
  /** The status that the client got, if the tap answered itself. */
  readonly status?: number;
}

function modelOf(body: Uint8Array): string {
  try {
    const { model } = asObject(JSON.parse(Buffer.from(body).toString('utf8')));
    return typeof model === 'string' ? model : '';
  } catch {
    return '';
  }
}

const metBy = (faults: MetFaults | undefined): Pick<TapReport, 'faults' | 'unsent'> =>
  faults ? { faults: faults.names, ...(faults.refusal && { unsent: true }) } : {};

/** What an exchange needs of its tap. */
export interface OpenExchangeOptions {
  readonly clock: TapClock;
  readonly budget: CopyBudget;
  readonly faults: MetFaults | undefined;
  readonly over: (exchange: OpenExchange) => void;
}

/** An exchange while it passes. */
export class OpenExchange implements AnswerListener {
  readonly number: number;
  readonly method: string;
  /** Bends the answer on its way to the client. */
  readonly faults: MetFaults | undefined;
  readonly copy: ExchangeCopy;
  readonly #request: RewrittenHead;
  readonly #clock: TapClock;
  readonly #over: (exchange: OpenExchange) => void;
  readonly #startedAt: number;
  readonly #started: number;
  #sent: number | undefined;
  #head: AnswerHead | undefined;
  #framing: Observation['framing'] = 'none';
  #bytes = 0;
  #firstByteMs: number | undefined;
  #ending: Ending | undefined;
  #endMs = 0;

  constructor(number: number, request: RewrittenHead, { clock, budget, over, faults }: OpenExchangeOptions) {
    this.number = number;
    this.method = request.method;
    this.faults = faults;
    this.copy = new ExchangeCopy(budget);
    this.#request = request;
    this.#clock = clock;
    this.#over = over;
    this.#startedAt = clock.wallClock();
    this.#started = clock.now();
  }

  /** Milliseconds since the request was sent whole. An answer may come before. */
  #ms(): number {
    return this.#clock.now() - (this.#sent ?? this.#clock.now());
  }

  sentWhole(): void {
    this.#sent = this.#clock.now();
  }

  get isSent(): boolean {
    return this.#sent !== undefined;
  }

  head(head: ParsedHead, framing: Observation['framing']): void {
    this.#head = { ...head, ms: this.#ms() };
    this.#framing = framing;
  }

  body(bytes: Uint8Array): void {
    this.#firstByteMs ??= this.#clock.now() - this.#started;
    this.#bytes += bytes.length;
    this.copy.received(bytes, this.#ms());
  }

  /** The upstream gets no request: a fault answers. */
  answerWith({ status, headers, frames }: Exchange): void {
    this.head({ status, reason: '', httpVersion: '1.1', headers }, 'length');
    this.body(frameBytes([...frames]));
  }

  ended(): void {
    this.end({ outcome: 'complete' });
  }

  malformed(why: string): void {
    this.end({ outcome: 'malformed', detail: why });
  }

  upgraded(head: ParsedHead): void {
    this.head(head, 'none');
    this.ended();
  }

  /** The first ending counts. */
  end(ending: Ending): void {
    if (this.#ending) return;
    this.#ending = ending;
    this.#endMs = this.#ms();
    this.#over(this);
  }

  /** @param dropped whether consumers should have got a copy, and do not */
  report(dropped: boolean): TapReport {
    const { outcome = 'complete', left = false, detail, failure, status = this.#head?.status } = this.#ending ?? {};
    return {
      number: this.number,
      method: this.method,
      path: this.#request.asked,
      ...(status === undefined ? {} : { status }),
      outcome,
      left,
      ...(detail === undefined ? {} : { detail }),
      ...(failure && { failure }),
      bytes: this.#bytes,
      ...(this.#firstByteMs === undefined ? {} : { firstByteMs: this.#firstByteMs }),
      ms: this.#clock.now() - this.#started,
      dropped,
      ...metBy(this.faults),
    };
  }

  /** What consumers get. */
  tapped(): TappedExchange {
    const session = this.#request.received(SESSION_HEADER);
    return {
      number: this.number,
      ...(session === undefined ? {} : { session }),
      observation: this.#observation(),
      left: this.#ending?.left ?? false,
      ...metBy(this.faults),
    };
  }

  #observation(): Observation {
    const { method, url, headers } = this.#request;
    const { request, readings } = this.copy.bodies();
    return {
      probe: '',
      model: modelOf(request),
      sample: 0,
      attempt: 0,
      startedAt: this.#startedAt,
      request: { method, url, headers, body: request },
      ...(this.#head && { head: this.#head }),
      readings,
      framing: this.#framing,
      ...this.#observedEnd(),
    };
  }

  #observedEnd(): Pick<Observation, 'end' | 'failure'> {
    const { outcome = 'complete', detail, failure } = this.#ending ?? {};
    if (failure) return { failure };
    if (outcome === 'unreachable') return {};
    const end: ObservedEnd = { how: outcome, ms: this.#endMs, ...(detail === undefined ? {} : { detail }) };
    return { end };
  }
}
