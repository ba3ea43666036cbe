import { basename } from 'node:path';
import { StarmockError } from '../contract/errors.ts';
import { createClient } from '../verify/client/client.ts';
import { proxyFor } from '../verify/client/proxy.ts';
import type { Observation } from '../recordings/observation.ts';
import { createRedactor } from '../recordings/redaction/redact.ts';
import { printable, printableLine } from '../verify/reporters/printable.ts';
import type { Paint } from '../verify/reporters/paint.ts';
import { duration } from '../verify/reporters/words.ts';
import { checkedBaseUrl } from '../verify/run/base-url.ts';
import { readStarlog } from '../recordings/starlog.ts';
import { requireApiKey } from './api-key.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import { readTextFile } from './read-text-file.ts';
import { replayedRequest } from './replayed-request.ts';

/** Options of `starmock replay`, parsed. */
export interface ReplayOptions {
  readonly apiKeyEnv?: string;
  /** Base URL. Default: OPENAI_BASE_URL. */
  readonly baseUrl?: string;
  /** Sends the request to the endpoint in the recording. */
  readonly allowRecordedHost: boolean;
  /** File of certificates. */
  readonly ca?: string;
  readonly insecure: boolean;
}

function fail(cause: string): never {
  throw new StarmockError('BAD_OPTION', `Cannot replay: ${cause}`);
}

interface Place {
  readonly file: string;
  readonly number: number;
}

function placeOf(text: string): Place {
  const [, file, digits] = /^(.+)#p(\d+)$/.exec(text) ?? [];
  return file === undefined
    ? fail(`expected a file and an exchange such as run.starlog#p13, got "${text}"`)
    : { file, number: Number(digits) };
}

function find(
  { file, number }: Place,
  fileAt: CommandContext['fileAt'],
): { readonly recorded: Observation; readonly endpoint: string } {
  const { header, observations, numbers } = readStarlog(
    readTextFile(file, fileAt, 'recording', 'BAD_RECORDING'),
    basename(file),
  );
  const recorded = observations[numbers.indexOf(number)];
  const last = Math.max(0, ...numbers);
  return recorded
    ? { recorded, endpoint: header.endpoint }
    : fail(`exchange p${number} is not in "${file}", which has p1 to p${last}`);
}

/** Where the request may go. The endpoint in the recording is untrusted until the user allows it. */
function allowedBase(endpoint: string, { baseUrl, allowRecordedHost }: ReplayOptions, env: NodeJS.ProcessEnv): string {
  const named = baseUrl ?? (allowRecordedHost ? endpoint : env['OPENAI_BASE_URL'] || undefined);
  if (named !== undefined) return checkedBaseUrl(named);
  return fail(
    `this would send your key to ${JSON.stringify(endpoint)}, the endpoint in the recording; pass --allow-recorded-host to allow it, or choose an endpoint with --base-url or OPENAI_BASE_URL`,
  );
}

/** The whole response as text: status line, headers, body. */
function shown(
  { head, readings, failure, end }: Pick<Observation, 'head' | 'readings' | 'failure' | 'end'>,
  paint: Paint,
): string {
  if (failure) return `${printableLine(`${failure.phase}: ${failure.code} ${failure.message}`)}\n`;
  const lines = head
    ? [
        `HTTP/${head.httpVersion} ${head.status} ${head.reason}`,
        ...head.headers.map(([name, value]) => `${name}: ${value}`),
      ]
    : [];
  const body = printable(
    Buffer.concat(readings.map(({ bytes }) => bytes))
      .toString('utf8')
      .replaceAll('\r\n', '\n'),
  );
  const last = end === undefined ? '' : `${end.how} after ${duration(end.ms)}${end.detail ? `: ${end.detail}` : ''}`;
  const told = lines.map((line) => paint('dim', printableLine(line))).join('\n');
  return `${told}\n\n${body.trimEnd()}\n\n${paint('dim', printableLine(last))}\n`;
}

/**
 * Resends a recorded exchange and prints the response.
 *
 * @param text file and number: `run.starlog#p13`
 * @returns the exit code: 3 if there was no response
 * @throws StarmockError BAD_OPTION, BAD_RECORDING
 */
export async function replay(
  text: string,
  options: ReplayOptions,
  { stdout, env, fileAt }: CommandContext,
): Promise<number> {
  const { recorded, endpoint } = find(placeOf(text), fileAt);
  const baseUrl = allowedBase(endpoint, options, env);
  const { key } = requireApiKey(options.apiKeyEnv, env);
  const request = replayedRequest(recorded.request, { endpoint, baseUrl, key });
  const client = createClient({
    wallClock: () => Date.now(),
    now: () => performance.now(),
    proxy: (url) => proxyFor(url, env),
    insecure: options.insecure,
    ...(options.ca === undefined ? {} : { ca: readTextFile(options.ca, fileAt, 'certificates', 'BAD_OPTION') }),
  });
  const exchanged = await client.send(request);
  const { probe, model, sample, attempt } = recorded;
  const clean = createRedactor([key]).observation({ probe, model, sample, attempt, ...exchanged });
  const what = printableLine(`${request.method} ${clean.request.url}`);
  const whose = stdout.paint('bold', printableLine(`${probe} of ${model}`));
  stdout.write(`${whose}: ${what}\n\n${shown(clean, stdout.paint)}`);
  return exchanged.failure ? EXIT.unreachable : EXIT.ok;
}
