import type { Mock } from '../../../../src/index.ts';
import type { Client, Exchanged, SendOptions } from '../../../../src/verify/client/client.ts';
import type { SentRequest } from '../../../../src/recordings/observation.ts';
import { bytesOf } from './observed.ts';

/** What a client is told to have seen; the rest is made up. */
export type Scripted = Partial<Omit<Exchanged, 'request' | 'head'>> & {
  /** Absent with a failure: no head came. */
  readonly status?: number;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Uint8Array;
};

/** Decides what is seen of the so-many-th request, counted from 0. */
export type Script = (request: SentRequest, count: number, options: SendOptions) => Scripted | Promise<Scripted>;

/** A client without a network. */
export interface ScriptedClient extends Client {
  /** All that was sent. */
  readonly sent: readonly SentRequest[];
}

/** The body of a request as a value; `undefined` where it is no JSON. */
export function bodyOf({ body }: SentRequest): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** A client that sees what a script says. */
export function scriptedClient(script: Script): ScriptedClient {
  const sent: SentRequest[] = [];
  return {
    sent,
    send: async (request, options = {}) => {
      sent.push(request);
      const {
        status,
        headers = [['content-type', 'application/json']],
        body = '',
        ...rest
      } = await script(request, sent.length - 1, options);
      const bytes = bytesOf(body);
      return {
        startedAt: 1_764_000_000_000,
        request,
        ...(status === undefined ? {} : { head: { status, reason: '', httpVersion: '1.1', headers, ms: 1 } }),
        readings: bytes.length === 0 ? [] : [{ ms: 2, bytes }],
        framing: 'length',
        ...(rest.failure ? {} : { end: { how: 'complete', ms: 3 } as const }),
        ...rest,
      };
    },
  };
}

const EVENT = /\n\n/g;

/** Where so many events end. */
function endOf(text: string, events: number): number {
  const ends = [...text.matchAll(EVENT)].map(({ index }) => index + 2);
  return ends[events - 1] ?? text.length;
}

/** What a mock answers, in one piece. */
export const asking =
  (mock: Mock): Script =>
  async ({ method, url, headers, body }, _count, { leaveAfter }) => {
    const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]) };
    const response = await mock.fetch(url, body.length === 0 ? init : { ...init, body: new Uint8Array(body) });
    const whole = await response.text();
    // Nobody leaves an answer that has ended before.
    const leaves =
      leaveAfter !== undefined && response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    const cut = leaves ? whole.slice(0, endOf(whole, leaveAfter)) : whole;
    return {
      status: response.status,
      headers: [...response.headers],
      body: cut,
      framing: response.headers.has('content-length') ? 'length' : 'chunked',
      end: leaves ? { how: 'aborted', ms: 3 } : { how: 'complete', ms: 3 },
    };
  };
