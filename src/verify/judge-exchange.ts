import type { Observation } from '../recordings/observation.ts';
import { analyse, type AnalyseOptions } from './analyse.ts';

/**
 * The requirements that a response violates, by id: what a recorder keeps beside a recording.
 *
 * @throws StarmockError BAD_OPTION, BAD_PROFILE, BAD_VOCABULARY
 * @example
 * const mock = createMock({ cassettes: ['cassettes'], upstream: 'https://api.example.com/v1', cassetteJudge: judgeExchange });
 */
export async function judgeExchange(observation: Observation, options: AnalyseOptions = {}): Promise<string[]> {
  const { findings } = await analyse(observation, options);
  return [...new Set(findings.map(({ requirement }) => requirement))].toSorted();
}
