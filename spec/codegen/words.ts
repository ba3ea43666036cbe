import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';

const FOLDER = new URL('../../src/engine/data/', import.meta.url);

/** The words of the engine, by the name of their file: what `src/engine/data/*.yaml` says, in one value that can be bundled. */
export function engineWords(): Readonly<Record<string, unknown>> {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted();
  return Object.fromEntries(
    files.map((name) => [name.replace('.yaml', ''), parse(readFileSync(new URL(name, FOLDER), 'utf8')) as unknown]),
  );
}
