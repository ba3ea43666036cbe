import { basename } from 'node:path';
import { StarmockError } from '../contract/errors.ts';
import { createClient } from '../verify/client/client.ts';
import { proxyFor } from '../verify/client/proxy.ts';
import type { Observation, SentRequest } from '../verify/evidence/observation.ts';
import { createRedactor, KEY_MARK } from '../verify/redaction/redact.ts';
import { duration } from '../verify/reporters/words.ts';
import { readStarlog } from '../verify/recording/starlog.ts';
import { requireApiKey } from './api-key.ts';
import { EXIT } from './exit-codes.ts';
import { paint } from './paint.ts';
import { readTextFile } from './read-text-file.ts';

/** Options of `starmock replay`, parsed. */
export interface ReplayOptions {
  readonly apiKeyEnv?: string;
  /** Endpoint to ask instead of the recorded one. */
  readonly baseUrl?: string;
  /** File of certificates. */
  readonly ca?: string;
  readonly insecure: boolean;
}

function fail(cause: string): never {
  throw new StarmockError('BAD_OPTION', `Failed to replay: ${cause}`);
}

interface Place {
  readonly file: string;
  readonly number: number;
}

function placeOf(text: string): Place {
  const [, file, digits] = /^(.+)#p(\d+)$/.exec(text) ?? [];
  return file === undefined
    ? fail(`"${text}" names no exchange; write the file, "#p" and its number, such as run.starlog#p13`)
    : { file, number: Number(digits) };
}

function find({ file, number }: Place): { readonly recorded: Observation; readonly endpoint: string } {
  const { header, observations, numbers } = readStarlog(
    readTextFile(file, 'recording', 'BAD_RECORDING'),
    basename(file),
  );
  const recorded = observations[numbers.indexOf(number)];
  const last = Math.max(0, ...numbers);
  return recorded
    ? { recorded, endpoint: header.endpoint }
    : fail(`"${file}" has no exchange ${number}; its exchanges are p1 to p${last}`);
}

/** The key in the place of the mark that redaction has left, and the endpoint that was asked for. */
function renewed({ request }: Observation, key: string, endpoint: string, baseUrl: string | undefined): SentRequest {
  const keyed = (text: string): string => text.replaceAll(KEY_MARK, key);
  const moved = baseUrl === undefined ? request.url : request.url.replace(endpoint, baseUrl.replace(/\/+$/, ''));
  const body = Buffer.from(request.body);
  return {
    method: request.method,
    url: keyed(moved),
    headers: request.headers.map(([name, value]) => [name, keyed(value)]),
    body: body.includes(KEY_MARK) ? Buffer.from(keyed(body.toString('utf8'))) : request.body,
  };
}

/** The whole answer as text: status line, head, body. */
function shown({ head, readings, failure, end }: Pick<Observation, 'head' | 'readings' | 'failure' | 'end'>): string {
  if (failure) return `${failure.phase}: ${failure.code} ${failure.message}\n`;
  const lines = head
    ? [
        `HTTP/${head.httpVersion} ${head.status} ${head.reason}`,
        ...head.headers.map(([name, value]) => `${name}: ${value}`),
      ]
    : [];
  const body = Buffer.concat(readings.map(({ bytes }) => bytes)).toString('utf8');
  const last = end === undefined ? '' : `${end.how} after ${duration(end.ms)}${end.detail ? `: ${end.detail}` : ''}`;
  return `${lines.map((line) => paint('dim', line)).join('\n')}\n\n${body.trimEnd()}\n\n${paint('dim', last)}\n`;
}

/**
 * Sends a recorded exchange again, and shows what comes now.
 *
 * @param text file and number: `run.starlog#p13`
 * @returns the exit code: 3 where no answer came
 * @throws StarmockError BAD_OPTION, BAD_RECORDING
 */
export async function replay(text: string, options: ReplayOptions): Promise<number> {
  const { recorded, endpoint } = find(placeOf(text));
  const { key } = requireApiKey(options.apiKeyEnv, process.env);
  const client = createClient({
    wallClock: () => Date.now(),
    now: () => performance.now(),
    proxy: (url) => proxyFor(url, process.env),
    insecure: options.insecure,
    ...(options.ca === undefined ? {} : { ca: readTextFile(options.ca, 'certificates', 'BAD_OPTION') }),
  });
  const request = renewed(recorded, key, endpoint, options.baseUrl);
  const exchanged = await client.send(request);
  const { probe, model, sample, attempt } = recorded;
  const clean = createRedactor([key]).observation({ probe, model, sample, attempt, ...exchanged });
  process.stdout.write(
    `${paint('bold', `${probe} of ${model}`)}: ${request.method} ${clean.request.url}\n\n${shown(clean)}`,
  );
  return exchanged.failure ? EXIT.unreachable : EXIT.ok;
}
