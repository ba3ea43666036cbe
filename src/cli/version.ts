import { readFileSync } from 'node:fs';

/** The package's own version; `package.json` lies two folders up from the source and one from the bundle. */
export function version(): string {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const found = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (found.name === 'starmock' && found.version) return found.version;
    } catch {
      // Not there: the other place.
    }
  }
  return 'unknown';
}
