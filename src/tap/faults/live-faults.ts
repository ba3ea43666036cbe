import { chat } from '../../contract/endpoints/chat.ts';
import { StarmockError } from '../../contract/errors.ts';
import type { BoundFault } from '../../faults/bind-fault.ts';
import type { FaultContext, FaultRequest, FrameSteps } from '../../faults/fault.ts';
import type { Exchange, Frame } from '../../wire/exchange.ts';
import { createLiveStream, frameBytes, type Bend, type LiveSteps } from './live-stream.ts';
import { SAMPLE_HEAD, SAMPLE_STREAMS } from './sample-streams.ts';

/** Draws and memories of one exchange: the same at each call of the fault. */
function steady(context: FaultContext): () => FaultContext {
  const draws: number[] = [];
  let memory: { readonly before: string | undefined } | undefined;
  return () => {
    let at = 0;
    return {
      ...context,
      random: () => (draws[at++] ??= context.random()),
      remember: (next) => (memory ??= { before: context.remember(next) }).before,
    };
  };
}

/** What faults do to the streamed answer of one request. */
export function bendOf(faults: readonly BoundFault[], request: FaultRequest): Bend {
  const met = faults.map(({ fault, meet }) => ({ fault, context: steady(meet(request, true)) }));
  const bend = (exchange: Exchange): Exchange =>
    met.reduce((current, { fault, context }) => fault.wire?.(current, context()) ?? current, exchange);
  return Object.assign(bend, { steps: (exchange: Exchange) => stepsOf(met, exchange) });
}

interface Met {
  readonly fault: BoundFault['fault'];
  readonly context: () => FaultContext;
}

/** What the faults do frame by frame; nothing if one of them can only bend all frames together. */
function stepsOf(met: readonly Met[], exchange: Exchange): LiveSteps | undefined {
  const steps: FrameSteps[] = [];
  let head = exchange;
  for (const { fault, context } of met) {
    const { frames } = head;
    const own = fault.wire?.steps?.(head, context());
    const bent = fault.wire?.(head, context()) ?? head;
    if (own) steps.push(own);
    else if (bent.frames !== frames) return undefined;
    head = { ...bent, frames };
  }
  return { head, steps };
}

/** A request of which only the head is known. */
const UNREAD: FaultRequest = {
  method: 'POST',
  path: `/v1${chat.path}`,
  body: undefined,
  trusted: true,
  header: () => undefined,
};

/** Whether a fault answers every request itself, so that it works without the plan. */
export function refusesAll({ fault, meet }: BoundFault): boolean {
  const answered = fault.policy?.(UNREAD, meet(UNREAD, false));
  return answered !== undefined && 'kind' in answered;
}

const textOf = (frames: readonly Frame[]): string => Buffer.from(frameBytes(frames)).toString('latin1');
const headOf = ({ status, headers, delay = 0, raw }: Exchange): string =>
  JSON.stringify([status, headers, delay, raw === true]);

/** What becomes of a sample: with all of it at once, or event by event. */
type Outcome = 'bent' | 'same' | 'late';

function outcomeOf(bend: Bend, sample: readonly string[]): Outcome {
  const frames = sample.map((bytes): Frame => ({ wait: 0, bytes }));
  const plain: Exchange = { ...SAMPLE_HEAD, frames, end: 'close' };
  const whole = bend(plain);
  const wanted = textOf([...whole.frames]);
  const isBent = wanted !== textOf(frames) || whole.end !== 'close' || headOf(whole) !== headOf(plain);
  const live = createLiveStream(bend, SAMPLE_HEAD);
  let { frames: out, over } = live.begin();
  for (const [at, event] of sample.entries()) {
    if (over !== undefined) break;
    const next = live.push(event);
    out = [...out, ...next.frames];
    over = next.over;
    const before = textOf(frames.slice(0, at + 1));
    // Nothing has been bent so far, and yet it was held back.
    if (over === undefined && wanted.startsWith(before) && textOf(out).length < before.length) return 'late';
  }
  // All events have come, and most of the stream is still to be sent.
  if (over === undefined && textOf(out).length < wanted.length / 2) return 'late';
  if (over === undefined) {
    const last = live.end();
    out = [...out, ...last.frames];
    over = last.over;
  }
  const isRight = textOf(out) === wanted && over === whole.end && headOf(live.head) === headOf(whole);
  return isRight ? (isBent || out.some(({ wait }) => wait > 0) ? 'bent' : 'same') : 'late';
}

/** Why a fault cannot be injected into live streams; nothing if it can. */
export function liveProblem(bound: BoundFault): string | undefined {
  const { fault } = bound;
  if (refusesAll(bound)) return undefined;
  if (!fault.wire)
    return fault.plan
      ? 'it changes the content before it is written, which only the mock can do'
      : 'it changes the request before it is read, which only the mock can do';
  const outcomes = SAMPLE_STREAMS.map((sample) => outcomeOf(bendOf([bound], UNREAD), sample));
  if (outcomes.includes('late')) return 'it needs the whole stream before its first byte can be sent';
  if (fault.plan || fault.policy) return 'it changes the content before it is written, which only the mock can do';
  return outcomes.includes('bent') ? undefined : 'it changes no event of a stream; what it changes is needed whole';
}

/** @throws StarmockError BAD_OPTION for a fault that cannot be injected into live streams */
export function checkLiveFault(bound: BoundFault): void {
  const problem = liveProblem(bound);
  if (problem === undefined) return;
  throw new StarmockError('BAD_OPTION', `Cannot inject fault ${bound.text} into live traffic: ${problem}`, {
    fault: bound.text,
  });
}
