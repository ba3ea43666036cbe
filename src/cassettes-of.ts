import { modeIn } from './cassette-mode.ts';
import { createCassetteStore, type CassetteStore } from './cassette-store.ts';
import type { MockOptions } from './mock-options.ts';

/** The cassettes that the options of a mock ask for; `undefined` where requests are answered without any. */
export function cassettesOf(options: MockOptions): CassetteStore | undefined {
  const { cassettes = [], cassetteRepeat, cassetteSession, cassetteMode, cassetteJudge, upstream, fallback } = options;
  const passing = fallback === 'tap';
  if (cassettes.length === 0 && !passing) return undefined;
  const usual = upstream === undefined || passing ? 'none' : 'once';
  return createCassetteStore({
    paths: cassettes,
    mode: modeIn(cassetteMode ?? usual, globalThis.process?.env ?? {}),
    repeat: cassetteRepeat ?? false,
    session: cassetteSession,
    upstream,
    passing,
    profile: options.profile ?? 'starmagic',
    judge: cassetteJudge,
    now: () => Date.now(),
  });
}
