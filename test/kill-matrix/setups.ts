import { SERVED_ENDPOINTS } from '../../src/endpoints/served-endpoints.ts';
import { findInflate } from '../../src/inflate.ts';
import { createFaultStage } from '../../src/mock/fault-stage.ts';
import { createIdentities } from '../../src/mock/identities.ts';
import { createPipeline, type Service } from '../../src/mock/pipeline.ts';
import { loadRuntime } from '../../src/mock/runtime.ts';
import type { Check } from '../../src/verify/checks/check.ts';
import { CHECKS } from '../../src/verify/checks/catalogue.ts';
import { trafficProbes } from '../../src/verify/probes/traffic-probes.ts';
import type { CheckResult } from '../../src/verify/report/report.ts';
import type { VerifiedEndpoint } from '../../src/verify/verified-endpoint.ts';
import { verify } from '../../src/verify/verify.ts';
import { createPlayedClient } from './played-client.ts';

/** A mock, and what is asked of it. */
export interface Setup {
  readonly profile: 'starmagic' | 'openai';
  readonly models: readonly string[];
  readonly seed: string;
  /** Default: chat completions. */
  readonly endpoint?: VerifiedEndpoint;
  /** 0 answers at once, 1 at the pace of the real models; virtual milliseconds either way. */
  readonly pace: 0 | 1;
}

/** A setup that is ready to be verified, with one fault or another. */
export interface Bench {
  /**
   * Results of a whole run.
   *
   * @param faults a list of faults that every request meets
   * @param skip checks that are not made
   */
  results(faults?: string, skip?: readonly string[]): Promise<readonly CheckResult[]>;
}

const MOMENT = 1_764_000_000_000;

/** The service that a setup asks. @param freeze gives equal requests equal ids and times */
export function serviceFor({ profile, seed, pace }: Setup, stableIds = false): Service {
  const inflate = findInflate();
  const runtime = loadRuntime({ profile, seed, platform: inflate ? { inflate } : {} });
  return createPipeline({
    endpoints: SERVED_ENDPOINTS,
    pace,
    apiKeys: new Set(),
    selfCheck: false,
    auth: true,
    maxBody: 20_000_000,
    cors: true,
    identities: createIdentities({ stableIds, entropy: seed, now: () => MOMENT }),
    loadRuntime: () => runtime,
    faults: createFaultStage({ faults: [], rate: 1, script: [], header: true, seed }),
    onInternalError: (error) => {
      throw error;
    },
  });
}

/** Checks that only the long course of suite `reseller` feeds. Faults that show themselves at once do not need it. */
const TRAFFIC: ReadonlySet<string> = new Set(trafficProbes.map(({ id }) => id));
const LONG_COURSE = CHECKS.filter(({ probes }) => probes.some((id) => TRAFFIC.has(id))).map(({ id }) => id);

/** What may be different about verify. */
export interface BenchOptions {
  /** Default: everything but the long course of suite `reseller`. */
  readonly suite?: 'reseller';
  /** Instead of those of the catalogue. */
  readonly checks?: readonly Check[];
  readonly only?: readonly string[];
  readonly nonce?: string;
}

/** Makes a bench. The service behind it is kept, since what it has prepared for one run serves the next. */
export function createBench(setup: Setup, options: BenchOptions = {}): Bench {
  const service = serviceFor(setup);
  const { endpoint = 'chat' } = setup;
  const whole = options.suite === undefined && options.only === undefined;
  const apart = whole && endpoint === 'chat' ? LONG_COURSE : [];
  return {
    results: async (faults, skip = []) => {
      const run = verify({
        baseUrl: 'http://mock/v1',
        apiKey: 'sk-matrix-0123456789',
        models: setup.models,
        profile: setup.profile,
        endpoint,
        suite: 'full',
        budget: 1000,
        nonce: setup.endpoint === undefined ? 'matrix' : setup.seed,
        skip: [...skip, ...apart],
        client: createPlayedClient(service, faults),
        pause: () => Promise.resolve(),
        ...options,
      });
      for await (const event of run) if (event.type === 'end') return event.report.results;
      throw new Error('Failed to verify: the run ended without a report');
    },
  };
}
