import { createMock, type Mock } from '../create-mock.ts';
import type { ExchangeReport, Speed } from '../mock-options.ts';
import { StarmockError } from '../contract/errors.ts';
import type { FaultSpec, FaultStep } from '../faults/fault-spec.ts';
import { splitFaults } from '../faults/parse-fault.ts';
import type { NodeServer } from '../transports/node-server.ts';
import type { Paint } from '../verify/reporters/paint.ts';
import { counted } from '../verify/reporters/words.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import { fail } from './fail.ts';
import { createLineWriter } from './line-writer.ts';
import { jsonLine, prettyLine, type LogFormat } from './log-line.ts';
import { parsePort } from './parse-options.ts';
import { profileFrom } from './profile-option.ts';
import { strictVerdict } from './strict-verdict.ts';
import { watchPaths } from './watch.ts';

/** Options of `starmock serve`, parsed. */
export interface ServeOptions {
  readonly port?: number;
  readonly host: string;
  readonly profile: string;
  readonly seed: string;
  readonly speed: Speed;
  readonly apiKey: readonly string[];
  readonly auth: boolean;
  readonly modelAlias: Readonly<Record<string, string>>;
  readonly anyModel: boolean;
  readonly strictModels: boolean;
  /** Files and folders. */
  readonly scenarios: readonly string[];
  readonly strict: boolean;
  readonly fault: readonly string[];
  readonly faultRate: number;
  /** Comma-separated steps. */
  readonly faultScript?: string;
  readonly faultHeader: boolean;
  readonly stableIds: boolean;
  readonly selfCheck: boolean;
  /** Bytes. */
  readonly maxBody: number;
  readonly cors: boolean;
  readonly log: LogFormat;
}

const USUAL_PORT = 4010;

/** @throws StarmockError BAD_OPTION */
function portFrom({ PORT }: CommandContext['env']): number {
  if (!PORT) return USUAL_PORT;
  try {
    return parsePort(PORT);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new StarmockError('BAD_OPTION', `Invalid PORT environment variable "${PORT}": ${cause}`, { PORT });
  }
}

function banner(server: NodeServer, options: ServeOptions, paint: Paint): string {
  if (options.log === 'silent') return `${server.url}\n`;
  if (options.log === 'json') return `${JSON.stringify({ event: 'listening', url: server.url, port: server.port })}\n`;
  const key = options.apiKey[0] ?? 'sk-starmock';
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
function reloadOnChange(
  mock: Mock,
  scenarios: readonly string[],
  log: LogFormat,
  { stdout, stderr }: CommandContext,
): () => void {
  if (scenarios.length === 0) return () => undefined;
  return watchPaths(scenarios, () => {
    mock.reload().then(
      (count) => {
        if (log === 'pretty') stdout.write(`${stdout.paint('dim', `Reloaded ${counted(count, 'scenario')}`)}\n`);
      },
      (error: unknown) => {
        fail(error, stderr);
        stderr.write('Keeping the previous scenarios\n');
      },
    );
  });
}

/** Resolves with the exit code on a signal: the first lets active responses finish, the second exits at once. */
function untilStopped(mock: Mock, { onStop }: CommandContext): Promise<number> {
  return new Promise((resolve) => {
    let asked = false;
    const release = onStop(() => {
      if (asked) return resolve(EXIT.interrupted);
      asked = true;
      void mock.close().then(() => {
        release();
        resolve(EXIT.ok);
      });
    });
  });
}

/**
 * Runs the server until it is stopped.
 *
 * @returns the exit code
 */
export async function serve(options: ServeOptions, context: CommandContext): Promise<number> {
  const { stdout, stderr, env, fileAt } = context;
  const { port = portFrom(env) } = options;
  const profile = profileFrom(options.profile, fileAt);
  const scenarios = options.scenarios.map(fileAt);
  const write = createLineWriter(stdout);
  const line = options.log === 'json' ? jsonLine : prettyLine;
  let broken = 0;
  let unmatched = 0;
  const onExchange = (report: ExchangeReport): void => {
    broken += report.findings?.length ?? 0;
    if (report.unmatched) unmatched++;
    if (options.log !== 'silent') write(line(report, new Date(), stdout.paint));
  };
  const { port: _port, host, apiKey, modelAlias, fault, log, ...shared } = options;
  const mock = createMock({
    ...shared,
    profile,
    scenarios,
    apiKeys: apiKey,
    modelAliases: modelAlias,
    // Unchecked names from the command line: `createMock` reports unknown ones.
    faults: fault as readonly FaultSpec[],
    faultScript: splitFaults(options.faultScript ?? '') as readonly FaultStep[],
    onInternalError: (error) => void fail(error, stderr),
    journalLimit: 0,
    ...(log === 'silent' && !options.selfCheck && !options.strict ? {} : { onExchange }),
  });
  const server = await mock.listen({ host, port });
  stdout.write(banner(server, options, stdout.paint));
  const stopWatching = reloadOnChange(mock, scenarios, options.log, context);
  const exit = await untilStopped(mock, context);
  stopWatching();
  const verdict = options.strict ? strictVerdict(mock, unmatched) : [];
  for (const said of verdict) stderr.write(`${said}\n`);
  return exit === EXIT.ok && broken + verdict.length > 0 ? EXIT.failed : exit;
}
