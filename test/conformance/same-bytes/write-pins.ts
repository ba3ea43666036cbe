// Makes the pins anew. The first time it samples faults; later it keeps those that are pinned.
import { existsSync, writeFileSync } from 'node:fs';
import { CHAT_FAULTS } from '../../../src/faults/catalogue.ts';
import { faultHashes, requestHashes, scenarioHashes } from './answers.ts';
import { PINS_FILE, readPins, type Pins } from './pins.ts';
import { verdicts } from './verdicts.ts';

/** So many faults, spread evenly over the catalogue. */
const sample = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, index) => CHAT_FAULTS[Math.floor((index * CHAT_FAULTS.length) / count)]?.name ?? '',
  );

const known = existsSync(PINS_FILE) ? readPins() : undefined;
const faults = known?.faults ?? sample(60);
const judged = known ? Object.keys(known.verdicts) : sample(40);
const pins: Pins = {
  faults,
  requests: await requestHashes(),
  faulty: await faultHashes(faults),
  scenarios: await scenarioHashes(),
  verdicts: await verdicts(judged),
};
writeFileSync(PINS_FILE, `${JSON.stringify(pins, null, 1)}\n`);
