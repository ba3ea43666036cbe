import { StarmockError } from '../contract/errors.ts';
import { createJudgeConsumer, type JudgeConsumer } from '../tap/judge/judge-consumer.ts';
import { judgeTraffic } from '../tap/judge/judge-traffic.ts';
import { textReport } from '../verify/reporters/text-report.ts';
import { counted } from '../verify/reporters/words.ts';
import type { CommandContext, Output } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import { baselineOf, checkBaselineOptions, LEVELS } from './open-verify.ts';
import { profileFrom } from './profile-option.ts';
import { reportFormatOf, tellGithub, writeReport } from './report-files.ts';
import type { TapCommandOptions } from './tap-options.ts';
import { EXIT_OF, saveBaseline } from './verify.ts';
import { auditText, requestsText } from './traffic-text.ts';
import { openFile } from './write-file.ts';

/** Judges the traffic of a tap. */
export interface TrafficJudge {
  readonly consumer: JudgeConsumer;
  /** Prints and writes the verdict. @returns the exit code */
  conclude(): Promise<number>;
}

/** Rejects options that would have no effect. */
function checkJudgeOptions({ judge, report, only, skip, minSamples, updateBaseline }: TapCommandOptions): void {
  if (judge) return;
  const lost = [
    ...(report.length > 0 ? ['--report'] : []),
    ...(only.length > 0 ? ['--only'] : []),
    ...(skip.length > 0 ? ['--skip'] : []),
    ...(minSamples === undefined ? [] : ['--min-samples']),
    ...(updateBaseline ? ['--update-baseline'] : []),
  ];
  if (lost[0] !== undefined) throw new StarmockError('BAD_OPTION', `${lost[0]} requires --judge`);
}

/**
 * The judge that the options ask for, if they do.
 *
 * @param output gets the verdict
 * @throws StarmockError BAD_OPTION, BAD_BASELINE
 */
export function openJudge(
  options: TapCommandOptions,
  upstream: string,
  output: Output,
  context: CommandContext,
): TrafficJudge | undefined {
  checkJudgeOptions(options);
  checkBaselineOptions(options);
  if (!options.judge) return undefined;
  for (const path of options.report) {
    reportFormatOf(path);
    openFile('--report', path, context);
  }
  const baseline = baselineOf(options.baseline, context.fileAt);
  const startedAt = Date.now();
  const consumer = createJudgeConsumer();
  return {
    consumer,
    conclude: async () => {
      const { report, requests, audit } = await judgeTraffic(consumer.window, {
        upstream,
        profile: profileFrom(options.profile ?? 'starmagic', context.fileAt),
        only: options.only,
        skip: options.skip,
        baseline,
        strictBaseline: options.strictBaseline,
        failOn: LEVELS[options.failOn],
        ...(options.minSamples === undefined ? {} : { minSamples: options.minSamples }),
        startedAt,
        endedAt: Date.now(),
      });
      const { write, paint, width } = output;
      write(textReport(report, { paint, ...(width === undefined ? {} : { width }) }));
      write(requestsText(requests) + auditText(audit));
      if (consumer.forgotten > 0)
        write(`The oldest ${counted(consumer.forgotten, 'exchange')} made room for later ones and were not judged\n`);
      for (const path of options.report) writeReport(path, report, options.baseline, context);
      tellGithub(report, context, write);
      if (!options.updateBaseline) return EXIT_OF[report.outcome];
      saveBaseline(report, baseline, options, context);
      return report.outcome === 'failed' ? EXIT.ok : EXIT_OF[report.outcome];
    },
  };
}
