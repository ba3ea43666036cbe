import { StarmockError } from '../contract/errors.ts';
import type { Observation } from '../recordings/observation.ts';
import { redactorFor } from './hide-secrets.ts';
import { readExchange } from './read-answer.ts';
import { scenarioOf } from './scenario-of.ts';
import type { ExchangeFacts } from './view-exchange.ts';

/** YAML can't hold halves of characters. */
const wellFormed = (_key: unknown, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed() : value;

/**
 * A scenario file that gives the reply of an exchange again.
 *
 * @throws StarmockError BAD_SCENARIO where no scenario could
 */
export async function scenarioText(observation: Observation, { number }: ExchangeFacts): Promise<string> {
  const clean = redactorFor(observation).observation(observation);
  const scenario = scenarioOf(readExchange(clean), number, clean.head?.status ?? 0);
  if (scenario === undefined)
    throw new StarmockError('BAD_SCENARIO', `Exchange ${number} has no reply that a scenario can give`, { number });
  const { stringify } = await import('yaml');
  return stringify({ scenarios: [scenario] }, wellFormed, { lineWidth: 0, aliasDuplicateObjects: false });
}
