import type { Baseline } from './report/baseline.ts';
import type { Check } from './checks/check.ts';
import type { Client, Timeouts } from './client/client.ts';
import type { Observation } from '../recordings/observation.ts';
import type { RunFacts } from './report/outcome.ts';
import type { Probe } from './probes/probe.ts';
import type { Suite } from './checks/suites.ts';
import type { VerifiedEndpoint } from './verified-endpoint.ts';

/** How an endpoint is verified. */
export interface VerifyOptions {
  /** Endpoint, `/v1` included. */
  readonly baseUrl: string;
  /** Sent as `Authorization: Bearer`, and kept out of everything that leaves the run. */
  readonly apiKey: string;
  /** Default `chat`. */
  readonly endpoint?: VerifiedEndpoint;
  /** Default: every model that the profile documents for the endpoint. */
  readonly models?: readonly string[];
  /** Default `core`. */
  readonly suite?: Suite;
  /** Ids, areas, levels or classes of checks to make. */
  readonly only?: readonly string[];
  /** The same, to leave out. */
  readonly skip?: readonly string[];
  /** `starmagic` (default), `openai`, or the path of an Overlay file. */
  readonly profile?: string;
  /** Headers that every request carries, for gateways that want more than a key. Their values are kept out of everything that leaves the run. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Query parameters that every request carries, such as `api-version`. */
  readonly query?: Readonly<Record<string, string>>;
  /** `User-Agent` of every request. Default: that of starmock, or of a common client with suite `reseller`. */
  readonly userAgent?: string;
  /** Suite `reseller` says who asks and keeps to the order of the catalogue. Default false. */
  readonly honestProbes?: boolean;
  /** Hard cap on the cost, in the catalogue's currency. Default 1. */
  readonly budget?: number;
  /** Prints nothing and sends nothing but the plan. Default false. */
  readonly planOnly?: boolean;
  /** Samples of checks of behavior, by id; default 1, and 3 for one whose first sample is bad. */
  readonly samples?: Readonly<Record<string, number>>;
  /** Models that are asked at the same time. Default 1. */
  readonly concurrency?: number;
  readonly timeouts?: Partial<Timeouts>;
  /** Milliseconds after which a model is given up. Default: 15 minutes, or three times what the plan expects if that is longer. */
  readonly deadline?: number;
  /** The proxy for a URL, if any. Default: none. */
  readonly proxy?: (url: URL) => string | undefined;
  /** Certificates to trust beside those that Node trusts, as PEM. */
  readonly ca?: string;
  /** Accepts any certificate. Default false. */
  readonly insecure?: boolean;
  readonly baseline?: Baseline;
  /** Fails the run where entries of the baseline are matched by nothing any more. Default false. */
  readonly strictBaseline?: boolean;
  /** Weakest level that fails the run. Default `MUST`. */
  readonly failOn?: RunFacts['failOn'];
  /** Ends the run; the report has what is known by then. */
  readonly signal?: AbortSignal;
  /** Told of each attempt as it ends, without redaction, which is up to the caller. */
  readonly onObservation?: (observation: Observation) => void;
  /** Exchanges of an earlier run, to be judged instead of sending anything. */
  readonly replay?: readonly Observation[];
  /** What nonces are made of; the same text gives the same requests. Default: random for each run. */
  readonly nonce?: string;
  /** Environment variable that stands for the key in commands. Default `STARMOCK_API_KEY`. */
  readonly keyVariable?: string;
  /** Sends requests; tests may hand in their own. */
  readonly client?: Client;
  /** Waits so many milliseconds before a request is repeated; tests may not want to. */
  readonly pause?: (ms: number) => Promise<void>;
  /** Checks and probes instead of those of the catalogues, for proofs of this suite itself. */
  readonly checks?: readonly Check[];
  readonly probes?: readonly Probe[];
}
