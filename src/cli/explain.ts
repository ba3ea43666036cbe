import { readFileSync } from 'node:fs';
import type { ChatCompletionRequest } from '../contract/api-types.ts';
import { defaultContract } from '../contract/contract.ts';
import { StarmockError } from '../contract/errors.ts';
import { explanationLine } from '../fixtures/explain.ts';
import { fixtureError, openScenarios } from '../fixtures/open-scenarios.ts';
import { requestFacts } from '../fixtures/request-facts.ts';
import { createScenarioState } from '../fixtures/scenario-state.ts';
import { EXIT } from './exit-codes.ts';

/** Options of `starmock explain`, parsed. */
export interface ExplainOptions {
  readonly fixtures: readonly string[];
  /** `Name: value` each, as curl takes them. */
  readonly header: readonly string[];
  readonly json: boolean;
}

function readRequest(path: string): ChatCompletionRequest {
  try {
    const body: unknown = JSON.parse(readFileSync(path === '-' ? 0 : path, 'utf8'));
    if (
      typeof body === 'object' &&
      body !== null &&
      'model' in body &&
      'messages' in body &&
      Array.isArray(body.messages)
    ) {
      return body as ChatCompletionRequest;
    }
    throw new Error('it has no "model" and "messages"');
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new StarmockError('BAD_OPTION', `Failed to read request "${path}": ${cause}`, { path }, { cause: error });
  }
}

function headersOf(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) {
        throw new StarmockError('BAD_OPTION', `Failed to read header "${line}": expected "Name: value"`, { line });
      }
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

/**
 * Says of each scenario why it matches a request or does not, nearest first: what strict mode would say, offline.
 *
 * @returns the exit code: 1 where no scenario matches
 */
export async function explain(path: string, options: ExplainOptions): Promise<number> {
  const headers = headersOf(options.header);
  const facts = requestFacts(readRequest(path), (name) => headers.get(name));
  const workshop = await openScenarios(defaultContract().requirements);
  const { set, diagnostics } = await workshop.load(options.fixtures, '');
  if (!set) throw fixtureError(diagnostics);
  const explanations = set.explain(facts, createScenarioState());
  if (options.json) process.stdout.write(`${JSON.stringify(explanations, null, 2)}\n`);
  else for (const one of explanations) process.stdout.write(`${explanationLine(one)}\n`);
  return explanations.some(({ failed }) => !failed) ? EXIT.ok : EXIT.failed;
}
