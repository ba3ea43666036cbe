import type { Contract } from '../contract/contract.ts';
import type { ServedEndpoint } from '../endpoints/served-endpoint.ts';
import type { EndpointRuntime, Runtime } from './runtime.ts';

/** Loads the runtime when the first request asks for it, and each endpoint when its own first request does. */
export interface RuntimeLoader {
  /** What is loaded already: a request must not wait for a promise that it does not need. */
  ready(served: ServedEndpoint): EndpointRuntime | undefined;
  open(served: ServedEndpoint): Promise<EndpointRuntime>;
  contract(): Promise<Contract>;
  reset(session?: string): void;
}

export function createRuntimeLoader(load: () => Promise<Runtime>): RuntimeLoader {
  const ready = new Map<ServedEndpoint, EndpointRuntime>();
  const opening = new Map<ServedEndpoint, Promise<EndpointRuntime>>();
  let runtime: Runtime | undefined;
  let loading: Promise<Runtime> | undefined;

  async function open(served: ServedEndpoint): Promise<EndpointRuntime> {
    runtime = await (loading ??= load());
    const opened = await runtime.open(served);
    ready.set(served, opened);
    return opened;
  }

  return {
    ready: (served) => ready.get(served),
    open: (served) => {
      const opened = opening.get(served) ?? open(served);
      opening.set(served, opened);
      return opened;
    },
    contract: async () => (await (loading ??= load())).contract,
    reset: (session) => runtime?.reset(session),
  };
}
