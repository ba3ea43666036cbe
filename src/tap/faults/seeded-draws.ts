import { createHash } from 'node:crypto';
import type { Draws } from '../../faults/bind-fault.ts';

const BYTES = 6;

/** Draws from [0, 1) that are the same for the same seed and label. */
export function seededDraws(seed: string): Draws {
  return (label) => {
    let count = 0;
    return () => {
      const hash = createHash('sha256').update(`${seed}/${label}/${count++}`).digest();
      return hash.readUIntBE(0, BYTES) / 2 ** (8 * BYTES);
    };
  };
}
