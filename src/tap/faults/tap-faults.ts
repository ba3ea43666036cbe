import { bindFault, type BoundFault, type Draws } from '../../faults/bind-fault.ts';
import type { FaultRequest } from '../../faults/fault.ts';
import { chooseFault } from '../../faults/find-fault.ts';
import { splitFaults } from '../../faults/parse-fault.ts';
import type { Exchange } from '../../wire/exchange.ts';
import { errorExchange } from '../../wire/encode.ts';
import type { RewrittenHead } from '../rewrite-head.ts';
import { bendOf, checkLiveFault } from './live-faults.ts';
import { SESSION_HEADER } from '../session-header.ts';
import type { Bend } from './live-stream.ts';

/** Which exchanges meet which faults. */
export interface TapFaultOptions {
  /** Each request meets these. */
  readonly faults: readonly string[];
  /** Probability with which a request meets each of {@link faults}. */
  readonly rate: number;
  /** One step a request: a list of faults or `ok`. The last step stays. */
  readonly script: readonly string[];
  /** Draws of the faults, and of the rate. */
  readonly draws: Draws;
}

/** What becomes of one request. */
export interface MetFaults {
  readonly names: readonly string[];
  /** The error that the client gets instead of the upstream's answer. */
  readonly refusal?: Exchange;
  readonly bend: Bend;
}

/** Decides which faults a request meets. */
export interface TapFaults {
  meet(head: RewrittenHead): MetFaults | undefined;
  /**
   * Queues one step a request, before those of the script.
   *
   * @param session only its requests meet them
   * @throws StarmockError BAD_OPTION
   */
  injectNext(steps: readonly string[], session?: string): void;
}

const HEALTHY = 'ok';

/**
 * Looks the faults up.
 *
 * @throws StarmockError BAD_OPTION for one that is unknown, or that live traffic cannot meet
 */
export function openTapFaults({ faults, rate, script, draws }: TapFaultOptions): TapFaults {
  const bound = (list: string): BoundFault[] =>
    splitFaults(list).map((name) => {
      checkLiveFault(bindFault(chooseFault(name), draws));
      return bindFault(chooseFault(name), draws);
    });
  const always = faults.flatMap(bound);
  const stepOf = (step: string): BoundFault[] => (step.trim() === HEALTHY ? [] : bound(step));
  const steps = script.map(stepOf);
  const queue: { readonly session: string | undefined; readonly step: readonly BoundFault[] }[] = [];
  const queued = (session: string | undefined): readonly BoundFault[] | undefined => {
    const at = queue.findIndex((one) => one.session === undefined || one.session === session);
    return at < 0 ? undefined : queue.splice(at, 1)[0]?.step;
  };
  const scripted = (): readonly BoundFault[] => steps[Math.min(count++, steps.length - 1)] ?? [];
  const chance = draws('fault-rate');
  let count = 0;
  return {
    injectNext: (next, session) => {
      queue.push(...next.map(stepOf).map((step) => ({ session, step })));
    },
    meet: (head) => {
      const step = queued(head.received(SESSION_HEADER)) ?? scripted();
      const met = [...always.filter(() => rate >= 1 || chance() < rate), ...step];
      if (met.length === 0) return undefined;
      const request: FaultRequest = {
        method: head.method,
        path: head.asked.replace(/\?.*$/, ''),
        body: undefined,
        trusted: true,
        header: (name) => head.received(name),
      };
      const refusal = met
        .map(({ fault, meet }) => fault.policy?.(request, meet(request, false)))
        .find((answer) => answer !== undefined && 'kind' in answer);
      return {
        names: met.map(({ text }) => text),
        bend: bendOf(met, request),
        ...(refusal && 'kind' in refusal ? { refusal: errorExchange(refusal, []) } : {}),
      };
    },
  };
}
