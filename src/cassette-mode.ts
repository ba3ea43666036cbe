/**
 * What happens to a request: `none` replays only. `once` records a cassette that is not there yet and replays one that is. `new`
 * replays what is recorded and records the rest. `all` records everything again.
 */
export type CassetteMode = 'none' | 'once' | 'new' | 'all';

export const CASSETTE_MODES: readonly CassetteMode[] = ['none', 'once', 'new', 'all'];

/** Whether an environment is that of continuous integration, by the variable that all services set. */
export const isCi = ({ CI: ci }: Readonly<Record<string, string | undefined>>): boolean =>
  ci !== undefined && !/^(?:|0|false|no)$/i.test(ci);

/** In continuous integration nothing is recorded, whatever is configured: it would cost money, and fail differently each time. */
export const modeIn = (
  mode: CassetteMode | undefined,
  env: Readonly<Record<string, string | undefined>>,
): CassetteMode => (isCi(env) ? 'none' : (mode ?? 'none'));
