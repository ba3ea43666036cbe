import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { watchPaths } from '../../../src/cli/watch.ts';

interface Watched {
  readonly root: string;
  /** Does something to the files, and waits until that was noticed. */
  readonly noticed: (act: () => void) => Promise<void>;
}

function watched(paths: (root: string) => string[], fill: (root: string) => void): Watched {
  const root = mkdtempSync(path.join(tmpdir(), 'starmock-watch-'));
  fill(root);
  let calls = 0;
  const stop = watchPaths(paths(root), () => calls++);
  onTestFinished(() => {
    stop();
    rmSync(root, { recursive: true, force: true });
  });
  const noticed = async (act: () => void): Promise<void> => {
    const before = calls;
    act();
    await vi.waitUntil(() => calls > before, { timeout: 60_000, interval: 10 });
  };
  return { root, noticed };
}

/** As many editors save: another file, renamed over the first. */
function saveByRename(file: string, text: string): void {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}

describe('watching', () => {
  it('notices every save of a file: renamed, written in place, removed and made anew', async () => {
    const { root, noticed } = watched(
      (folder) => [path.join(folder, 'a.yaml')],
      (folder) => writeFileSync(path.join(folder, 'a.yaml'), '1'),
    );
    const file = path.join(root, 'a.yaml');
    await noticed(() => saveByRename(file, '2'));
    await noticed(() => saveByRename(file, '3'));
    await noticed(() => writeFileSync(file, '4'));
    await noticed(() => rmSync(file));
    await noticed(() => writeFileSync(file, '5'));
    await noticed(() => saveByRename(file, '6'));
    expect(root).toContain('starmock-watch-');
  });

  it('notices the same below a folder, in new folders too, and where the folder itself is replaced', async () => {
    const { root, noticed } = watched(
      (folder) => [path.join(folder, 'set')],
      (folder) => {
        mkdirSync(path.join(folder, 'set'));
        writeFileSync(path.join(folder, 'set', 'a.yaml'), '1');
      },
    );
    const set = path.join(root, 'set');
    await noticed(() => saveByRename(path.join(set, 'a.yaml'), '2'));
    await noticed(() => writeFileSync(path.join(set, 'a.yaml'), '3'));
    await noticed(() => mkdirSync(path.join(set, 'deep')));
    await noticed(() => saveByRename(path.join(set, 'deep', 'b.yaml'), '4'));
    mkdirSync(path.join(root, 'next'));
    writeFileSync(path.join(root, 'next', 'a.yaml'), '5');
    await noticed(() => {
      renameSync(set, path.join(root, 'old'));
      renameSync(path.join(root, 'next'), set);
    });
    await noticed(() => saveByRename(path.join(set, 'a.yaml'), '6'));
    expect(root).toContain('starmock-watch-');
  });

  it('takes no notice of neighbors of a file', async () => {
    const { root, noticed } = watched(
      (folder) => [path.join(folder, 'a.yaml')],
      (folder) => writeFileSync(path.join(folder, 'a.yaml'), '1'),
    );
    let calls = 0;
    const stop = watchPaths([path.join(root, 'a.yaml')], () => calls++);
    writeFileSync(path.join(root, 'b.yaml'), 'x');
    await noticed(() => writeFileSync(path.join(root, 'a.yaml'), '2'));
    await vi.waitUntil(() => calls > 0, { timeout: 60_000 });
    expect(calls).toBe(1);
    stop();
  });
});
