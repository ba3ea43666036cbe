import { appendFileSync, writeFileSync } from 'node:fs';
import { toolVersion } from '../contract/tool-version.ts';
import type { VerifyEvent } from '../verify/run/events.ts';
import type { Observation } from '../recordings/observation.ts';
import { starlogHead, starlogLine } from '../recordings/starlog.ts';
import type { CommandContext } from './command-context.ts';
import { PRIVATE, writing } from './write-file.ts';

/** Writes a run down while it goes on, so that what was asked and paid for survives however it ends. */
export interface Recorder {
  start(event: Extract<VerifyEvent, { type: 'start' }>): void;
  /** @param observation without secrets */
  add(observation: Observation): void;
}

/**
 * @param path of the file, which is overwritten
 * @param fileAt tells which file that is
 */
export function createRecorder(path: string, fileAt: CommandContext['fileAt']): Recorder {
  const file = fileAt(path);
  let number = 0;
  return {
    start: ({ contract, endpoint, models, suite, startedAt, nonce }) => {
      const head = starlogHead({
        starlog: 1,
        tool: `starmock/${toolVersion()}`,
        profile: contract.profile,
        ...(contract.endpoint && { api: contract.endpoint }),
        contract: contract.version,
        endpoint,
        models,
        suite,
        startedAt,
        nonce,
      });
      writing('--record', path, () => writeFileSync(file, head, PRIVATE));
    },
    add: (observation) => writing('--record', path, () => appendFileSync(file, starlogLine(observation, ++number))),
  };
}
