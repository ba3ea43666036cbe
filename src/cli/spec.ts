import { readFileSync } from 'node:fs';
import { loadDocument } from '../contract/profile.ts';
import { specFile } from '../contract/spec-files.ts';
import { view31 } from '../contract/schema/view-3-1.ts';
import { EXIT } from './exit-codes.ts';

/**
 * Prints the contract: as it was written for the default profile, as JSON where something had to be derived.
 *
 * @returns the exit code
 */
export async function printSpec(options: {
  readonly openapi: '3.2' | '3.1';
  readonly profile: string;
}): Promise<number> {
  if (options.profile === 'starmagic' && options.openapi === '3.2') {
    process.stdout.write(readFileSync(specFile('openapi.yaml'), 'utf8'));
    return EXIT.ok;
  }
  const document = await loadDocument(options.profile);
  const view = options.openapi === '3.1' ? view31(document) : document;
  process.stdout.write(`${JSON.stringify(view, null, 2)}\n`);
  return EXIT.ok;
}
