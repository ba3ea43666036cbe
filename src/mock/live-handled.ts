import type { PlanEvent } from '../engine/plan.ts';
import { createChunkWriter, type StreamOptions } from '../wire/chunk-writer.ts';
import type { HeaderList } from '../wire/encode.ts';
import type { LiveFrames } from '../wire/exchange.ts';
import type { ChoiceOutline, Opening } from '../wire/openings.ts';
import { writeChoiceEvent } from '../wire/unfold.ts';
import type { Account } from './account.ts';
import type { CallIdentity } from './identities.ts';
import { livePlan, type LiveEnd, type LiveReply } from './live-reply.ts';
import type { PreparedAnswer } from './prepared.ts';
import type { ExchangeRecord, Handled } from './record.ts';

/** What the stream of a live reply is made of. */
export interface LiveStream {
  readonly base: Pick<ExchangeRecord, 'method' | 'path' | 'session'>;
  /** The request, and what the engine would have answered: its frame is used, its words are not. */
  readonly prepared: PreparedAnswer;
  readonly stream: StreamOptions;
  readonly identity: CallIdentity;
  readonly headers: HeaderList;
  readonly account: (events: readonly PlanEvent[]) => Account;
}

type ToolKind = ChoiceOutline['tools'][number];

/** Of what follows a first chunk only the very next thing is known, which is all that it depends on. */
function openingBefore(event: PlanEvent | undefined): Opening {
  if (event?.type === 'refusal') return 'refusal';
  return event?.type === 'tool-open' ? 'many-tools' : 'text';
}

function liveFrames(live: LiveReply, { prepared, stream, identity, account }: LiveStream): LiveFrames {
  const plan = { ...prepared.plan, ...(prepared.plan.logprobs === 'content' ? { logprobs: 'null' as const } : {}) };
  const writer = createChunkWriter(plan, identity, stream);
  const tools: ToolKind[] = [];
  let opening: Opening | undefined;

  function chunksOf(event: PlanEvent): string {
    // The role is sent along with the first thing that is said.
    if (event.type === 'role' || event.type === 'usage' || event.type === 'done') return '';
    if (event.type === 'tool-open') tools[event.index] = event.tool;
    const first = opening === undefined;
    opening ??= openingBefore(event);
    const outline = { opening, tools };
    const role = first ? writeChoiceEvent({ type: 'role', choice: 0, wait: 0 }, outline, writer, identity) : undefined;
    return (role ?? '') + (writeChoiceEvent(event, outline, writer, identity) ?? '');
  }

  function lastOf(how: LiveEnd): string {
    if (how.kind === 'error') return `data: ${JSON.stringify({ error: how.plan.error })}\n\n`;
    if (how.kind !== 'end') return '';
    return `${stream.includeUsage ? writer.usage(account(live.events).usage) : ''}data: [DONE]\n\n`;
  }

  return {
    play: (listener) => {
      live.attend(prepared.request, {
        event: (event) => {
          const bytes = chunksOf(event);
          if (bytes !== '') listener.frame(bytes);
        },
        end: (how) => {
          const bytes = lastOf(how);
          if (bytes !== '') listener.frame(bytes);
          listener.end(how.kind === 'reset' ? 'reset' : how.kind === 'stall' ? 'hang' : 'close');
        },
      });
      return () => live.leave();
    },
  };
}

/** A stream under way. What is recorded of it is what has been said by the time that somebody looks. */
export function liveHandled(live: LiveReply, parts: LiveStream): Handled {
  const { base, prepared, identity, headers, account } = parts;
  const failure = (): ExchangeRecord['error'] => (live.ended?.kind === 'error' ? live.ended.plan.error : undefined);
  const record: ExchangeRecord = {
    ...base,
    requestId: identity.requestId,
    status: 200,
    kind: 'stream',
    model: prepared.request.model,
    ...(prepared.scenario === undefined ? {} : { scenario: prepared.scenario }),
    get usage() {
      return account(live.events).usage;
    },
    get cost() {
      return account(live.events).cost;
    },
  };
  Object.defineProperty(record, 'error', { get: failure, enumerable: true });
  return {
    exchange: { status: 200, headers, frames: [], end: 'hang', live: liveFrames(live, parts) },
    record,
    request: prepared.request,
    get plan() {
      return livePlan(prepared.plan, live.events, account(live.events));
    },
  };
}
