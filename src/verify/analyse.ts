import { observationsOfHar } from '../recordings/har.ts';
import type { Observation } from '../recordings/observation.ts';
import { observationOf, type RecordedExchange } from '../recordings/recorded-exchange.ts';
import { judgeRecorded } from './judge-recorded.ts';
import type { CheckResult, ReportedFinding } from './report/report.ts';
import { OPERATIONS } from './run/open-endpoint.ts';
import { VERIFIED_ENDPOINTS } from './verified-endpoint.ts';

/** The text of an HTTP archive. */
export interface RecordedHar {
  readonly har: string;
}

/** What can be analysed: an exchange in one's own words, one that verify observed, or an archive of many. */
export type Recorded = RecordedExchange | Observation | RecordedHar;

/** How recordings are judged. */
export interface AnalyseOptions {
  /** `starmagic` (default), `openai`, or the path of an Overlay file. */
  readonly profile?: string;
  /** Ids, areas, levels or classes of checks to make. Default: all. */
  readonly only?: readonly string[];
  /** The same, to leave out. */
  readonly skip?: readonly string[];
  /** Keys that must not stand in the findings. */
  readonly secrets?: readonly string[];
}

/** What recordings show. */
export interface Analysis {
  /** Of each check for each model. What recordings cannot show is skipped as `not-observed`. */
  readonly results: readonly CheckResult[];
  /** All findings of {@link results}, with their requirements. */
  readonly findings: readonly ReportedFinding[];
  /** Whether no MUST is violated. */
  readonly passed: boolean;
}

const ALL_OPERATIONS = VERIFIED_ENDPOINTS.flatMap((endpoint) => OPERATIONS[endpoint]);

function observationsOf(recorded: Recorded): readonly Observation[] {
  if ('har' in recorded) return observationsOfHar(recorded.har, 'archive', ALL_OPERATIONS);
  return ['readings' in recorded ? recorded : observationOf(recorded, ALL_OPERATIONS)];
}

/** Exchanges without a probe are numbered, or the last would replace the others. */
const numbered = (observation: Observation, sample: number): Observation =>
  observation.probe === '' ? { ...observation, sample } : observation;

const exchangesOf = (recorded: Recorded | readonly Recorded[]): Observation[] =>
  [recorded]
    .flat()
    .flatMap((one: Recorded) => observationsOf(one))
    .map(numbered);

/**
 * Checks recorded exchanges from any source: a request with its response, an event stream saved to a file, an HTTP
 * archive. Nothing is sent.
 *
 * @throws StarmockError BAD_OPTION, BAD_PROFILE, BAD_RECORDING, BAD_VOCABULARY
 * @example
 * const { findings } = await analyse({ request: { model: 'gpt-5.1', messages, stream: true }, body: await readFile('answer.sse', 'utf8') });
 * @example
 * const { passed } = await analyse({ har: await readFile('session.har', 'utf8') }, { profile: 'openai' });
 */
export async function analyse(
  recorded: Recorded | readonly Recorded[],
  options: AnalyseOptions = {},
): Promise<Analysis> {
  const judged = await judgeRecorded(exchangesOf(recorded), options);
  const results = judged.flatMap((one) => one.results);
  return {
    results,
    findings: results.flatMap(({ findings }) => findings),
    passed: results.every(({ status }) => status !== 'fail' && status !== 'error'),
  };
}
