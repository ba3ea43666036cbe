import { readFileSync } from 'node:fs';
import { defaultContract } from '../contract/contract.ts';
import { StarmockError } from '../contract/errors.ts';
import { chat } from '../contract/endpoints/chat.ts';
import { loadEndpoint } from '../contract/endpoints/load-endpoint.ts';
import { responses } from '../contract/endpoints/responses.ts';
import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
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
import { createMock } from '../create-mock.ts';
import { answerExplanationText } from './answer-explanation-text.ts';
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

interface RequestFile {
  readonly body: JsonObject;
  readonly endpoint: 'chat' | 'responses';
  /** As scenarios see it. */
  readonly request: EngineRequest;
}

/** Only requests that the contract accepts are answered. */
async function readRequest(path: string, { stdin, fileAt }: CommandContext): Promise<RequestFile> {
  try {
    const body: unknown = JSON.parse(path === '-' ? stdin() : readFileSync(fileAt(path), 'utf8'));
    const ofResponses = isJsonObject(body) && 'input' in body;
    const { request } = await loadValidators(
      ofResponses ? await loadEndpoint(defaultContract(), 'responses') : defaultContract(),
    );
    const [fault] = request(body, ofResponses ? responses.request : chat.request) ?? [];
    if (fault) throw new Error(`not a valid request: ${fault.instancePath} ${fault.message ?? ''}`);
    return ofResponses
      ? { body, endpoint: 'responses', request: engineRequest(body, sentItems(body)) }
      : { body: body as JsonObject, endpoint: 'chat', request: body as EngineRequest };
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

/** Whether and why scenarios match. */
async function matched({ request }: RequestFile, options: ExplainOptions, context: CommandContext) {
  const headers = headersOf(options.header);
  const facts = requestFacts(request, (name) => headers.get(name), { state: options.state });
  const workshop = await openScenarios(defaultContract().requirements, checkFaults);
  const { set, diagnostics } = await workshop.load(options.scenarios.map(context.fileAt), '');
  if (!set) throw scenarioError(diagnostics);
  return set.explain(facts, createScenarioState());
}

/** Has a mock answer, as `serve` would. */
async function answered({ body, endpoint }: RequestFile, options: ExplainOptions, { fileAt }: CommandContext) {
  await using mock = createMock({ speed: 'instant', auth: false, scenarios: options.scenarios.map(fileAt) });
  const headers = { ...Object.fromEntries(headersOf(options.header)), 'content-type': 'application/json' };
  const path = endpoint === 'chat' ? chat.path : responses.path;
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  await (await mock.fetch(`http://mock/v1${path}`, init)).text();
  const entry = mock.requests.at(-1);
  const explained = entry?.explain?.();
  if (explained) return explained;
  throw new StarmockError('BAD_OPTION', `The mock refuses the request: ${entry?.error?.message ?? 'no answer'}`, {});
}

/**
 * Shows how the mock reads a request: why each scenario matches or doesn't, closest first, as strict mode reports it; the pieces of the
 * prompt, the form of the answer, and where each of its values comes from.
 *
 * @returns the exit code: 1 where there are scenarios and none matches
 */
export async function explain(path: string, options: ExplainOptions, context: CommandContext): Promise<number> {
  const { stdout } = context;
  const file = await readRequest(path, context);
  const hasScenarios = options.scenarios.length > 0;
  const scenarios = hasScenarios ? await matched(file, options, context) : [];
  const answer = await answered(file, options, context);
  if (options.json) stdout.write(`${printableJson({ scenarios, answer }, 2)}\n`);
  else {
    const why = hasScenarios ? `${printable(explanationText(scenarios, SHOWN))}\n\n` : '';
    stdout.write(`${why}${answerExplanationText(answer, stdout.paint, stdout.width ?? Infinity)}\n`);
  }
  return !hasScenarios || scenarios.some(({ matches }) => matches) ? EXIT.ok : EXIT.failed;
}
