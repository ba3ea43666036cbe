import { basename } from 'node:path';
import { StarmockError } from '../contract/errors.ts';
import { EMPTY_BASELINE, readBaseline, type Baseline } from '../verify/report/baseline.ts';
import { proxyFor } from '../verify/client/proxy.ts';
import { readStarlog, type Starlog } from '../verify/recording/starlog.ts';
import type { VerifyOptions } from '../verify/verify-options.ts';
import type { CommandContext } from './command-context.ts';
import { findApiKey, requireApiKey } from './api-key.ts';
import { profileFrom } from './profile-option.ts';
import { readTextFile, readTextFileIfThere } from './read-text-file.ts';
import type { VerifyCommandOptions } from './verify-options.ts';

const LEVELS = { must: 'MUST', should: 'SHOULD', may: 'MAY' } as const;

/** The baseline of a run. A file that is not there is an empty one, so that the first run needs none. */
export function baselineOf(path: string, fileAt: CommandContext['fileAt']): Baseline {
  const text = readTextFileIfThere(path, fileAt, 'baseline', 'BAD_BASELINE');
  return text === undefined ? EMPTY_BASELINE : readBaseline(text, basename(path));
}

function requireBaseUrl(baseUrl: string | undefined): string {
  // An empty variable is one that nobody has set.
  if (baseUrl) return baseUrl;
  throw new StarmockError(
    'BAD_OPTION',
    'Failed to verify: no endpoint is given; name it with --base-url https://api.example.com/v1, or set OPENAI_BASE_URL',
  );
}

/** Where requests go. What was recorded was asked long ago, and a plan is asked of nobody, so neither needs a key. */
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
    throw new StarmockError(
      'BAD_OPTION',
      'Failed to update the baseline: it keeps a reason with each finding; add --reason "ticket 4711"',
    );
  const lost = reason === undefined ? (expires === undefined ? undefined : '--expires') : '--reason';
  if (!updateBaseline && lost !== undefined)
    throw new StarmockError('BAD_OPTION', `Failed to use ${lost}: it belongs to --update-baseline`);
}

/** Options that write down what a run has brought. */
const WRITING = ['junit', 'sarif', 'markdown', 'html', 'badge', 'har', 'record'] as const;

/** What could only be ignored is refused: a plan brings nothing to write, and a recording is not recorded again. */
function checkModes(options: VerifyCommandOptions): void {
  const { plan, replay, record, updateBaseline } = options;
  const vain = WRITING.find((name) => options[name] !== undefined);
  if (plan && (vain !== undefined || updateBaseline || replay !== undefined)) {
    const option = vain ?? (updateBaseline ? 'update-baseline' : 'replay');
    throw new StarmockError('BAD_OPTION', `Failed to use --${option}: --plan sends nothing; leave one of the two out`);
  }
  if (replay !== undefined && record !== undefined)
    throw new StarmockError(
      'BAD_OPTION',
      'Failed to use --record: --replay sends nothing that could be recorded; copy the file if you want another',
    );
}

/** How the network is reached. */
function networkOf(
  { proxy, ca, insecure, timeout, deadline }: VerifyCommandOptions,
  { env, fileAt }: CommandContext,
): Pick<VerifyOptions, 'proxy' | 'ca' | 'insecure' | 'timeouts' | 'deadline'> {
  const viaProxy = {
    ...(proxy === undefined ? { proxy: (url: URL) => proxyFor(url, env) } : {}),
    ...(typeof proxy === 'string' ? { proxy: () => proxy } : {}),
  };
  return {
    ...viaProxy,
    ...(ca === undefined ? {} : { ca: readTextFile(ca, fileAt, 'certificates', 'BAD_OPTION') }),
    insecure,
    timeouts: timeout,
    ...(deadline === undefined ? {} : { deadline }),
  };
}

/**
 * What the command line, the environment and the files that these name come to.
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
  return {
    ...endpointOf(options, recording, context.env),
    ...(models ? { models } : {}),
    ...(suite === undefined ? {} : { suite: suite as NonNullable<VerifyOptions['suite']> }),
    ...(profile === undefined ? {} : { profile: profileFrom(profile, context.fileAt) }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(recording ? { replay: recording.observations } : {}),
    ...networkOf(options, context),
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
