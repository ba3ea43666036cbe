import type { BoundFault } from '../faults/bind-fault.ts';
import type { ChosenFault } from '../faults/find-fault.ts';
import type { FaultRequest } from '../faults/fault.ts';
import { injectFaults, type Injection } from '../faults/injection.ts';
import type { FaultProblem } from '../faults/parse-fault.ts';
import { splitFaults } from '../faults/parse-fault.ts';
import { createRandom } from '../engine/random.ts';
import type { ErrorPlan } from '../engine/plan.ts';
import { isJsonObject } from '../contract/requirements.ts';
import { setupError } from './scripted-error.ts';
import type { ServiceRequest } from './service-request.ts';
import { sessionOf } from './session.ts';

/** Header that names faults for one request, where that is allowed. */
export const FAULT_HEADER = 'x-starmock-fault';

/** A step of a script without a fault. */
const HEALTHY = 'ok';

/** Which requests meet which faults. */
export interface FaultOptions {
  /** Each request meets these. */
  readonly faults: readonly string[];
  /** Probability with which a request meets each of {@link faults}. */
  readonly rate: number;
  /** One step a request, in each session on its own: a list of faults or `ok`. The last step stays. */
  readonly script: readonly string[];
  /** Whether clients may ask for faults by {@link FAULT_HEADER}. */
  readonly header: boolean;
  readonly seed: string;
}

/** Decides which faults a request meets. The catalogue is loaded when the first is asked for. */
export interface FaultStage {
  /** Whether no request can meet a fault, those of scenarios excepted. */
  readonly idle: boolean;
  /** Loads the catalogue and the faults of the options. @throws StarmockError BAD_OPTION */
  open(): Promise<void>;
  /** The faults that a request meets, if any; an error where its header names one that is not there. */
  meet(request: ServiceRequest): Promise<Injection | ErrorPlan | undefined>;
  /** The faults that a scenario adds, as a list, to those that its request has met already. */
  add(list: string, request: ServiceRequest): Promise<Injection>;
  /** Scripts begin anew. */
  reset(): void;
}

/** Faults that were named by headers and scenarios and are still known, with what they count and remember. */
const KNOWN = 256;

const decoder = new TextDecoder();

function bodyOf({ body }: ServiceRequest): FaultRequest['body'] {
  if (!body) return undefined;
  try {
    const value: unknown = JSON.parse(decoder.decode(body));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A request as faults see it. */
function faultRequest(request: ServiceRequest): FaultRequest {
  const { method, path } = request;
  return { method, path, body: bodyOf(request), trusted: false, header: (name) => request.header(name) };
}

function unknownFault({ problem, hint }: FaultProblem): ErrorPlan {
  const message = `Failed to inject what ${FAULT_HEADER} asks for: ${problem}${hint === undefined ? '' : `; ${hint}`}`;
  return setupError(message, 'unknown_fault');
}

/** What the catalogue offers, loaded late. */
interface Catalogue {
  readonly choose: (text: string) => ChosenFault;
  readonly find: (text: string) => ChosenFault | FaultProblem;
  readonly bind: (chosen: ChosenFault) => BoundFault;
}

async function openCatalogue(seed: string): Promise<Catalogue> {
  const [{ chooseFault, findFault }, { bindFault }] = await Promise.all([
    import('../faults/find-fault.ts'),
    import('../faults/bind-fault.ts'),
  ]);
  const bind = (chosen: ChosenFault): BoundFault =>
    bindFault(chosen, (label) => {
      const random = createRandom(`${seed}/fault/${label}`);
      return () => random.next();
    });
  return { choose: chooseFault, find: findFault, bind };
}

/** Faults by the text that asks for them; the oldest are forgotten. */
function createShelf(): (chosen: ChosenFault, bind: Catalogue['bind']) => BoundFault {
  const shelf = new Map<string, BoundFault>();
  return (chosen, bind) => {
    const bound = shelf.get(chosen.text) ?? bind(chosen);
    shelf.set(chosen.text, bound);
    const [oldest] = shelf.keys();
    if (shelf.size > KNOWN && oldest !== undefined) shelf.delete(oldest);
    return bound;
  };
}

/** @throws StarmockError BAD_OPTION from `open`, where an option names a fault that is not there */
export function createFaultStage({ faults, rate, script, header, seed }: FaultOptions): FaultStage {
  const take = createShelf();
  let catalogue: Promise<Catalogue> | undefined;
  let opened: Promise<{ always: BoundFault[]; steps: BoundFault[][] }> | undefined;
  let places = new Map<string, number>();
  let calls = 0;

  const load = (): Promise<Catalogue> => (catalogue ??= openCatalogue(seed));

  async function openOptions(): Promise<{ always: BoundFault[]; steps: BoundFault[][] }> {
    const { choose, bind } = await load();
    const boundAll = (lists: readonly string[]): BoundFault[] =>
      lists.flatMap(splitFaults).map((name) => bind(choose(name)));
    const steps = script.map((step) => boundAll(step.trim() === HEALTHY ? [] : [step]));
    return { always: boundAll(faults), steps };
  }

  function step(steps: readonly BoundFault[][], session: string): readonly BoundFault[] {
    const place = places.get(session) ?? 0;
    places.set(session, place + 1);
    return steps[Math.min(place, steps.length - 1)] ?? [];
  }

  function drawn(always: readonly BoundFault[]): readonly BoundFault[] {
    if (rate >= 1) return always;
    const random = createRandom(`${seed}/fault-rate/${calls++}`);
    return always.filter(() => random.chance(rate));
  }

  async function asked(request: ServiceRequest): Promise<BoundFault[] | FaultProblem> {
    const names = splitFaults((header ? request.header(FAULT_HEADER) : undefined) ?? '');
    if (names.length === 0) return [];
    const { find, bind } = await load();
    const found = names.map(find);
    const problem = found.find((one) => 'problem' in one);
    return problem ?? found.flatMap((one) => ('fault' in one ? [take(one, bind)] : []));
  }

  return {
    idle: faults.length === 0 && script.length === 0 && !header,
    open: async () => {
      // Nothing to look up, nothing to load.
      if (faults.length > 0 || script.length > 0) await (opened ??= openOptions());
    },
    meet: async (request) => {
      const { always, steps } = await (opened ??= openOptions());
      const named = await asked(request);
      if ('problem' in named) return unknownFault(named);
      const met = [...drawn(always), ...step(steps, sessionOf(request)), ...named];
      return met.length > 0 ? injectFaults(met, faultRequest(request)) : undefined;
    },
    add: async (list, request) => {
      const { choose, bind } = await load();
      const met = splitFaults(list).map((name) => take(choose(name), bind));
      return injectFaults(met, faultRequest(request));
    },
    reset: () => {
      places = new Map();
    },
  };
}
