import { toolVersion } from '../contract/tool-version.ts';
import { EMPTY_BASELINE, updatedBaseline, type Baseline } from '../verify/report/baseline.ts';
import type { VerifyEvent } from '../verify/run/events.ts';
import { toHar } from '../recordings/har.ts';
import type { Observation } from '../recordings/observation.ts';
import { createRedactor } from '../recordings/redaction/redact.ts';
import { SHORTEST_SECRET } from '../recordings/redaction/secret-forms.ts';
import type { Outcome, Report } from '../verify/report/report.ts';
import { liveText } from '../verify/reporters/live-text.ts';
import { printableJson } from '../verify/reporters/printable.ts';
import { planText } from '../verify/reporters/plan-text.ts';
import { verify as verifyEndpoint } from '../verify/verify.ts';
import type { VerifyOptions } from '../verify/verify-options.ts';
import type { CommandContext, Output } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import { openVerify } from './open-verify.ts';
import { createRecorder } from './recording.ts';
import { openFiles, tellGithub, writeReports } from './report-files.ts';
import type { VerifyCommandOptions } from './verify-options.ts';
import { writeFile } from './write-file.ts';

/** Exit code of each outcome of a report. */
export const EXIT_OF: Readonly<Record<Outcome, number>> = {
  passed: EXIT.ok,
  failed: EXIT.failed,
  unusable: EXIT.unreachable,
  incomplete: EXIT.incomplete,
  inconclusive: EXIT.inconclusive,
  interrupted: EXIT.interrupted,
};

/** The first signal ends the run with the results so far; the second exits at once. */
function untilStopped({ stderr, onStop }: CommandContext): {
  readonly signal: AbortSignal;
  readonly left: Promise<number>;
  readonly release: () => void;
} {
  const controller = new AbortController();
  const { promise: left, resolve } = Promise.withResolvers<number>();
  const release = onStop(() => {
    if (controller.signal.aborted) return resolve(EXIT.interrupted);
    controller.abort();
    stderr.write('Stopping. Press Ctrl-C again to exit without a report.\n');
  });
  return { signal: controller.signal, left, release };
}

/** Prints the requests of a run and its maximum cost. */
async function plan(settings: VerifyOptions, { json }: VerifyCommandOptions, context: CommandContext): Promise<number> {
  for await (const event of verifyEndpoint(settings)) {
    if (event.type !== 'plan') continue;
    const { type: _type, ...facts } = event;
    const text = json === undefined ? planText(event) : `${printableJson(facts, 2)}\n`;
    if (typeof json === 'string') writeFile('--json', json, text, context);
    else context.stdout.write(text);
  }
  return EXIT.ok;
}

/** Time between two frames of the spinner. */
const FRAME_MS = 100;

/** Where progress is printed: standard error if standard output holds JSON. */
const logOf = ({ json }: VerifyCommandOptions, { stdout, stderr }: CommandContext): Output =>
  json === true ? stderr : stdout;

/** Prints the progress of a run. */
function teller(
  options: VerifyCommandOptions,
  context: CommandContext,
): {
  readonly tell: (event: VerifyEvent) => void;
  /** Stops the spinner. */
  readonly rest: () => void;
} {
  const { write, paint, terminal, width } = logOf(options, context);
  const { tell, tick } = liveText(write, {
    paint,
    terminal,
    ...(width === undefined ? {} : { width }),
    verbose: options.verbose,
  });
  const timer = terminal ? setInterval(tick, FRAME_MS) : undefined;
  return { tell, rest: () => clearInterval(timer) };
}

/** Adds the failures of a report to the baseline. */
export function saveBaseline(
  report: Report,
  before: Baseline,
  options: Pick<VerifyCommandOptions, 'reason' | 'expires' | 'baseline'>,
  context: CommandContext,
): void {
  const { reason = '', expires, baseline } = options;
  const text = updatedBaseline(before, report.results, {
    reason,
    ...(expires === undefined ? {} : { expires }),
    today: report.startedAt.slice(0, 10),
  });
  writeFile('--baseline', baseline, text, context);
}

/** Writes and prints the results of a run. @returns the exit code */
function conclude(
  report: Report,
  settings: VerifyOptions,
  options: VerifyCommandOptions,
  observations: readonly Observation[],
  context: CommandContext,
): number {
  if (options.har !== undefined) {
    const har = toHar(observations, { toolVersion: toolVersion() });
    writeFile('--har', options.har, `${JSON.stringify(har, null, 2)}\n`, context);
  }
  writeReports(report, options, context);
  tellGithub(report, context, logOf(options, context).write);
  if (!options.updateBaseline) return EXIT_OF[report.outcome];
  saveBaseline(report, settings.baseline ?? EMPTY_BASELINE, options, context);
  // The failures are known findings from now on.
  return report.outcome === 'failed' ? EXIT.ok : EXIT_OF[report.outcome];
}

/** A short key is a word, and words are not looked for in what is kept. */
function warnOfShortKey(key: string, { record, har }: VerifyCommandOptions, { stderr }: CommandContext): void {
  if (key === '' || key.length >= SHORTEST_SECRET || (record === undefined && har === undefined)) return;
  stderr.write(
    `${stderr.paint('yellow', 'warning')}: the API key has fewer than ${SHORTEST_SECRET} characters, so recordings may contain it\n`,
  );
}

/** Runs the checks and prints progress; `stop` ends the run early. */
async function run(
  opened: VerifyOptions,
  options: VerifyCommandOptions,
  stop: AbortSignal,
  context: CommandContext,
): Promise<number> {
  const redactor = createRedactor([opened.apiKey, ...Object.values(opened.headers ?? {})]);
  const recorder = options.record === undefined ? undefined : createRecorder(options.record, context.fileAt);
  warnOfShortKey(opened.apiKey, options, context);
  const kept: Observation[] = [];
  const onObservation = (observation: Observation): void => {
    if (recorder === undefined && options.har === undefined) return;
    const clean = redactor.observation(observation);
    recorder?.add(clean);
    if (options.har !== undefined) kept.push(clean);
  };
  const { tell, rest } = teller(options, context);
  let report: Report | undefined;
  try {
    for await (const event of verifyEndpoint({ ...opened, signal: stop, onObservation })) {
      if (event.type === 'start') recorder?.start(event);
      if (event.type === 'end') report = event.report;
      tell(event);
    }
  } finally {
    rest();
  }
  if (report === undefined) return EXIT.failed;
  return conclude(report, opened, options, opened.replay ?? kept, context);
}

/**
 * Verifies an endpoint, prints the results and writes the requested reports.
 *
 * @returns the exit code
 */
export async function verify(options: VerifyCommandOptions, context: CommandContext): Promise<number> {
  const opened = openVerify(options, context);
  if (options.plan) return plan(opened, options, context);
  openFiles(options, context);
  const { signal, left, release } = untilStopped(context);
  try {
    return await Promise.race([run(opened, options, signal, context), left]);
  } finally {
    release();
  }
}
