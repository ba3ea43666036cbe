import { readFileSync } from 'node:fs';
import { loadDocument } from '../contract/profile.ts';
import { specFile } from '../contract/spec-files.ts';
import { view31 } from '../contract/schema/view-3-1.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import { profileFrom } from './profile-option.ts';

/**
 * Prints the contract: as it was written for the default profile, as JSON where something had to be derived.
 *
 * @returns the exit code
 */
export async function printSpec(
  options: { readonly openapi: '3.2' | '3.1'; readonly profile: string },
  { stdout, fileAt }: CommandContext,
): Promise<number> {
  if (options.profile === 'starmagic' && options.openapi === '3.2') {
    stdout.write(readFileSync(specFile('openapi.yaml'), 'utf8'));
    return EXIT.ok;
  }
  const document = await loadDocument(profileFrom(options.profile, fileAt));
  const view = options.openapi === '3.1' ? view31(document) : document;
  stdout.write(`${JSON.stringify(view, null, 2)}\n`);
  return EXIT.ok;
}
