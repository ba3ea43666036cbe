import type { Finding } from '../../contract/finding.ts';
import type { AnswerPlan, PlanEvent } from '../../engine/plan.ts';
import { createChunkWriter, type StreamOptions } from '../../wire/chunk-writer.ts';
import type { HeaderList } from '../../wire/encode.ts';
import type { LiveFrames } from '../../wire/exchange.ts';
import type { ChoiceOutline, Opening } from '../../wire/openings.ts';
import { writeChoiceEvent } from '../../wire/unfold.ts';
import type { Account } from '../account.ts';
import type { CallIdentity } from '../identities.ts';
import { livePlan, type LiveEnd, type LiveReply, type LiveTools } from './reply.ts';
import type { PreparedAnswer } from '../prepared.ts';
import type { ExchangeRecord, Handled } from '../record.ts';
import type { Works } from '../works.ts';

/** What the stream of a live reply is made of. */
export interface LiveStream {
  readonly base: Pick<ExchangeRecord, 'method' | 'path' | 'session'>;
  /** The request, and what the engine would have answered: its frame is used, its words are not. */
  readonly prepared: PreparedAnswer;
  readonly stream: StreamOptions;
  readonly identity: CallIdentity;
  readonly headers: HeaderList;
  readonly tools: LiveTools;
  /** Judges the stream when it has ended as it should, where answers are judged. */
  readonly check?: Works['selfCheck'] | undefined;
}

type ToolKind = ChoiceOutline['tools'][number];

/** Of what follows a first chunk only the very next thing is known, which is all that it depends on. */
function openingBefore(event: PlanEvent | undefined): Opening {
  if (event?.type === 'refusal') return 'refusal';
  return event?.type === 'tool-open' ? 'many-tools' : 'text';
}

/** What has been written of one choice. */
interface Written {
  readonly opening: Opening;
  readonly tools: ToolKind[];
}

function liveFrames(live: LiveReply, { prepared, stream, identity, tools }: LiveStream, sent: string[]): LiveFrames {
  const writer = createChunkWriter(prepared.plan, identity, stream);
  const choices: Written[] = [];

  function chunksOf(event: PlanEvent): string {
    // The role is sent along with the first thing that is said.
    if (event.type === 'role' || event.type === 'usage' || event.type === 'done') return '';
    const { choice } = event;
    const first = choices[choice] === undefined;
    const outline = (choices[choice] ??= { opening: openingBefore(event), tools: [] });
    if (event.type === 'tool-open') outline.tools[event.index] = event.tool;
    const role = first ? writeChoiceEvent({ type: 'role', choice, wait: 0 }, outline, writer, identity) : undefined;
    return (role ?? '') + (writeChoiceEvent(event, outline, writer, identity) ?? '');
  }

  function lastOf(how: LiveEnd): string {
    if (how.kind === 'error') return `data: ${JSON.stringify({ error: how.plan.error })}\n\n`;
    if (how.kind !== 'end') return '';
    return `${stream.includeUsage ? writer.usage(tools.account(live.events).usage) : ''}data: [DONE]\n\n`;
  }

  return {
    play: (listener) => {
      const send = (bytes: string): void => {
        if (bytes === '') return;
        sent.push(bytes);
        listener.frame(bytes);
      };
      live.attend(prepared.request, tools, {
        event: (event) => send(chunksOf(event)),
        end: (how) => {
          send(lastOf(how));
          listener.end(how.kind === 'reset' ? 'reset' : how.kind === 'stall' ? 'hang' : 'close');
        },
      });
      return () => live.leave();
    },
  };
}

/** A stream under way. What is recorded of it is what has been said by the time that somebody looks. */
export function liveHandled(live: LiveReply, parts: LiveStream): Handled {
  const { base, prepared, identity, headers, tools, check } = parts;
  const sent: string[] = [];
  const account = (): Account => tools.account(live.events);
  const plan = (): AnswerPlan => livePlan(prepared.plan, live.events, account());
  const failure = (): ExchangeRecord['error'] => (live.ended?.kind === 'error' ? live.ended.plan.error : undefined);
  const record: ExchangeRecord = {
    ...base,
    requestId: identity.requestId,
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
  Object.defineProperty(record, 'error', { get: failure, enumerable: true });
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
    request: prepared.request,
    get plan() {
      return plan();
    },
  };
}
