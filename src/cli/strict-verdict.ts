import type { Mock } from '../create-mock.ts';
import { printableLine } from '../verify/reporters/printable.ts';
import { counted } from '../verify/reporters/words.ts';

/**
 * What `--strict` has to say when the server stops: requests that matched no scenario, and scenarios that nobody used.
 *
 * @param unmatched requests
 * @returns lines; none where all is well
 */
export function strictVerdict(mock: Pick<Mock, 'unusedScenarios'>, unmatched: number): string[] {
  const unused = mock.unusedScenarios();
  return [
    ...(unmatched > 0 ? [`${counted(unmatched, 'request')} matched no scenario`] : []),
    ...(unused.length > 0
      ? [printableLine(`${counted(unused.length, 'scenario')} never used: ${unused.join(', ')}`)]
      : []),
  ];
}
