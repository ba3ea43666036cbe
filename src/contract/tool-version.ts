interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly repository?: string | { readonly url?: string };
}

/** The manifest of this package lies two folders up from the source and from chunks, and one from a bundle. */
function manifest(): Manifest {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const text = process.getBuiltinModule('node:fs').readFileSync(new URL(place, import.meta.url), 'utf8');
      const found = JSON.parse(text) as Manifest;
      if (found.name === 'starmock') return found;
    } catch {
      // Not there: the other place.
    }
  }
  return {};
}

/** Version of this package. */
export const toolVersion = (): string => manifest().version ?? 'unknown';

/** Address of the repository in a browser; `undefined` while the manifest names none. */
export function toolRepository(): string | undefined {
  const { repository } = manifest();
  const url = typeof repository === 'string' ? repository : repository?.url;
  return url?.replace(/^git\+/, '').replace(/\.git$/, '');
}
