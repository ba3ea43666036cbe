import type { Inflate } from './images/png-pixels.ts';

/** What the platform lends, where it has it. */
export interface Platform {
  /** Lets the mock see colors of small images. */
  readonly inflate?: Inflate;
}
