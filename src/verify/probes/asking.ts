import type { ProbeContext } from './probe.ts';

/** How an endpoint is asked, as far as probes of the protocol have to know. */
export interface Asking {
  /** Below the base URL. */
  readonly path: string;
  /** A path that is not served. */
  readonly nowhere: string;
  /** A body that has nothing to answer, so that it is free of charge. */
  readonly nothing: (model: string) => object;
  /** A valid body that costs next to nothing. */
  readonly least: (context: ProbeContext, text: string) => Readonly<Record<string, unknown>>;
}
