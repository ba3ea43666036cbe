import { watch } from 'node:fs';

const DEBOUNCE_MS = 50;

/**
 * Calls back when something below some paths has changed. Editors write in several steps, so a burst counts once.
 *
 * @returns ends the watching
 */
export function watchPaths(paths: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, DEBOUNCE_MS);
  };
  const watchers = paths.map((path) => watch(path, { recursive: true, persistent: false }, soon));
  // A file that is replaced instead of written ends its watcher with an error on some systems.
  for (const watcher of watchers) watcher.on('error', soon);
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
