import type { Finding } from '../../contract/finding.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { LiveEncoder, PlanCodec } from '../../endpoints/codec.ts';
import type { AnswerPlan } from '../../engine/plan.ts';
import type { HeaderList } from '../../wire/encode.ts';
import type { LiveFrames } from '../../wire/exchange.ts';
import type { Account } from '../account.ts';
import type { PreparedAnswer } from '../prepared.ts';
import type { ExchangeRecord, HandledRequest } from '../record.ts';
import type { PlanRuntime } from '../runtime.ts';
import { livePlan, type LiveReply } from './reply.ts';
import type { LiveEnd, LiveTools } from './reply-core.ts';

/** What the stream of a live reply is made of. */
export interface LiveStream {
  readonly base: Pick<ExchangeRecord, 'method' | 'path' | 'session' | 'requestId'>;
  /** The request, and what the engine would have answered: its frame is used, its words are not. */
  readonly prepared: PreparedAnswer;
  readonly codec: PlanCodec;
  readonly encoder: LiveEncoder;
  readonly headers: HeaderList;
  readonly tools: LiveTools;
  /** Keeps what was said for later calls, where the endpoint keeps answers. */
  readonly keep: (plan: AnswerPlan) => void;
  /** Judges the stream when it has ended as it should, where answers are judged. */
  readonly check?: PlanRuntime['selfCheck'] | undefined;
}

function liveFrames(live: LiveReply, { prepared, encoder, tools, keep }: LiveStream, sent: string[]): LiveFrames {
  function lastOf(how: LiveEnd): string {
    if (how.kind === 'error') return encoder.error(how.plan);
    if (how.kind !== 'end') return '';
    const account = tools.account(live.events);
    keep(livePlan(prepared.plan, live.events, account));
    return encoder.end(account.usage);
  }

  return {
    play: (listener) => {
      const send = (bytes: string): void => {
        if (bytes === '') return;
        sent.push(bytes);
        listener.frame(bytes);
      };
      live.subscribe(prepared.request, tools, {
        event: (event) => send(encoder.event(event)),
        end: (how) => {
          send(lastOf(how));
          listener.end(how.kind === 'reset' ? 'reset' : how.kind === 'stall' ? 'hang' : 'close');
        },
      });
      return () => live.onClientGone();
    },
  };
}

/** The record of an active stream, with the content sent so far. */
function liveRecord(live: LiveReply, { base, prepared }: LiveStream, account: () => Account): ExchangeRecord {
  const record: ExchangeRecord = {
    ...base,
    status: 200,
    kind: 'stream',
    model: prepared.request.model,
    ...(prepared.scenario === undefined ? {} : { scenario: prepared.scenario }),
    get usage() {
      return account().usage;
    },
    get cost() {
      return account().cost;
    },
  };
  const failure = (): ExchangeRecord['error'] => (live.ended?.kind === 'error' ? live.ended.plan.error : undefined);
  return Object.defineProperty(record, 'error', { get: failure, enumerable: true });
}

/** A stream under way. */
export function liveStream(live: LiveReply, parts: LiveStream): HandledRequest {
  const { prepared, codec, headers, tools, check } = parts;
  const sent: string[] = [];
  const account = (): Account => tools.account(live.events);
  const plan = (): AnswerPlan => livePlan(prepared.plan, live.events, account());
  const record = liveRecord(live, parts, account);
  if (check) {
    const findings = (): Finding[] => {
      if (live.ended?.kind !== 'end') return [];
      const frames = sent.map((bytes) => ({ wait: 0, bytes }));
      return check({ status: 200, headers, frames, end: 'close' }, { ...prepared, ...account(), plan: plan() });
    };
    Object.defineProperty(record, 'findings', { get: findings, enumerable: true });
  }
  return {
    exchange: { status: 200, headers, frames: [], end: 'hang', live: liveFrames(live, parts, sent) },
    record,
    request: prepared.body,
    answer: () => clientView(codec.fold({ ...prepared, plan: plan() })),
  };
}

/** JSON boundary: a body as a client would parse it. */
const clientView = (body: JsonObject): JsonObject => JSON.parse(JSON.stringify(body)) as JsonObject;
