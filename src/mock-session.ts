import type { FaultStep } from './faults/fault-spec.ts';
import { expectMatched, expectUsed, type Journal, type JournalEntry } from './journal.ts';
import type { FaultStage } from './mock/fault-stage.ts';
import type { CassetteStore } from './cassette-store.ts';
import type { Service } from './mock/pipeline.ts';
import type { ScenarioStore } from './scenario-store.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** What a test sees of a mock and does with it: the whole of it, or one of the sessions that share it. */
export interface MockSession {
  /** The journal: all requests, oldest first. An entry is added when its exchange ends. */
  readonly requests: readonly JournalEntry[];
  /**
   * Puts scenarios before all others, the newest first, until {@link reset}. Those of a session are seen by its requests alone.
   *
   * @returns their names
   * @throws StarmockError BAD_SCENARIO
   * @example await mock.use({ match: { user: 'ping' }, reply: 'pong' });
   */
  use(...scenarios: readonly Scenario[]): Promise<readonly string[]>;
  /** Removes the scenarios added by {@link use}. */
  removeScenarios(): void;
  /**
   * Injects faults into the next requests, one step a request.
   *
   * @throws StarmockError BAD_OPTION
   * @example await mock.injectNext('429', '429', 'sse.stall');
   */
  injectNext(...steps: readonly FaultStep[]): Promise<void>;
  /** Removes the scenarios added by {@link use}, restarts sequences and fault scripts, and empties the journal. */
  reset(): void;
  /** @throws Error listing the requests that matched no scenario while there were some */
  expectNoUnmatched(): void;
  /** @throws Error listing the scenarios that no request has used; those of a session are those that it has added */
  expectAllUsed(): void;
  /** What is wrong with the requests so far: unmatched ones, scenarios and recordings never used, findings of `selfCheck`. */
  verdict(): Verdict;
}

/** The parts of a mock that its sessions share. */
export interface MockParts {
  readonly service: Service;
  readonly stock: ScenarioStore;
  readonly faults: FaultStage;
  readonly journal: Journal;
  /** Absent without cassettes. */
  readonly cassettes?: CassetteStore | undefined;
}

/**
 * @param session what its requests send as header or API key; default: the whole mock
 * @param label where scenarios come from, for messages
 */
export function createMockSession(
  { service, stock, faults, journal, cassettes }: MockParts,
  session?: string,
  label?: string,
): MockSession {
  const own = (entries: readonly JournalEntry[]): readonly JournalEntry[] =>
    session === undefined ? entries : entries.filter((one) => one.session === session);
  const unused = (): readonly string[] => stock.host?.unusedScenarios(session) ?? [];
  return {
    get requests() {
      return own(journal.entries);
    },
    use: async (...scenarios) => {
      await service.open();
      return stock.use(scenarios, session, label);
    },
    removeScenarios: () => stock.host?.drop(session),
    injectNext: (...steps) => faults.queue(steps, session),
    reset: () => {
      stock.host?.reset(session);
      faults.reset(session);
      service.reset(session);
      journal.clear(session);
    },
    expectNoUnmatched: () => expectMatched(own(journal.troubles)),
    expectAllUsed: () => expectUsed(unused()),
    verdict: () => verdictOf(own(journal.troubles), unused(), cassettes?.receipt(session)),
  };
}
