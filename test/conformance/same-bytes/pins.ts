import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Hashes of answers and verdicts of verify, as they were when they were pinned. */
export interface Pins {
  /** Names of the faults that answers are pinned under. */
  readonly faults: readonly string[];
  readonly requests: Readonly<Record<string, string>>;
  readonly faulty: Readonly<Record<string, string>>;
  readonly scenarios: Readonly<Record<string, string[]>>;
  readonly verdicts: Readonly<Record<string, string[]>>;
}

export const PINS_FILE: string = path.join(import.meta.dirname, 'pins.json');

export const readPins = (): Pins => JSON.parse(readFileSync(PINS_FILE, 'utf8')) as Pins;
