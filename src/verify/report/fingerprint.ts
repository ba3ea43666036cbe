import { createHash } from 'node:crypto';
import type { Finding } from '../../contract/finding.ts';

/** What makes two findings the same defect. */
export interface FingerprintParts {
  readonly profile: string;
  readonly model: string;
  readonly variant: 'stream' | 'plain';
}

/**
 * The same for the same defect in every run: made of what is wrong where, and never of texts, ids or counts, which differ each time.
 *
 * @example
 * fingerprint(finding, { profile: 'starmagic', model: 'gpt-5.1', variant: 'stream' }); // '9f86d081884c7d65'
 */
export function fingerprint(
  { requirement, level, path }: Finding,
  { profile, model, variant }: FingerprintParts,
): string {
  const place = path.replaceAll(/\d+/g, '#');
  const parts = [requirement, level, profile, model, variant, place];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}
