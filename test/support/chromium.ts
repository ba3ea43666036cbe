import { existsSync } from 'node:fs';

const PLACES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Path of a browser on this machine; `undefined` where none is, which is then said aloud. */
export function findChromium(): string | undefined {
  const found = PLACES.find((place) => place && existsSync(place));
  if (!found) {
    process.stderr.write(
      'SKIPPED: no Chromium is here, so nothing is tried in a browser; install it, or name it in CHROMIUM_PATH\n',
    );
  }
  return found;
}
