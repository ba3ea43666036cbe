import { publishCassette } from '../../cassette-files.ts';
import { toolVersion } from '../../contract/tool-version.ts';
import type { Cassette, RecordedEntry } from '../../recordings/cassettes/cassette.ts';
import { mergeEntries, type Merged } from '../../recordings/cassettes/merge-entries.ts';
import { prepareEntry, type PreparedEntry } from '../../recordings/cassettes/prepare-entry.ts';
import { writeCassette } from '../../recordings/cassettes/write-cassette.ts';
import { createClient, type Client } from '../../verify/client/client.ts';
import { proxyFor } from '../../verify/client/proxy.ts';
import { judgeExchange } from '../../verify/judge-exchange.ts';
import { printableLine } from '../../verify/reporters/printable.ts';
import { checkedBaseUrl } from '../../verify/run/base-url.ts';
import { requireApiKey } from '../api-key.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../exit-codes.ts';
import { profileFrom } from '../profile-option.ts';
import { driftLine } from '../recorded-lines.ts';
import { replayedRequest } from '../replayed-request.ts';
import { openSound } from './open-cassettes.ts';

/** Options of `starmock cassettes refresh`, parsed. */
export interface RefreshOptions {
  readonly baseUrl: string;
  readonly apiKeyEnv?: string;
  readonly profile: string;
  readonly dryRun: boolean;
}

interface Sending {
  readonly client: Client;
  readonly key: string;
  readonly baseUrl: string;
  readonly profile: string;
}

async function recordAgain(
  { observation }: RecordedEntry,
  base: string,
  sending: Sending,
): Promise<PreparedEntry | { readonly reason: string }> {
  const { client, key, baseUrl, profile } = sending;
  const request = replayedRequest(observation.request, { endpoint: base, baseUrl, key });
  const exchanged = await client.send(request);
  const seen = { probe: '', model: observation.model, sample: 0, attempt: 0, ...exchanged };
  const prepared = await prepareEntry(seen, { secrets: [key] });
  if ('reason' in prepared) return prepared;
  const findings = await judgeExchange(seen, { profile, secrets: [key] });
  // The request stays as it was recorded: only the response is new.
  const kept = { ...prepared.observation, request: observation.request };
  return { ...prepared, observation: kept, ...(findings.length > 0 && { findings }) };
}

function shown(name: string, { changed, kept }: Merged, failed: readonly string[]): string[] {
  const drift = changed.flatMap(({ number, drift: found }) => found.map((one) => `  #${number} ${driftLine(one)}`));
  return [`${name}: ${changed.length} changed, ${kept} unchanged`, ...drift, ...failed.map((one) => `  ${one}`)];
}

async function refreshOne(cassette: Cassette, sending: Sending): Promise<{ merged: Merged; failed: string[] }> {
  const { manifest, entries } = cassette;
  const again: PreparedEntry[] = [];
  const failed: string[] = [];
  // One after the other: a limit of the API must not turn answers into errors.
  for (const entry of entries) {
    const next = await recordAgain(entry, manifest.baseUrl, sending);
    if ('reason' in next) failed.push(`#${entry.number} kept: ${next.reason}`);
    else again.push(next);
  }
  return { merged: mergeEntries(entries, again, { base: manifest.baseUrl, keeps: () => true }), failed };
}

/**
 * Sends the requests of cassettes again, and keeps the responses that say something else.
 *
 * @returns the exit code: 1 if the form of a response has changed so that clients may break
 */
export async function refreshCassettes(
  paths: readonly string[],
  options: RefreshOptions,
  context: CommandContext,
): Promise<number> {
  const { env, fileAt, stdout } = context;
  const { key } = requireApiKey(options.apiKeyEnv, env);
  const client = createClient({
    wallClock: () => Date.now(),
    now: () => performance.now(),
    proxy: (url) => proxyFor(url, env),
    insecure: false,
  });
  const sending = {
    client,
    key,
    baseUrl: checkedBaseUrl(options.baseUrl),
    profile: profileFrom(options.profile, fileAt),
  };
  let broken = false;
  for (const { path, cassette } of await openSound(paths, context)) {
    const { merged, failed } = await refreshOne(cassette, sending);
    for (const line of shown(cassette.name, merged, failed)) stdout.write(`${printableLine(line)}\n`);
    broken ||= failed.length > 0 || merged.changed.some(({ drift }) => drift.some(({ grade }) => grade === 'error'));
    if (merged.changed.length === 0 || options.dryRun) continue;
    const manifest = { ...cassette.manifest, tool: `starmock/${toolVersion()}` };
    await publishCassette(path, writeCassette({ manifest, entries: merged.entries }));
  }
  return broken ? EXIT.failed : EXIT.ok;
}
