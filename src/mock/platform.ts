import type { Inflate } from './images/png-pixels.ts';

/** What the platform lends, where it has it. */
export interface Platform {
  /** Lets the mock see colors of small images. */
  readonly inflate?: Inflate;
  /** Lets whatever else waits go first. */
  readonly pause?: () => Promise<void>;
}
