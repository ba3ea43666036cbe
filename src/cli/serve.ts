import { createMock, type ExchangeReport, type Mock, type Speed } from '../create-mock.ts';
import type { FaultSpec, FaultStep } from '../faults/fault-spec.ts';
import { splitFaults } from '../faults/parse-fault.ts';
import type { NodeServer } from '../transports/node-server.ts';
import { EXIT } from './exit-codes.ts';
import { fail } from './fail.ts';
import { createLineWriter } from './line-writer.ts';
import { jsonLine, prettyLine, type LogFormat } from './log-line.ts';
import { paint } from './paint.ts';
import { watchPaths } from './watch.ts';

/** Options of `starmock serve`, parsed. */
export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly profile: string;
  readonly seed: string;
  readonly speed: Speed;
  readonly apiKey: readonly string[];
  /** Files and folders. */
  readonly scenarios: readonly string[];
  readonly strict: boolean;
  readonly fault: readonly string[];
  readonly faultRate: number;
  /** Steps with commas between them. */
  readonly faultScript?: string;
  readonly faultHeader: boolean;
  readonly stableIds: boolean;
  readonly selfCheck: boolean;
  /** Bytes. */
  readonly maxBody: number;
  readonly cors: boolean;
  readonly log: LogFormat;
}

const BUILT_IN = new Set(['starmagic', 'openai']);

function banner(server: NodeServer, options: ServeOptions): string {
  if (options.log === 'silent') return `${server.url}\n`;
  if (options.log === 'json') return `${JSON.stringify({ event: 'listening', url: server.url, port: server.port })}\n`;
  const key = options.apiKey[0] ?? 'sk-starmock';
  const open = ['0.0.0.0', '::'].includes(options.host) ? paint('yellow', ' (open to the network)') : '';
  return [
    `starmock plays ${paint('bold', options.profile)} at ${paint('cyan', server.url)}${open}`,
    '',
    `  export OPENAI_BASE_URL=${server.url}`,
    `  export OPENAI_API_KEY=${key}`,
    '',
    ...(options.fault.length > 0 ? [paint('yellow', `faults: ${options.fault.join(', ')}`)] : []),
    paint('dim', `speed ${options.speed}, seed ${options.seed}; Ctrl-C stops`),
    '',
  ].join('\n');
}

/** A broken file must not end a session of work: the last good scenarios stay, and the mistake is told. */
function reloadOnChange(mock: Mock, options: ServeOptions): () => void {
  if (options.scenarios.length === 0) return () => undefined;
  return watchPaths(options.scenarios, () => {
    mock.reload().then(
      () => {
        if (options.log === 'pretty') process.stdout.write(`${paint('dim', 'scenarios read again')}\n`);
      },
      (error: unknown) => {
        fail(error);
        process.stderr.write('the last good fixtures stay in use\n');
      },
    );
  });
}

/** Resolves with the exit code when a signal asks for the end: the first lets answers end, the second does not. */
function untilSignal(mock: Mock, ended: () => number): Promise<number> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = (): void => {
      if (asked) return resolve(EXIT.interrupted);
      asked = true;
      void mock.close().then(() => resolve(ended()));
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

/**
 * Runs the server until it is asked to stop.
 *
 * @returns the exit code
 */
export async function serve(options: ServeOptions): Promise<number> {
  const write = createLineWriter(process.stdout);
  const line = options.log === 'json' ? jsonLine : prettyLine;
  let broken = 0;
  const onExchange = (report: ExchangeReport): void => {
    broken += report.findings?.length ?? 0;
    if (options.log !== 'silent') write(line(report, new Date()));
  };
  const mock = createMock({
    ...options,
    apiKeys: options.apiKey,
    // Words of the command line: `createMock` reports a name that does not exist.
    faults: options.fault as readonly FaultSpec[],
    faultScript: splitFaults(options.faultScript ?? '') as readonly FaultStep[],
    onInternalError: (error) => void fail(error),
    journalLimit: 0,
    ...(options.log === 'silent' && !options.selfCheck ? {} : { onExchange }),
  });
  // A mistake in a profile of the user's own must show before the first request does.
  if (!BUILT_IN.has(options.profile)) await mock.warm();
  const server = await mock.listen(options);
  process.stdout.write(banner(server, options));
  const stopWatching = reloadOnChange(mock, options);
  return untilSignal(mock, () => {
    stopWatching();
    return broken > 0 ? EXIT.failed : EXIT.ok;
  });
}
