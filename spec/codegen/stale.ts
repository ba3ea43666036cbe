/** Text of each generated file, by path from the root of the repository. */
export type Outputs = ReadonlyMap<string, string>;

/**
 * The files that are not what the generator would write now, missing ones included.
 *
 * @param read gives the text of a file, or undefined when there is none
 */
export function stale(outputs: Outputs, read: (path: string) => string | undefined): string[] {
  return [...outputs].filter(([path, text]) => read(path) !== text).map(([path]) => path);
}
