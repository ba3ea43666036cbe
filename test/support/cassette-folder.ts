import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Observation } from '../../src/recordings/observation.ts';
import { prepareEntry } from '../../src/recordings/cassettes/prepare-entry.ts';
import { writeCassette } from '../../src/recordings/cassettes/write-cassette.ts';

/** A folder that goes with the test file that made it. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'starmock-cassettes-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The text of a cassette with these exchanges. */
export async function cassetteText(
  observations: readonly Observation[],
  { session, baseUrl = 'https://api.example.test/v1' }: { readonly session?: string; readonly baseUrl?: string } = {},
): Promise<string> {
  const prepared = await Promise.all(observations.map((one) => prepareEntry(one)));
  const entries = prepared.map((one, at) => {
    if ('reason' in one) throw new Error(one.reason);
    return { ...one, number: at + 1 };
  });
  const manifest = { tool: 'starmock/test', baseUrl, models: { asked: [], answered: [] } };
  return writeCassette({ manifest: { ...manifest, ...(session !== undefined && { session }) }, entries });
}

/** Puts a cassette into a folder. @returns the folder */
export async function keepCassette(
  folder: string,
  name: string,
  observations: readonly Observation[],
  options?: { readonly session?: string },
): Promise<string> {
  writeFileSync(join(folder, `${name}.starlog`), await cassetteText(observations, options));
  return folder;
}
