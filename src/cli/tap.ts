import { StarmockError } from '../contract/errors.ts';
import { counted } from '../verify/reporters/words.ts';
import { startTap, type Tap } from '../tap/start-tap.ts';
import type { TapReport } from '../tap/tap-report.ts';
import { requireApiKey } from './api-key.ts';
import type { CommandContext, Output } from './command-context.ts';
import { connectionOf } from './connection-options.ts';
import { fail } from './fail.ts';
import { createLineWriter } from './line-writer.ts';
import type { LogFormat } from './log-line.ts';
import { childCommand, childEnvironment } from './served-command.ts';
import { tapJsonLine, tapLine } from './tap-line.ts';
import type { TapCommandOptions } from './tap-options.ts';
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
  const counts = { total: 0, left: 0, cut: 0, unreachable: 0, dropped: 0 };
  return {
    add: ({ outcome, left, dropped }) => {
      counts.total++;
      if (dropped) counts.dropped++;
      if (left) counts.left++;
      else if (outcome === 'unreachable') counts.unreachable++;
      else if (outcome !== 'complete') counts.cut++;
    },
    text: () => {
      const { total, left, cut, unreachable, dropped } = counts;
      const parts = [
        `Forwarded ${counted(total, 'exchange')}`,
        ...(left > 0 ? [`${left} left by the client`] : []),
        ...(cut > 0 ? [`${cut} cut off or malformed`] : []),
        ...(unreachable > 0 ? [`${unreachable} without a connection to the upstream`] : []),
        ...(dropped > 0 ? [`${dropped} not copied because too many waited`] : []),
      ];
      return `${parts.join(', ')}\n`;
    },
  };
}

function banner(tap: Tap, upstream: string, log: LogFormat, { paint }: Output): string {
  if (log === 'silent') return `${tap.url}\n`;
  if (log === 'json') return `${JSON.stringify({ event: 'listening', url: tap.url, port: tap.port, upstream })}\n`;
  return [
    `starmock tap is listening on ${paint('cyan', tap.url)} and forwards to ${paint('bold', upstream)}`,
    '',
    `  export OPENAI_BASE_URL=${tap.url}`,
    '',
    paint('dim', 'Press Ctrl-C to stop.'),
    '',
  ].join('\n');
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
  const started = await startTap({
    upstream,
    port: options.port ?? (child ? 0 : USUAL_PORT),
    host: options.host,
    allowHosts: options.allowHost,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...connectionOf(options, context),
    wallClock: Date.now,
    now: () => performance.now(),
    onExchange: (report) => {
      tally.add(report);
      write(report);
    },
    onError: (_, error) => void fail(error, stderr),
  });
  const running: RunningServer = { running: () => started.running, close: (grace) => started.close(grace) };
  const ended = child
    ? untilDone(running, child, childEnvironment(started, apiKey ?? env['OPENAI_API_KEY']), context)
    : untilStopped(running, log, context);
  if (!child || log !== 'silent') output.write(banner(started, upstream, log, output));
  const exit = await ended;
  if (log === 'pretty') stderr.write(tally.text());
  return exit;
}
