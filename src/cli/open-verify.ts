import { basename } from 'node:path';
import { StarmockError } from '../contract/errors.ts';
import { EMPTY_BASELINE, readBaseline, type Baseline } from '../verify/report/baseline.ts';
import { readStarlog, type Starlog } from '../recordings/starlog.ts';
import type { VerifyOptions } from '../verify/verify-options.ts';
import type { CommandContext } from './command-context.ts';
import { connectionOf } from './connection-options.ts';
import { findApiKey, requireApiKey } from './api-key.ts';
import { profileFrom } from './profile-option.ts';
import { readTextFile, readTextFileIfThere } from './read-text-file.ts';
import type { VerifyCommandOptions } from './verify-options.ts';

const LEVELS = { must: 'MUST', should: 'SHOULD', may: 'MAY' } as const;

/** The baseline of a run: empty if the file is missing, because the first run has none. */
export function baselineOf(path: string, fileAt: CommandContext['fileAt']): Baseline {
  const text = readTextFileIfThere(path, fileAt, 'baseline', 'BAD_BASELINE');
  return text === undefined ? EMPTY_BASELINE : readBaseline(text, basename(path));
}

function requireBaseUrl(baseUrl: string | undefined): string {
  // An empty variable counts as not set.
  if (baseUrl) return baseUrl;
  throw new StarmockError(
    'BAD_OPTION',
    'No endpoint: pass --base-url https://api.example.com/v1 or set OPENAI_BASE_URL',
  );
}

/** Where requests go. Replays and plans send nothing, so they need no key. */
function endpointOf(
  options: VerifyCommandOptions,
  recording: Starlog | undefined,
  env: CommandContext['env'],
): Pick<VerifyOptions, 'baseUrl' | 'apiKey' | 'keyVariable'> {
  const baseUrl = requireBaseUrl(recording?.header.endpoint ?? options.baseUrl ?? env['OPENAI_BASE_URL']);
  const found = recording || options.plan ? findApiKey(options.apiKeyEnv, env) : requireApiKey(options.apiKeyEnv, env);
  return { baseUrl, apiKey: found?.key ?? '', keyVariable: found?.variable ?? options.apiKeyEnv ?? 'STARMOCK_API_KEY' };
}

function checkBaselineOptions({ updateBaseline, reason, expires }: VerifyCommandOptions): void {
  if (updateBaseline && !reason?.trim())
    throw new StarmockError('BAD_OPTION', '--update-baseline requires a reason, such as --reason "ticket 4711"');
  const lost = reason === undefined ? (expires === undefined ? undefined : '--expires') : '--reason';
  if (!updateBaseline && lost !== undefined)
    throw new StarmockError('BAD_OPTION', `${lost} requires --update-baseline`);
}

/** Options that write results. */
const WRITING = ['junit', 'sarif', 'markdown', 'html', 'badge', 'har', 'record'] as const;

/** Rejects options that would have no effect. */
function checkModes(options: VerifyCommandOptions): void {
  const { plan, replay, record, updateBaseline } = options;
  const ignored = WRITING.find((name) => options[name] !== undefined);
  if (plan && (ignored !== undefined || updateBaseline || replay !== undefined)) {
    const option = ignored ?? (updateBaseline ? 'update-baseline' : 'replay');
    throw new StarmockError('BAD_OPTION', `--${option} cannot be combined with --plan, which sends nothing`);
  }
  if (replay !== undefined && record !== undefined)
    throw new StarmockError(
      'BAD_OPTION',
      '--record cannot be combined with --replay, which sends nothing; copy the recording instead',
    );
}

/** How the network is reached. */
function networkOf(
  options: VerifyCommandOptions,
  context: CommandContext,
): Pick<VerifyOptions, 'proxy' | 'ca' | 'insecure' | 'timeouts' | 'deadline'> {
  const { timeout, deadline } = options;
  return {
    ...connectionOf(options, context),
    timeouts: timeout,
    ...(deadline === undefined ? {} : { deadline }),
  };
}

/** A value that begins with `$` names a variable, so that no secret stands in the process list. */
function fromEnvironment(name: string, value: string, env: CommandContext['env']): string {
  const [, variable] = /^\$(\w+)$/.exec(value) ?? [];
  if (variable === undefined) return value;
  const found = env[variable];
  if (found) return found;
  throw new StarmockError('BAD_OPTION', `--header ${name}: the environment variable ${variable} is not set`);
}

/** What every request carries beside what its probe says. */
function carriedBy(
  { header, query, userAgent, honestProbes }: VerifyCommandOptions,
  env: CommandContext['env'],
): Pick<VerifyOptions, 'headers' | 'query' | 'userAgent' | 'honestProbes'> {
  const headers = Object.entries(header).map(([name, value]) => [name, fromEnvironment(name, value, env)] as const);
  return {
    headers: Object.fromEntries(headers),
    query,
    honestProbes,
    ...(userAgent === undefined ? {} : { userAgent }),
  };
}

/**
 * Resolves the options from the command line, the environment and the files they name.
 *
 * @throws StarmockError BAD_OPTION, BAD_BASELINE, BAD_RECORDING
 */
export function openVerify(options: VerifyCommandOptions, context: CommandContext): VerifyOptions {
  checkModes(options);
  checkBaselineOptions(options);
  const recording =
    options.replay === undefined
      ? undefined
      : readStarlog(
          readTextFile(options.replay, context.fileAt, 'recording', 'BAD_RECORDING'),
          basename(options.replay),
        );
  const { only, skip, budget, samples, concurrency, strictBaseline, failOn, nonce } = options;
  const suite = options.suite ?? recording?.header.suite;
  const models = options.model.length > 0 ? options.model : recording?.header.models;
  const profile = options.profile ?? recording?.header.profile;
  const endpoint = options.endpoint ?? recording?.header.api;
  return {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...endpointOf(options, recording, context.env),
    ...(models ? { models } : {}),
    ...(suite === undefined ? {} : { suite: suite as NonNullable<VerifyOptions['suite']> }),
    ...(profile === undefined ? {} : { profile: profileFrom(profile, context.fileAt) }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(recording ? { replay: recording.observations } : {}),
    ...networkOf(options, context),
    ...carriedBy(options, context.env),
    only,
    skip,
    budget,
    samples,
    concurrency,
    planOnly: options.plan,
    baseline: baselineOf(options.baseline, context.fileAt),
    strictBaseline,
    failOn: LEVELS[failOn],
  };
}
