import { toolVersion } from '../contract/tool-version.ts';
import { updatedBaseline } from '../verify/report/baseline.ts';
import type { VerifyEvent } from '../verify/run/events.ts';
import { toHar } from '../verify/recording/har.ts';
import type { Observation } from '../verify/evidence/observation.ts';
import { createRedactor } from '../verify/redaction/redact.ts';
import type { Outcome, Report } from '../verify/report/report.ts';
import { liveText } from '../verify/reporters/live-text.ts';
import { createPaint } from '../verify/reporters/paint.ts';
import { printableJson } from '../verify/reporters/printable.ts';
import { planText } from '../verify/reporters/plan-text.ts';
import { verify as verifyEndpoint } from '../verify/verify.ts';
import type { VerifyOptions } from '../verify/verify-options.ts';
import { EXIT } from './exit-codes.ts';
import { openVerify } from './open-verify.ts';
import { createRecorder } from './recording.ts';
import { tellGithub, writeFile, writeReports } from './report-files.ts';
import type { VerifyCommandOptions } from './verify-options.ts';

const EXIT_OF: Readonly<Record<Outcome, number>> = {
  passed: EXIT.ok,
  failed: EXIT.failed,
  unusable: EXIT.unreachable,
  incomplete: EXIT.incomplete,
  inconclusive: EXIT.inconclusive,
  interrupted: EXIT.interrupted,
};

/** The first signal ends the run with what is known; the second ends the process. */
function untilStopped(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
    process.stderr.write('stopping; press Ctrl-C again to leave without a report\n');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}

/** Prints what a run would send, and what it would cost at most. */
async function plan(settings: VerifyOptions, { json }: VerifyCommandOptions): Promise<number> {
  for await (const event of verifyEndpoint(settings)) {
    if (event.type !== 'plan') continue;
    const { type: _type, ...facts } = event;
    const text = json === undefined ? planText(event) : `${printableJson(facts, 2)}\n`;
    if (typeof json === 'string') writeFile('--json', json, text);
    else process.stdout.write(text);
  }
  return EXIT.ok;
}

/** Between two pictures of the spinner. */
const FRAME_MS = 100;

/** What is told while a run goes on; standard output is left alone where it is to hold JSON. */
function teller({ json, verbose }: VerifyCommandOptions): {
  readonly tell: (event: VerifyEvent) => void;
  readonly write: (text: string) => void;
  /** Lets the spinner rest. */
  readonly rest: () => void;
} {
  const stream = json === true ? process.stderr : process.stdout;
  const write = (text: string): void => void stream.write(text);
  const { tell, tick } = liveText(write, {
    paint: createPaint(stream.hasColors?.() ?? false),
    terminal: stream.isTTY,
    // Some terminals tell no width.
    ...(stream.columns ? { width: stream.columns } : {}),
    verbose,
  });
  const timer = stream.isTTY ? setInterval(tick, FRAME_MS) : undefined;
  return { tell, write, rest: () => clearInterval(timer) };
}

function saveBaseline(report: Report, settings: VerifyOptions, options: VerifyCommandOptions): void {
  const { reason = '', expires, baseline } = options;
  const text = updatedBaseline(settings.baseline ?? { entries: [] }, report.results, {
    reason,
    ...(expires === undefined ? {} : { expires }),
    today: report.startedAt.slice(0, 10),
  });
  writeFile('--baseline', baseline, text);
}

/**
 * Verifies an endpoint, tells of it, and writes the reports that were asked for.
 *
 * @returns the exit code
 */
export async function verify(options: VerifyCommandOptions): Promise<number> {
  const opened = openVerify(options, process.env);
  if (options.plan) return plan(opened, options);
  const { signal, release } = untilStopped();
  const redactor = createRedactor([opened.apiKey]);
  const recorder = options.record === undefined ? undefined : createRecorder(options.record);
  const kept: Observation[] = [];
  const onObservation = (observation: Observation): void => {
    if (recorder === undefined && options.har === undefined) return;
    const clean = redactor.observation(observation);
    recorder?.add(clean);
    if (options.har !== undefined) kept.push(clean);
  };
  const settings: VerifyOptions = { ...opened, signal, onObservation };
  const { tell, write, rest } = teller(options);
  let report: Report | undefined;
  try {
    for await (const event of verifyEndpoint(settings)) {
      if (event.type === 'start') recorder?.start(event);
      if (event.type === 'end') report = event.report;
      tell(event);
    }
  } finally {
    rest();
    release();
  }
  if (report === undefined) return EXIT.failed;
  if (options.har !== undefined) {
    const har = toHar(opened.replay ?? kept, { toolVersion: toolVersion() });
    writeFile('--har', options.har, `${JSON.stringify(har, null, 2)}\n`);
  }
  writeReports(report, options);
  tellGithub(report, process.env, write);
  if (!options.updateBaseline) return EXIT_OF[report.outcome];
  saveBaseline(report, settings, options);
  // What failed is borne with from now on.
  return report.outcome === 'failed' ? EXIT.ok : EXIT_OF[report.outcome];
}
