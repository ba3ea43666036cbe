import { statSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

const DEBOUNCE_MS = 50;

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * Watches one path. A file is watched through its folder: editors save by writing another file and renaming it, and a watcher of
 * the file itself stays with the one that is gone. So is a folder, which may be replaced as well.
 */
function watchersOf(path: string, soon: () => void): FSWatcher[] {
  const name = basename(path);
  const above = watch(dirname(path), { persistent: false }, (_event, changed) => {
    if (changed === null || changed === name) soon();
  });
  return isFolder(path) ? [above, watch(path, { recursive: true, persistent: false }, soon)] : [above];
}

/**
 * Calls back when something below some paths has changed. Editors write in several steps, so a burst counts once.
 *
 * @returns ends the watching
 */
export function watchPaths(paths: readonly string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let watchers: FSWatcher[] = [];
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // What was renamed into place is new to the watchers of a folder.
      begin();
      changed();
    }, DEBOUNCE_MS);
  };
  const end = (): void => {
    for (const watcher of watchers) watcher.close();
  };
  const begin = (): void => {
    end();
    watchers = paths.flatMap((path) => watchersOf(path, soon));
    for (const watcher of watchers) watcher.on('error', soon);
  };
  begin();
  return () => {
    clearTimeout(timer);
    end();
  };
}
