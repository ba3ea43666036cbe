import type { Socket } from 'node:net';
import { ConnectError } from '../verify/client/connect.ts';
import { createAnswerFollower, type AnswerFollower } from './answer-follower.ts';
import type { OpenExchange, Ending } from './open-exchange.ts';
import { exchangeBytes, FaultedAnswer } from './faults/faulted-answer.ts';
import { ownAnswer, unreachable } from './own-answer.ts';
import { createRequestPath, type OwnError } from './request-path.ts';
import type { Exchange, ExchangeEnd } from '../wire/exchange.ts';
import type { RewrittenHead, Rewriting } from './rewrite-head.ts';

/** What a connection needs of its tap. */
export interface ConnectionContext extends Rewriting {
  /** Opens a connection to the upstream. @throws ConnectError */
  connect(signal: AbortSignal): Promise<Socket>;
  /** Says why a request is not forwarded. */
  refuse(head: RewrittenHead): OwnError | undefined;
  begin(head: RewrittenHead): OpenExchange;
}

/** Bytes of requests that wait for the connection to the upstream. */
const MAX_WAITING = 1024 * 1024;
/** How long a client may keep its side open after the end. */
const LINGER_MS = 5000;

/**
 * One connection of a client and its connection to the upstream. Answers pass as they are read and before they are looked at; of the
 * requests only the heads are held until they are whole.
 */
export class TappedConnection {
  readonly #client: Socket;
  readonly #context: ConnectionContext;
  readonly #requests: ReturnType<typeof createRequestPath>;
  readonly #answers: AnswerFollower;
  readonly #connecting = new AbortController();
  /** Exchanges that have not ended, in order; the first is being answered. */
  readonly #open: OpenExchange[] = [];
  /** How many of them have an answer that has begun. */
  #answered = 0;
  #upstream: Socket | undefined;
  #waiting: Uint8Array[] | undefined;
  #waitingBytes = 0;
  /** Bytes of the answer that is due have passed. */
  #answering = false;
  #refusal: OwnError | undefined;
  /** The answer that is due, if it is bent. The connection ends with it. */
  #faulted: FaultedAnswer | undefined;
  #halfClosed = false;
  #closing = false;
  #over = false;

  constructor(client: Socket, context: ConnectionContext) {
    this.#client = client;
    this.#context = context;
    this.#requests = createRequestPath(context, {
      begun: (head) => this.#begun(head),
      body: (bytes) => this.#open.at(-1)?.copy.sent(bytes),
      ended: () => this.#open.at(-1)?.sentWhole(),
    });
    this.#answers = createAnswerFollower(() => this.#nextAnswer());
    client.on('data', (bytes) => this.#received(bytes));
    client.on('end', () => this.#clientEnded());
    client.on('error', () => this.#clientLeft());
    client.on('close', () => this.#clientLeft());
  }

  get running(): number {
    return this.#over ? 0 : this.#open.length;
  }

  /** Ends the connection as soon as nothing is being answered. */
  close(): void {
    this.#closing = true;
    this.#rest();
  }

  /** Ends it at once. */
  destroy(): void {
    this.#stop({ outcome: 'aborted', detail: 'the tap was stopped' });
    this.#client.destroy();
  }

  /** Called by an exchange that has ended. */
  exchangeOver(exchange: OpenExchange): void {
    const at = this.#open.indexOf(exchange);
    if (at < 0) return;
    this.#open.splice(at, 1);
    this.#answered = Math.max(0, this.#answered - 1);
    this.#answering = false;
    this.#rest();
  }

  #begun(head: RewrittenHead): OwnError | 'unsent' | undefined {
    const refused = this.#context.refuse(head);
    if (refused) return refused;
    const begun = this.#context.begin(head);
    this.#open.push(begun);
    if (begun.faults?.refusal) {
      // The client waits for an interim response before it sends the body, and none comes.
      if (head.received('expect') !== undefined) begun.sentWhole();
      return 'unsent';
    }
    if (head.received('upgrade') !== undefined) this.#requests.passAll();
    return undefined;
  }

  #nextAnswer(): OpenExchange | undefined {
    return this.#open[this.#answered++];
  }

  #received(bytes: Uint8Array): void {
    if (this.#over || this.#refusal) return;
    const forwarded = this.#requests.push(bytes);
    for (const piece of forwarded.bytes) this.#toUpstream(piece);
    this.#refusal = forwarded.refused;
    this.#rest();
  }

  #toUpstream(bytes: Uint8Array): void {
    if (this.#upstream) {
      if (this.#upstream.write(bytes) || this.#client.isPaused()) return;
      this.#client.pause();
      this.#upstream.once('drain', () => this.#client.resume());
      return;
    }
    if (!this.#waiting) void this.#connect();
    (this.#waiting ??= []).push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes > MAX_WAITING) this.#client.pause();
  }

  async #connect(): Promise<void> {
    try {
      const upstream = await this.#context.connect(this.#connecting.signal);
      if (this.#over) upstream.destroy();
      else this.#attach(upstream);
    } catch (error) {
      if (!(error instanceof ConnectError)) throw error;
      this.#unreachable(error);
    }
  }

  #attach(upstream: Socket): void {
    this.#upstream = upstream;
    upstream.on('error', (error: NodeJS.ErrnoException) => this.#upstreamClosed('reset', error.code));
    upstream.on('end', () => this.#upstreamClosed('closed'));
    upstream.on('close', () => this.#upstreamClosed('closed'));
    upstream.on('data', (bytes) => this.#answer(bytes, upstream));
    for (const bytes of this.#waiting ?? []) upstream.write(bytes);
    this.#waiting = undefined;
    this.#client.resume();
    if (this.#halfClosed) upstream.end();
    else if (upstream.destroyed) this.#upstreamClosed('reset');
  }

  /** The way of the bytes: they are written first, and then looked at. */
  #answer(bytes: Uint8Array, upstream: Socket): void {
    if (this.#over) return;
    if (!this.#toClient(bytes)) {
      upstream.pause();
      this.#client.once('drain', () => upstream.resume());
    }
    this.#answering = true;
    this.#answers.push(bytes);
  }

  /** @returns false if the client reads too slowly */
  #toClient(bytes: Uint8Array): boolean {
    const bend = this.#answering ? undefined : this.#open[0]?.faults?.bend;
    if (bend) this.#faulted = new FaultedAnswer(this.#client, bend, (how) => this.#faultOver(how));
    if (!this.#faulted) return this.#client.write(bytes);
    this.#faulted.push(bytes);
    return !this.#client.writableNeedDrain;
  }

  /** A fault has ended the answer. */
  #faultOver(how: ExchangeEnd): void {
    this.#stop({ outcome: 'aborted', detail: 'a fault ended the response' });
    if (how === 'close') this.#client.end();
    if (how === 'reset') this.#client.write('', () => this.#client.resetAndDestroy());
    if (how !== 'hang') this.#linger();
  }

  #unreachable({ failure }: ConnectError): void {
    if (this.#over) return;
    const answer = unreachable(this.#context.upstream, failure);
    this.#client.end(ownAnswer(answer));
    this.#stop({ outcome: 'unreachable', failure, status: answer.status });
    this.#linger();
  }

  #upstreamClosed(how: 'closed' | 'reset', code?: string): void {
    if (this.#over) return;
    const missing = how === 'closed' ? this.#answers.closed() : undefined;
    // The rest of it may still be waiting for its time.
    if (how === 'closed' && this.#faulted?.closed()) return;
    const detail = [code, missing].filter((part) => part !== undefined).join(', ');
    this.#stop({ outcome: how, left: this.#halfClosed, ...(detail === '' ? {} : { detail }) });
    if (how === 'closed') this.#client.end();
    // What was read before must reach the client before the reset does.
    else this.#client.write('', () => this.#client.resetAndDestroy());
    this.#linger();
  }

  /**
   * The client sends no more. A program that only half-closes does so before it is answered, and the upstream gets to know; after that it
   * is one that has left.
   */
  #clientEnded(): void {
    if (this.#over) return void this.#client.end();
    if (this.#open.length === 0) return this.#finish();
    if (this.#answering || !this.#open.every(({ isSent }) => isSent)) return this.#clientLeft();
    this.#halfClosed = true;
    this.#upstream?.end();
  }

  #clientLeft(): void {
    if (this.#over) return;
    this.#stop({ outcome: 'aborted', left: true, detail: 'the client disconnected' });
    this.#client.destroy();
  }

  /** Where nothing is being answered: what is left to say, and the end if it was asked for. */
  #rest(): void {
    if (this.#over) return;
    const [due] = this.#open;
    if (due?.faults?.refusal && due.isSent) return this.#answerFor(due, due.faults.refusal);
    if (due) return;
    if (this.#refusal) {
      this.#client.end(ownAnswer(this.#refusal));
      this.#stop();
      this.#linger();
    } else if (this.#closing || this.#halfClosed) this.#finish();
  }

  /** A fault answers in place of the upstream. The connection ends with that. */
  #answerFor(due: OpenExchange, answer: Exchange): void {
    this.#client.end(exchangeBytes(answer));
    due.answerWith(answer);
    this.#stop({ outcome: 'complete' });
    this.#linger();
  }

  #finish(): void {
    this.#client.end();
    this.#stop();
    this.#linger();
  }

  /** Ends the way upstream, and with it whatever is open. */
  #stop(ending?: Ending): void {
    this.#over = true;
    this.#connecting.abort();
    this.#upstream?.destroy();
    if (ending) for (const exchange of this.#open.splice(0)) exchange.end(ending);
  }

  #linger(): void {
    this.#client.resume();
    this.#client.setTimeout(LINGER_MS, () => this.#client.destroy());
  }
}
