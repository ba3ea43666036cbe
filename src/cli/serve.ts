import { modeIn, type CassetteMode } from '../cassette-mode.ts';
import { createMock, type Mock } from '../create-mock.ts';
import type { ExchangeReport, MockOptions, Speed } from '../mock-options.ts';
import type { FaultSpec, FaultStep } from '../faults/fault-spec.ts';
import { splitFaults } from '../faults/parse-fault.ts';
import type { NodeServer } from '../transports/node-server.ts';
import type { Paint } from '../verify/reporters/paint.ts';
import { counted } from '../verify/reporters/words.ts';
import type { CommandContext, Output } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import { fail } from './fail.ts';
import { createLineWriter } from './line-writer.ts';
import { jsonLine, prettyLine, type LogFormat } from './log-line.ts';
import { profileFrom } from './profile-option.ts';
import { ANY_KEY, childCommand, childEnvironment } from './served-command.ts';
import { untilDone, untilStopped, type RunningServer } from './until-ended.ts';
import { recordedLines } from './recorded-lines.ts';
import { receiptLine, verdictLines } from './verdict-lines.ts';
import { watchPaths } from './watch.ts';

/** Options of `starmock serve`, parsed. */
export interface ServeOptions {
  readonly port?: number;
  readonly host: string;
  readonly profile: string;
  readonly seed: string;
  readonly speed?: Speed;
  readonly apiKey: readonly string[];
  readonly auth: boolean;
  readonly modelAlias: Readonly<Record<string, string>>;
  readonly anyModel: boolean;
  readonly strictModels: boolean;
  /** Files and folders. */
  readonly scenarios: readonly string[];
  readonly strict: boolean;
  /** Files and folders. */
  readonly cassettes: readonly string[];
  readonly cassetteMode?: CassetteMode;
  readonly upstream?: string;
  readonly fallback?: 'tap';
  readonly cassetteRepeat: boolean;
  readonly fault: readonly string[];
  readonly faultRate: number;
  /** Comma-separated steps. */
  readonly faultScript?: string;
  readonly faultHeader: boolean;
  readonly rpm?: number;
  readonly tpm?: number;
  readonly stableIds: boolean;
  readonly selfCheck: boolean;
  /** Bytes. */
  readonly maxBody: number;
  readonly cors: boolean;
  readonly allowHost: readonly string[];
  readonly control: boolean;
  readonly controlToken?: string;
  readonly metrics: boolean;
  readonly log?: LogFormat;
  /** Where the other options were read from. */
  readonly config?: string | false;
  readonly printConfig: boolean;
}

/** Options, and what the absence of some of them means. */
interface Settings extends ServeOptions {
  readonly port: number;
  readonly speed: Speed;
  readonly log: LogFormat;
}

/** With a token or without, the control API is on. */
const isControlled = ({ control, controlToken }: ServeOptions): boolean => control || controlToken !== undefined;

const USUAL_PORT = 4010;

/** @param commanded whether the mock is there for a command, which has standard output and is no reader of addresses */
function settingsOf(options: ServeOptions, commanded: boolean): Settings {
  const { port = commanded ? 0 : USUAL_PORT, speed = commanded ? 'instant' : 'realistic' } = options;
  return { ...options, port, speed, log: options.log ?? (commanded ? 'silent' : 'pretty') };
}

function banner(
  server: NodeServer,
  options: Settings,
  { STARMOCK_API_KEY: variable }: CommandContext['env'],
  paint: Paint,
): string {
  if (options.log === 'silent') return `${server.url}\n`;
  if (options.log === 'json') return `${JSON.stringify({ event: 'listening', url: server.url, port: server.port })}\n`;
  const [first = ANY_KEY] = options.apiKey;
  // The variable may hold a key of a live endpoint, for verify.
  const key = first === variable ? '$STARMOCK_API_KEY' : first;
  const open = ['0.0.0.0', '::'].includes(options.host) ? paint('yellow', ', reachable from the network') : '';
  return [
    `starmock is listening on ${paint('cyan', server.url)} (profile: ${paint('bold', options.profile)})${open}`,
    '',
    `  export OPENAI_BASE_URL=${server.url}`,
    `  export OPENAI_API_KEY=${key}`,
    '',
    ...(options.fault.length > 0 ? [paint('yellow', `faults: ${options.fault.join(', ')}`)] : []),
    paint('dim', `speed: ${options.speed}, seed: ${options.seed}. Press Ctrl-C to stop.`),
    '',
  ].join('\n');
}

/** Reloads scenarios when their files change. A file that doesn't load is reported, and the previous scenarios stay. */
function reloadOnChange(mock: Mock, scenarios: readonly string[], log: Output, stderr: Output): () => void {
  if (scenarios.length === 0) return () => undefined;
  return watchPaths(scenarios, () => {
    mock.reload().then(
      (count) => log.write(`${log.paint('dim', `Reloaded ${counted(count, 'scenario')}`)}\n`),
      (error: unknown) => {
        fail(error, stderr);
        stderr.write('Keeping the previous scenarios\n');
      },
    );
  });
}

/** Turns a good exit code into a bad one where the verdict asks for it. */
function judge(exit: number, mock: Mock, { strict }: Settings, { stderr }: CommandContext): number {
  const verdict = mock.verdict();
  const lines = verdictLines(strict ? verdict : { ...verdict, unmatched: [], unused: [] });
  for (const line of lines) stderr.write(`${line}\n`);
  if (verdict.replay) stderr.write(`${receiptLine(verdict.replay)}\n`);
  for (const line of recordedLines(mock.recorded)) stderr.write(`${line}\n`);
  return exit === EXIT.ok && lines.length > 0 ? EXIT.failed : exit;
}

/** In continuous integration nothing is recorded, whichever environment the library sees. */
function recordingOf(
  { cassetteMode, cassettes, profile, upstream, fallback }: Settings,
  { env, fileAt }: CommandContext,
): Pick<MockOptions, 'cassetteMode' | 'cassetteJudge'> {
  if (cassettes.length === 0) return {};
  const usual = upstream === undefined || fallback !== undefined ? 'none' : 'once';
  return {
    cassetteMode: modeIn(cassetteMode ?? usual, env),
    cassetteJudge: async (observation) => {
      const { judgeExchange } = await import('../verify/judge-exchange.ts');
      return judgeExchange(observation, { profile: profileFrom(profile, fileAt) });
    },
  };
}

const SILENCE: Output = { write: () => undefined, paint: (_, text) => text, terminal: false };

async function openMock(settings: Settings, context: CommandContext, log: Output): Promise<Mock> {
  const { stderr, fileAt } = context;
  const write = createLineWriter(log);
  const line = settings.log === 'json' ? jsonLine : prettyLine;
  const controlled = isControlled(settings);
  const metrics = controlled || settings.metrics ? await (await import('./metrics.ts')).openMetrics() : undefined;
  const onExchange = (report: ExchangeReport): void => {
    metrics?.record(report);
    if (settings.log !== 'silent') write(line(report, new Date(), log.paint));
  };
  const {
    port: _port,
    host: _host,
    allowHost: _allowHost,
    apiKey,
    modelAlias,
    fault,
    faultScript = '',
    log: _log,
    controlToken,
    config: _config,
    printConfig: _printConfig,
    ...shared
  } = settings;
  return createMock({
    ...shared,
    profile: profileFrom(settings.profile, fileAt),
    scenarios: settings.scenarios.map(fileAt),
    cassettes: settings.cassettes.map(fileAt),
    ...recordingOf(settings, context),
    apiKeys: apiKey,
    modelAliases: modelAlias,
    // Unchecked names from the command line: `createMock` reports unknown ones.
    faults: fault as readonly FaultSpec[],
    faultScript: splitFaults(faultScript) as readonly FaultStep[],
    onInternalError: (error) => void fail(error, stderr),
    control: controlToken === undefined ? controlled : { token: controlToken },
    metrics: metrics?.text,
    // Only the control API can ask for it.
    ...(controlled ? {} : { journalLimit: 0 }),
    ...(settings.log === 'silent' && !metrics ? {} : { onExchange }),
  });
}

/**
 * Runs the server until it is stopped, or until a command is over.
 *
 * @param command to run with the mock in its environment; the log then goes to standard error
 * @returns the exit code
 */
export async function serve(
  options: ServeOptions,
  context: CommandContext,
  command?: readonly string[],
): Promise<number> {
  const { stdout, stderr, fileAt } = context;
  const child = command && childCommand(command);
  const settings = settingsOf(options, child !== undefined);
  const out = child ? stderr : stdout;
  const log = settings.log === 'silent' ? SILENCE : out;
  const mock = await openMock(settings, context, log);
  const server = await mock.listen({ host: settings.host, port: settings.port, allowHosts: settings.allowHost });
  // Begun before anyone knows the address, so that no signal comes too early.
  const running: RunningServer = {
    running: () => server.running,
    close: (grace) => mock.close(grace),
    failed: () => mock.discardRecordings(),
  };
  const { apiKey, controlToken } = settings;
  const ended = child
    ? untilDone(running, child, childEnvironment(server, apiKey[0], controlToken), context)
    : untilStopped(running, settings.log, context);
  (child ? log : out).write(banner(server, settings, context.env, out.paint));
  const reloads = settings.log === 'pretty' ? log : SILENCE;
  const stopWatching = reloadOnChange(mock, settings.scenarios.map(fileAt), reloads, stderr);
  const exit = await ended.finally(stopWatching);
  return judge(exit, mock, settings, context);
}
