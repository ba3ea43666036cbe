import type { JournalEntry } from '../journal.ts';
import { unmatchedIn } from '../journal.ts';
import type { MatcherResult } from './matcher-result.ts';

/** What of a mock or of one of its sessions is looked at. */
interface Subject {
  readonly requests?: readonly JournalEntry[];
  readonly unusedScenarios?: () => readonly string[];
}

const subjectOf = (received: unknown): Subject =>
  typeof received === 'object' && received !== null ? (received as Subject) : {};

/** @throws TypeError for anything but a mock or a session of one */
export function matchNoUnmatched(received: unknown): MatcherResult {
  const { requests } = subjectOf(received);
  if (!Array.isArray(requests)) throw new TypeError('expected a mock, or a session of one');
  const missed = unmatchedIn(requests);
  return {
    pass: missed.length === 0,
    message: () =>
      missed.length === 0
        ? 'expected a request that matches no scenario'
        : `expected each request to match a scenario, but got:\n${missed.join('\n')}`,
    actual: missed,
    expected: [],
  };
}

/** @throws TypeError for anything but a mock */
export function matchNoUnused(received: unknown): MatcherResult {
  const { unusedScenarios } = subjectOf(received);
  if (typeof unusedScenarios !== 'function') throw new TypeError('expected a mock');
  const unused = unusedScenarios();
  return {
    pass: unused.length === 0,
    message: () =>
      unused.length === 0
        ? 'expected a scenario that was never used'
        : `expected each scenario to be used, but these were not: ${unused.join(', ')}`,
    actual: unused,
    expected: [],
  };
}
