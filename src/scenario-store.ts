import type { Contract } from './contract/contract.ts';
import type { ScenarioSource, Loaded, ScenarioWorkshop } from './scenarios/open-scenarios.ts';
import type { ScenarioSet } from './scenarios/scenario-set.ts';
import type { Scenario } from './scenarios/scenario.ts';
import type { ScenarioRegistry } from './mock/scenario-registry.ts';

export interface StockOptions {
  readonly scenarios: readonly ScenarioSource[];
  readonly strict: boolean;
  readonly seed: string;
}

/** The scenarios of one mock, and when they are loaded: not at all where there are none. */
export interface ScenarioStore {
  /** Absent while there is nothing to consult. */
  readonly host: ScenarioRegistry | undefined;
  readonly files: readonly string[];
  /** Loads the scenarios, if any. @throws StarmockError BAD_SCENARIO */
  open(contract: Contract): Promise<void>;
  /**
   * @param session the only one to see them; default: all do
   * @param label where they come from, for messages
   * @returns their names
   * @throws StarmockError BAD_SCENARIO
   */
  use(scenarios: readonly Scenario[], session?: string, label?: string): Promise<readonly string[]>;
  /** Reloads scenario files; on failure the previous scenarios stay in use. @returns the number of scenarios @throws StarmockError BAD_SCENARIO */
  reload(): Promise<number>;
}

/** Everything heavy (the schema, the templates, YAML) is imported when the first scenario is there. */
export function createScenarioStore({ scenarios, strict, seed }: StockOptions): ScenarioStore {
  let contract: Contract | undefined;
  let workshop: Promise<ScenarioWorkshop> | undefined;
  let host: ScenarioRegistry | undefined;
  let files: readonly string[] = [];

  async function openWorkshop(): Promise<ScenarioWorkshop> {
    const [{ openScenarios }, { checkFaults }] = await Promise.all([
      import('./scenarios/open-scenarios.ts'),
      import('./faults/find-fault.ts'),
    ]);
    return openScenarios(contract?.requirements ?? [], checkFaults);
  }

  async function load(
    wanted: readonly ScenarioSource[],
    label: string,
  ): Promise<Loaded & { readonly set: ScenarioSet }> {
    workshop ??= openWorkshop();
    const loaded = await (await workshop).load(wanted, label);
    if (loaded.set) return loaded;
    throw (await import('./scenarios/open-scenarios.ts')).scenarioError(loaded.diagnostics);
  }

  async function loadScenarios(): Promise<number> {
    const { set, files: read } = await load(scenarios, 'createMock({ scenarios })');
    files = read;
    const count = set.scenarios.length;
    if (host) {
      host.replace(set);
      return count;
    }
    const { createScenarioRegistry } = await import('./mock/scenario-registry.ts');
    const { resolve } = await (workshop as Promise<ScenarioWorkshop>);
    host = createScenarioRegistry(set, { tools: { ...resolve, seed }, strict });
    return count;
  }

  return {
    get host() {
      return host;
    },
    get files() {
      return files;
    },
    open: async (opened) => {
      contract = opened;
      // Strict mode rejects requests that match no scenario, so it needs the host even without scenarios.
      if (scenarios.length > 0 || strict) await loadScenarios();
    },
    use: async (scenarios, session, label = 'mock.use()') => {
      if (!host) await loadScenarios();
      const { set } = await load(scenarios, label);
      host?.push(set, session);
      return set.scenarios.map(({ name }) => name);
    },
    reload: async () => (host || scenarios.length > 0 ? loadScenarios() : 0),
  };
}
