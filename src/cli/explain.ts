import { readFileSync } from 'node:fs';
import { defaultContract } from '../contract/contract.ts';
import { StarmockError } from '../contract/errors.ts';
import { chat } from '../contract/endpoints/chat.ts';
import { loadEndpoint } from '../contract/endpoints/load-endpoint.ts';
import { responses } from '../contract/endpoints/responses.ts';
import { isJsonObject } from '../contract/requirements.ts';
import { loadValidators } from '../contract/schema/validators.ts';
import { sentItems } from '../endpoints/responses/conversation.ts';
import { engineRequest } from '../endpoints/responses/engine-request.ts';
import type { EngineRequest } from '../engine/request.ts';
import { explanationText } from '../scenarios/explain.ts';
import { scenarioError, openScenarios } from '../scenarios/open-scenarios.ts';
import { requestFacts } from '../scenarios/request-facts.ts';
import { createScenarioState } from '../scenarios/scenario-state.ts';
import { checkFaults } from '../faults/find-fault.ts';
import { printable, printableJson } from '../verify/reporters/printable.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';

/** Options of `starmock explain`, parsed. */
export interface ExplainOptions {
  readonly scenarios: readonly string[];
  /** `Name: value` each, as curl takes them. */
  readonly header: readonly string[];
  /** State of the session; default: the first one. */
  readonly state?: string;
  readonly json: boolean;
}

/** Explanations that are printed; `--json` has them all. */
const SHOWN = 10;

/** Scenarios see only requests that the contract accepts. */
async function readRequest(path: string, { stdin, fileAt }: CommandContext): Promise<EngineRequest> {
  try {
    const body: unknown = JSON.parse(path === '-' ? stdin() : readFileSync(fileAt(path), 'utf8'));
    const ofResponses = isJsonObject(body) && 'input' in body;
    const { request } = await loadValidators(
      ofResponses ? await loadEndpoint(defaultContract(), 'responses') : defaultContract(),
    );
    const [fault] = request(body, ofResponses ? responses.request : chat.request) ?? [];
    if (fault) throw new Error(`not a valid request: ${fault.instancePath} ${fault.message ?? ''}`);
    return ofResponses ? engineRequest(body, sentItems(body)) : (body as EngineRequest);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new StarmockError('BAD_OPTION', `Cannot read request "${path}": ${cause}`, { path }, { cause: error });
  }
}

function headersOf(lines: readonly string[]): Map<string, string> {
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) {
        throw new StarmockError('BAD_OPTION', `Invalid --header "${line}": expected "Name: value"`, { line });
      }
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

/**
 * Shows why each scenario matches a request or doesn't, closest first, as strict mode reports it.
 *
 * @returns the exit code: 1 where no scenario matches
 */
export async function explain(path: string, options: ExplainOptions, context: CommandContext): Promise<number> {
  const headers = headersOf(options.header);
  const facts = requestFacts(await readRequest(path, context), (name) => headers.get(name), {
    state: options.state,
  });
  const workshop = await openScenarios(defaultContract().requirements, checkFaults);
  const { set, diagnostics } = await workshop.load(options.scenarios.map(context.fileAt), '');
  if (!set) throw scenarioError(diagnostics);
  const explanations = set.explain(facts, createScenarioState());
  if (options.json) context.stdout.write(`${printableJson(explanations, 2)}\n`);
  else context.stdout.write(`${printable(explanationText(explanations, SHOWN))}\n`);
  return explanations.some(({ matches }) => matches) ? EXIT.ok : EXIT.failed;
}
