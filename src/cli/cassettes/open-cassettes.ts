import { readCassetteFiles } from '../../cassette-files.ts';
import { StarmockError } from '../../contract/errors.ts';
import type { Cassette } from '../../recordings/cassettes/cassette.ts';
import { readCassette } from '../../recordings/cassettes/read-cassette.ts';
import type { CommandContext } from '../command-context.ts';

/** A cassette and the file that it was read from. */
export interface OpenedCassette {
  readonly path: string;
  readonly cassette: Cassette;
}

/** What was found, and what could not be read. */
export interface Opened {
  readonly cassettes: readonly OpenedCassette[];
  readonly damaged: readonly string[];
}

/** Reads cassettes; damaged files are listed, and the others are read. @throws StarmockError BAD_RECORDING for a path that is not there */
export async function openCassettes(
  paths: readonly string[],
  { fileAt }: Pick<CommandContext, 'fileAt'>,
): Promise<Opened> {
  const cassettes: OpenedCassette[] = [];
  const damaged: string[] = [];
  for (const { path, name, text } of await readCassetteFiles(paths.map(fileAt))) {
    try {
      cassettes.push({ path, cassette: readCassette(text, name) });
    } catch (error) {
      if (!(error instanceof StarmockError)) throw error;
      damaged.push(error.message);
    }
  }
  return { cassettes, damaged };
}

/** The same where nothing may be damaged. @throws StarmockError BAD_RECORDING */
export async function openSound(
  paths: readonly string[],
  context: Pick<CommandContext, 'fileAt'>,
): Promise<readonly OpenedCassette[]> {
  const { cassettes, damaged } = await openCassettes(paths, context);
  if (damaged.length > 0) throw new StarmockError('BAD_RECORDING', damaged.join('\n'));
  return cassettes;
}
