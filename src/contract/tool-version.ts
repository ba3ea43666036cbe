/** Version of this package; its manifest lies two folders up from the source and from chunks, and one from a bundle. */
export function toolVersion(): string {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const found = JSON.parse(
        process.getBuiltinModule('node:fs').readFileSync(new URL(place, import.meta.url), 'utf8'),
      ) as {
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
