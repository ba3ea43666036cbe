import { withoutTrailingSlashes } from '../contract/without-trailing-slashes.ts';
import { shelfOf } from '../cassette-recording.ts';
import { toolVersion } from '../contract/tool-version.ts';
import { createCassetteRecorder, type CassetteRecorder } from '../recordings/cassettes/recorder.ts';
import { judgeExchange } from '../verify/judge-exchange.ts';
import type { CommandContext } from './command-context.ts';
import { profileFrom } from './profile-option.ts';

/** What a tap records, and where from. */
export interface TapRecording {
  /** Folder of the cassettes. */
  readonly record?: string;
  readonly profile?: string;
  readonly upstream: string;
  /** That the tap puts in the place of the client's. */
  readonly apiKey?: string | undefined;
}

/** The recorder of a tap, if it has one. @throws StarmockError BAD_OPTION */
export function openTapRecorder(
  { record, profile = 'starmagic', upstream, apiKey }: TapRecording,
  { fileAt }: CommandContext,
): CassetteRecorder | undefined {
  if (record === undefined) return undefined;
  const secrets = apiKey === undefined ? [] : [apiKey];
  const judged = { profile: profileFrom(profile, fileAt), secrets };
  return createCassetteRecorder({
    shelf: shelfOf(fileAt(record)),
    manifest: { tool: `starmock/${toolVersion()}`, baseUrl: withoutTrailingSlashes(upstream), profile },
    keep: false,
    openedAt: Date.now(),
    secrets,
    judge: (observation) => judgeExchange(observation, judged),
  });
}
