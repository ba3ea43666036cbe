import type { CassetteStore } from './cassette-store.ts';
import type { ServedEndpoint } from './endpoints/served-endpoint.ts';
import type { MockOptions, Speed } from './mock-options.ts';
import { createFaultStage, type FaultStage } from './mock/fault-stage.ts';
import { createIdentities } from './mock/identities.ts';
import type { LiveReply } from './mock/live/reply.ts';
import type { ModelOptions } from './mock/open-models.ts';
import { createPipeline, type Service } from './mock/pipeline.ts';
import type { RateLimiter } from './mock/rate-limiter.ts';
import type { Runtime } from './mock/runtime.ts';
import type { ScenarioRegistry } from './mock/scenario-registry.ts';

const MAX_BODY = 20_000_000;

export const seedOf = ({ seed = 'starmock' }: MockOptions): string => String(seed);

function paceOf(speed: Speed): number {
  if (speed === 'instant') return 0;
  return speed === 'realistic' ? 1 : 1 / speed;
}

/** Which requests meet faults, by the options. */
export function faultStageOf(options: MockOptions): FaultStage {
  const { faults = [], faultRate: rate = 1, faultScript: script = [], faultHeader: header = false } = options;
  return createFaultStage({ faults, rate, script, header, seed: seedOf(options) });
}

/** @param named whether a scenario or a recording names a model */
export function modelsOf(
  { modelAliases: aliases = {}, anyModel: any = false, strictModels: strict = false }: MockOptions,
  named: (id: string) => boolean,
): ModelOptions {
  return { aliases, any, strict, named };
}

const throwLater = (error: unknown): void => {
  queueMicrotask(() => {
    throw error;
  });
};

/** The parts of a mock that its service is made of. */
export interface ServiceParts {
  readonly loadRuntime: () => Promise<Runtime>;
  readonly scenarios: () => ScenarioRegistry | undefined;
  readonly controlled: (scenario: string) => LiveReply | undefined;
  readonly faults: FaultStage;
  readonly endpoints: readonly ServedEndpoint[];
  readonly limiter: RateLimiter | undefined;
  readonly recordings: CassetteStore | undefined;
}

/** The service of a mock: its options, and the parts that others see, too. */
export function serviceOf(options: MockOptions, parts: ServiceParts): Service {
  return createPipeline({
    ...parts,
    pace: paceOf(options.speed ?? 'instant'),
    apiKeys: new Set(options.apiKeys),
    auth: options.auth ?? true,
    selfCheck: options.selfCheck ?? false,
    maxBody: options.maxBody ?? MAX_BODY,
    cors: options.cors ?? true,
    identities: createIdentities({
      stableIds: options.stableIds ?? false,
      entropy: `${Date.now()}/${Math.random()}`,
      now: () => Date.now(),
    }),
    onInternalError: options.onInternalError ?? throwLater,
  });
}
