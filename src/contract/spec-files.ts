/** Where `spec/` lies, seen from the source, from a bundle, and from a chunk of a bundle. */
const PLACES = ['../../spec/', '../spec/'];

/**
 * Path of a hand-written file of the contract, as it ships with the package. Only commands that print it need it.
 *
 * @param name path below `spec/`
 * @throws Error when the package is incomplete
 */
export function specFile(name: string): string {
  const { existsSync } = process.getBuiltinModule('node:fs');
  const { fileURLToPath } = process.getBuiltinModule('node:url');
  const paths = PLACES.map((place) => fileURLToPath(new URL(place + name, import.meta.url)));
  const found = paths.find((path) => existsSync(path));
  if (!found) throw new Error(`Missing file spec/${name}: reinstall starmock`);
  return found;
}
