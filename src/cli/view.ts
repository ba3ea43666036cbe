import { basename } from 'node:path';
import { observationsOfHar } from '../recordings/har.ts';
import { readCassette } from '../recordings/cassettes/read-cassette.ts';
import { counted } from '../verify/reporters/words.ts';
import { createExchangeStore, MAX_KEPT } from '../view/exchange-store.ts';
import { storeRecorded, type RecordedOne } from '../view/recorded-exchanges.ts';
import type { Viewable } from '../view/viewable.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import { readTextFile } from './read-text-file.ts';
import { openViewServer } from './view-server.ts';

/** Options of `starmock view`, parsed. */
export interface ViewCommandOptions {
  readonly port: number;
}

interface Recording {
  readonly profile: string;
  readonly exchanges: readonly RecordedOne[];
}

function readRecording(file: string, { fileAt }: CommandContext): Recording {
  const text = readTextFile(file, fileAt, 'recording', 'BAD_RECORDING');
  if (file.toLowerCase().endsWith('.har')) {
    const observations = observationsOfHar(text, basename(file));
    return {
      profile: 'starmagic',
      exchanges: observations.map((observation, at) => ({ number: at + 1, observation })),
    };
  }
  const { manifest, entries } = readCassette(text, basename(file));
  return { profile: manifest.profile ?? 'starmagic', exchanges: entries };
}

const untilStopped = ({ onStop }: CommandContext): Promise<void> =>
  new Promise((resolve) => {
    const release = onStop(() => {
      release();
      resolve();
    });
  });

/**
 * Shows a recording in the browser until it is stopped.
 *
 * @returns the exit code
 * @throws StarmockError BAD_RECORDING, BAD_PROFILE, PORT_IN_USE
 */
export async function view(file: string, { port }: ViewCommandOptions, context: CommandContext): Promise<number> {
  const { profile, exchanges } = readRecording(file, context);
  // A recording is in memory already.
  const store = createExchangeStore<Viewable>({ ...MAX_KEPT, bytes: Infinity });
  await storeRecorded(exchanges, profile, store);
  const server = await openViewServer(store, basename(file), port);
  const { stdout } = context;
  stdout.write(`Showing ${counted(exchanges.length, 'exchange')} at ${stdout.paint('cyan', server.url)}\n`);
  stdout.write(`${stdout.paint('dim', 'Press Ctrl-C to stop.')}\n`);
  await untilStopped(context);
  await server.close();
  return EXIT.ok;
}
