import type { Socket } from 'node:net';
import { asLatin1 } from '../../recordings/latin1.ts';
import { bodyDecoder, type BodyDecoder } from '../../verify/client/body-decoder.ts';
import { createHeadCollector } from '../../verify/client/head-collector.ts';
import { framingOf, parseHead, valuesOf, type ParsedHead } from '../../verify/client/response-head.ts';
import type { Exchange, ExchangeEnd } from '../../wire/exchange.ts';
import { FramePlayer } from './frame-player.ts';
import { createLiveStream, type Bend, type LiveOutput, type LiveStream } from './live-stream.ts';

/** Headers that say how the body is framed; the tap frames it itself. */
const FRAMING: ReadonlySet<string> = new Set(['transfer-encoding', 'content-length', 'connection', 'keep-alive']);

const encodeChunk = (bytes: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

/** An event of a stream ends with a blank line. */
const EVENT_END = /\r?\n\r?\n/g;

/**
 * The answer to one request as faults bend it, written while it comes. Streams are bent event by event; of other answers only the head
 * can be bent, or they are replaced altogether. The connection ends with a bent answer.
 */
export class FaultedAnswer {
  readonly #client: Socket;
  readonly #bend: Bend;
  readonly #over: (how: ExchangeEnd) => void;
  readonly #collector = createHeadCollector();
  #player: FramePlayer | undefined;
  #live: LiveStream | undefined;
  #body: BodyDecoder | undefined;
  #text = '';
  #decoder = new TextDecoder();
  /** The answer is none that faults can bend, and passes. */
  #passes = false;
  #done = false;

  /** @param over called when the connection is to end */
  constructor(client: Socket, bend: Bend, over: (how: ExchangeEnd) => void) {
    this.#client = client;
    this.#bend = bend;
    this.#over = over;
  }

  push(bytes: Uint8Array): void {
    if (this.#done) return;
    if (this.#passes) this.#client.write(bytes);
    else if (this.#body) this.#takeBody(bytes, this.#body);
    else this.#takeHead(bytes);
  }

  /** The upstream closed. @returns whether the answer is still being sent, and ends by itself */
  closed(): boolean {
    if (this.#live && !this.#done && this.#body?.missing === undefined) this.#finish(this.#live);
    return this.#done;
  }

  #takeHead(bytes: Uint8Array): void {
    const found = this.#collector.push(bytes);
    if (!found) return;
    const head = parseHead(asLatin1(found.head));
    if (!('malformed' in head) && head.status >= 100 && head.status < 200 && head.status !== 101) {
      this.#client.write(found.head);
      return this.push(found.rest);
    }
    const framing = 'malformed' in head ? head : framingOf('POST', head);
    if ('malformed' in head || 'malformed' in framing) return this.#pass(found.head, found.rest);
    const live = createLiveStream(this.#bend, { status: head.status, headers: bentHeaders(head) });
    const begun = live.begin();
    const isStream = valuesOf(head, 'content-type').some((type) => type.startsWith('text/event-stream'));
    const isCoded = valuesOf(head, 'content-encoding').length > 0;
    if (begun.over === undefined && (!isStream || isCoded)) return this.#pass(found.head, found.rest);
    this.#live = live;
    this.#body = bodyDecoder(framing);
    this.#begin(live.head, head, begun);
    if (found.rest.length > 0) this.push(found.rest);
  }

  #pass(head: Uint8Array, rest: Uint8Array): void {
    this.#passes = true;
    this.#client.write(head);
    if (rest.length > 0) this.#client.write(rest);
  }

  #begin(exchange: Exchange, { reason, status }: ParsedHead, begun: LiveOutput): void {
    const { raw, delay = 0 } = exchange;
    this.#player = new FramePlayer(this.#client, raw ? (bytes) => bytes : encodeChunk, (how) => this.#end(how, raw));
    const writeHead = (): void => {
      if (!raw) this.#client.write(headText(exchange, exchange.status === status ? reason : ''), 'latin1');
    };
    if (delay > 0) this.#player.after(delay, writeHead);
    else writeHead();
    this.#output(begun);
  }

  #output({ frames, over }: LiveOutput): void {
    if (over !== undefined) this.#done = true;
    this.#player?.play(frames, over);
  }

  #takeBody(bytes: Uint8Array, body: BodyDecoder): void {
    const { bytes: piece } = body.push(bytes);
    // An end may lie across two reads; what was searched before is not searched again.
    EVENT_END.lastIndex = Math.max(0, this.#text.length - 3);
    this.#text += this.#decoder.decode(piece, { stream: true });
    let from = 0;
    for (let end = EVENT_END.exec(this.#text); end && !this.#done; end = EVENT_END.exec(this.#text)) {
      const event = this.#text.slice(from, EVENT_END.lastIndex);
      from = EVENT_END.lastIndex;
      if (this.#live) this.#output(this.#live.push(event));
    }
    this.#text = this.#text.slice(from);
    if (body.complete && this.#live && !this.#done) this.#finish(this.#live);
  }

  #finish(live: LiveStream): void {
    const { frames, over } = this.#text === '' ? { frames: [], over: undefined } : live.push(this.#text);
    const last = over === undefined ? live.end() : { frames: [], over };
    this.#output({ frames: [...frames, ...last.frames], ...(last.over === undefined ? {} : { over: last.over }) });
  }

  #end(how: ExchangeEnd, raw: boolean | undefined): void {
    if (how === 'close' && !raw) this.#client.write('0\r\n\r\n');
    this.#over(how);
  }
}

/** Headers as faults know them: names in lower case, without those of the framing. */
const bentHeaders = ({ headers }: ParsedHead): Exchange['headers'] =>
  headers.map(([name, value]) => [name.toLowerCase(), value] as const).filter(([name]) => !FRAMING.has(name));

function headText({ status, headers }: Exchange, reason: string): string {
  const lines = headers.filter(([name]) => name !== 'content-length').map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${reason}`, ...lines, 'transfer-encoding: chunked', 'connection: close', '', ''].join(
    '\r\n',
  );
}

/** An answer that faults give instead of the upstream's. */
export function exchangeBytes({ status, headers, frames }: Exchange): Uint8Array {
  const body = Buffer.concat([...frames].map(({ bytes }) => Buffer.from(bytes)));
  const lines = headers.filter(([name]) => !FRAMING.has(name)).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${status} `, ...lines, `content-length: ${body.length}`, 'connection: close', '', ''];
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'latin1'), body]);
}
