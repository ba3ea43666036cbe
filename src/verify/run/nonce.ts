import { createHash } from 'node:crypto';

const BIRDS = [
  'heron',
  'plover',
  'curlew',
  'avocet',
  'siskin',
  'dunnock',
  'wryneck',
  'fulmar',
  'gannet',
  'redwing',
] as const;

/**
 * An unguessable word that a model can repeat, and that is the same for the same run, model, probe and sample.
 *
 * @example
 * nonceOf('run 7', 'gpt-5.1', 'history.read', 0); // 'avocet-5812'
 */
export function nonceOf(...parts: readonly (string | number)[]): string {
  const hash = createHash('sha256').update(parts.join('\n')).digest();
  const bird = BIRDS[hash.readUInt16BE(0) % BIRDS.length] ?? BIRDS[0];
  return `${bird}-${1000 + (hash.readUInt32BE(2) % 9000)}`;
}
