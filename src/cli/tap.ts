import { StarmockError } from '../contract/errors.ts';
import { counted } from '../verify/reporters/words.ts';
import { splitFaults } from '../faults/parse-fault.ts';
import { seededDraws } from '../tap/faults/seeded-draws.ts';
import type { TapFaultOptions } from '../tap/faults/tap-faults.ts';
import { startTap, type Tap } from '../tap/start-tap.ts';
import type { TapReport } from '../tap/tap-report.ts';
import { requireApiKey } from './api-key.ts';
import type { CommandContext, Output } from './command-context.ts';
import { connectionOf } from './connection-options.ts';
import { EXIT } from './exit-codes.ts';
import { fail } from './fail.ts';
import { createLineWriter } from './line-writer.ts';
import type { LogFormat } from './log-line.ts';
import { childCommand, childEnvironment } from './served-command.ts';
import { recordedLines } from './recorded-lines.ts';
import { profileFrom } from './profile-option.ts';
import { openJudge } from './tap-judge.ts';
import { tapJsonLine, tapLine } from './tap-line.ts';
import { openTapRecorder } from './tap-recorder.ts';
import type { TapCommandOptions } from './tap-options.ts';
import type { TapMetrics } from './tap-metrics.ts';
import type { TapPage } from './tap-page.ts';
import { untilDone, untilStopped, type RunningServer } from './until-ended.ts';

const USUAL_PORT = 4011;

function requireUpstream({ upstream }: TapCommandOptions): string {
  if (upstream) return upstream;
  throw new StarmockError('BAD_OPTION', 'No upstream: pass --upstream https://api.example.com/v1');
}

/** How exchanges ended, counted. */
interface Tally {
  readonly add: (report: TapReport) => void;
  readonly text: () => string;
}

function createTally(): Tally {
  const counts = { total: 0, left: 0, cut: 0, unreachable: 0, dropped: 0, unsent: 0 };
  return {
    add: ({ outcome, left, dropped, unsent }) => {
      if (unsent) counts.unsent++;
      else counts.total++;
      if (dropped) counts.dropped++;
      if (left) counts.left++;
      else if (outcome === 'unreachable') counts.unreachable++;
      else if (outcome !== 'complete') counts.cut++;
    },
    text: () => {
      const { total, left, cut, unreachable, dropped, unsent } = counts;
      const parts = [
        `Forwarded ${counted(total, 'exchange')}`,
        ...(unsent > 0 ? [`${unsent} answered by faults`] : []),
        ...(left > 0 ? [`${left} left by the client`] : []),
        ...(cut > 0 ? [`${cut} cut off or malformed`] : []),
        ...(unreachable > 0 ? [`${unreachable} without a connection to the upstream`] : []),
        ...(dropped > 0 ? [`${dropped} not copied because too many waited`] : []),
      ];
      return `${parts.join(', ')}\n`;
    },
  };
}

/** What is served beside the tap. */
interface Beside {
  readonly page: TapPage | undefined;
  readonly metrics: TapMetrics | undefined;
}

function banner(tap: Tap, upstream: string, log: LogFormat, { page, metrics }: Beside, { paint }: Output): string {
  if (log === 'silent') return `${tap.url}\n`;
  if (log === 'json') {
    const beside = { ...(page && { ui: page.url }), ...(metrics && { metrics: metrics.url }) };
    return `${JSON.stringify({ event: 'listening', url: tap.url, port: tap.port, upstream, ...beside })}\n`;
  }
  return [
    `starmock tap is listening on ${paint('cyan', tap.url)} and forwards to ${paint('bold', upstream)}`,
    '',
    `  export OPENAI_BASE_URL=${tap.url}`,
    '',
    ...(page ? [`Watch the exchanges at ${paint('cyan', page.url)}`, ''] : []),
    ...(metrics ? [`Metrics are at ${paint('cyan', metrics.url)}`, ''] : []),
    paint('dim', 'Press Ctrl-C to stop.'),
    '',
  ].join('\n');
}

/** The profile to judge each exchange by, if any is judged. */
const judgedBy = (
  { judge, record, profile = 'starmagic' }: TapCommandOptions,
  { fileAt }: CommandContext,
): string | undefined => (judge || record !== undefined ? profileFrom(profile, fileAt) : undefined);

/** The metrics that the options ask for. Their code is loaded only for them. */
async function metricsOf(
  { metricsPort: port, host, allowHost: allowHosts }: TapCommandOptions,
  running: () => number,
): Promise<TapMetrics | undefined> {
  if (port === undefined) return undefined;
  return (await import('./tap-metrics.ts')).openTapMetrics({ port, host, allowHosts, running });
}

/** The faults of the options, if there are any. */
function faultsOf({ fault, faultRate, faultScript, seed }: TapCommandOptions): TapFaultOptions | undefined {
  if (fault.length === 0 && faultScript === undefined) return undefined;
  return { faults: fault, rate: faultRate, script: splitFaults(faultScript ?? ''), draws: seededDraws(seed) };
}

/** What is written of each exchange. */
function exchangeLog(log: LogFormat, output: Output): (report: TapReport) => void {
  if (log === 'silent') return () => undefined;
  const write = createLineWriter(output);
  return (report) =>
    write(log === 'json' ? tapJsonLine(report, new Date()) : tapLine(report, new Date(), output.paint));
}

/**
 * Forwards traffic until it is stopped, or until a command is over.
 *
 * @param command to run with the tap in its environment; the log then goes to standard error
 * @returns the exit code
 */
export async function tap(
  options: TapCommandOptions,
  context: CommandContext,
  command?: readonly string[],
): Promise<number> {
  const { stdout, stderr, env } = context;
  const upstream = requireUpstream(options);
  const child = command && childCommand(command);
  const log = options.log ?? (child ? 'silent' : 'pretty');
  const output = child ? stderr : stdout;
  const apiKey = options.apiKeyEnv === undefined ? undefined : requireApiKey(options.apiKeyEnv, env).key;
  const tally = createTally();
  const write = exchangeLog(log, output);
  const faults = faultsOf(options);
  const judge = openJudge(options, upstream, output, context);
  const recorder = openTapRecorder({ ...options, upstream, apiKey }, context);
  let started: Tap | undefined;
  const page = options.ui
    ? await (
        await import('./tap-page.ts')
      ).openTapPage(async (steps, session) => started?.injectNext(steps, session), judgedBy(options, context))
    : undefined;
  const metrics = await metricsOf(options, () => started?.running ?? 0);
  const closeBeside = (): Promise<unknown> => Promise.all([page?.close(), metrics?.close()]);
  const forwarding = (started = await startTap({
    upstream,
    port: options.port ?? (child ? 0 : USUAL_PORT),
    host: options.host,
    allowHosts: options.allowHost,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...connectionOf(options, context),
    ...(faults && { faults }),
    consumers: [judge?.consumer, recorder, page?.consumer].filter((consumer) => consumer !== undefined),
    wallClock: Date.now,
    now: () => performance.now(),
    onExchange: (report) => {
      tally.add(report);
      metrics?.record(report);
      write(report);
    },
    onError: (_, error) => void fail(error, stderr),
  }).catch(async (error: unknown) => {
    await closeBeside();
    throw error;
  }));
  const running: RunningServer = {
    running: () => forwarding.running,
    close: (grace) => forwarding.close(grace),
    failed: () => recorder?.discard(),
  };
  const ended = child
    ? untilDone(running, child, childEnvironment(forwarding, apiKey ?? env['OPENAI_API_KEY']), context)
    : untilStopped(running, log, context);
  if (!child || log !== 'silent') output.write(banner(forwarding, upstream, log, { page, metrics }, output));
  const exit = await ended.finally(closeBeside);
  // The log is written at the end of a turn.
  await new Promise((resolve) => setImmediate(resolve));
  if (log === 'pretty') stderr.write(tally.text());
  for (const line of recordedLines(recorder?.report)) stderr.write(`${line}\n`);
  const verdict = judge && exit !== EXIT.interrupted ? await judge.conclude() : EXIT.ok;
  return exit === EXIT.ok ? verdict : exit;
}
