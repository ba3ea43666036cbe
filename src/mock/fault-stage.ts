import type { BoundFault } from '../faults/bind-fault.ts';
import type { ChosenFault } from '../faults/find-fault.ts';
import type { FaultRequest } from '../faults/fault.ts';
import { injectFaults, type Injection } from '../faults/injection.ts';
import type { FaultProblem } from '../faults/parse-fault.ts';
import { splitFaults } from '../faults/parse-fault.ts';
import { createRandom } from '../engine/random.ts';
import type { ErrorPlan } from '../engine/plan.ts';
import { setupError } from './scripted-error.ts';
import { MAX_SESSIONS, sessionOf } from './session.ts';
import { used } from '../endpoints/endpoint-state.ts';

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
  meet(request: FaultRequest): Promise<Injection | ErrorPlan | undefined>;
  /** The faults that a scenario adds, as a list, to those that its request has met already. */
  add(list: string, request: FaultRequest): Promise<Injection>;
  /**
   * Lets the next requests meet faults: one step a request, as in a script.
   *
   * @param session whose requests; default: those of every session
   * @throws StarmockError BAD_OPTION
   */
  queue(steps: readonly string[], session?: string): Promise<void>;
  /** Restarts scripts and clears the queue. @param session default: every session */
  reset(session?: string): void;
}

/** Faults that were named by headers and scenarios and are still known, with what they count and remember. */
const KNOWN = 256;

function unknownFault({ problem, hint }: FaultProblem): ErrorPlan {
  const message = `Invalid ${FAULT_HEADER} header: ${problem}${hint === undefined ? '' : `; ${hint}`}`;
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
function createFaultCache(): (chosen: ChosenFault, bind: Catalogue['bind']) => BoundFault {
  const cache = new Map<string, BoundFault>();
  return (chosen, bind) => {
    const bound = cache.get(chosen.text) ?? bind(chosen);
    cache.set(chosen.text, bound);
    const [oldest] = cache.keys();
    if (cache.size > KNOWN && oldest !== undefined) cache.delete(oldest);
    return bound;
  };
}

/** The faults of the options, and how far each session has come with its script. */
interface Choice {
  readonly options: FaultOptions;
  readonly always: readonly BoundFault[];
  readonly steps: readonly (readonly BoundFault[])[];
  calls: number;
}

const boundAll = ({ choose, bind }: Catalogue, lists: readonly string[]): BoundFault[] =>
  lists.flatMap(splitFaults).map((name) => bind(choose(name)));

const boundSteps = (catalogue: Catalogue, steps: readonly string[]): (readonly BoundFault[])[] =>
  steps.map((step) => boundAll(catalogue, step.trim() === HEALTHY ? [] : [step]));

async function choiceOf(options: FaultOptions, loading: Promise<Catalogue>): Promise<Choice> {
  const catalogue = await loading;
  const steps = boundSteps(catalogue, options.script);
  return { options, always: boundAll(catalogue, options.faults), steps, calls: 0 };
}

/** Those of the faults for every request that this one draws. */
function drawn(choice: Choice): readonly BoundFault[] {
  const { rate, seed } = choice.options;
  if (rate >= 1) return choice.always;
  const random = createRandom(`${seed}/fault-rate/${choice.calls++}`);
  return choice.always.filter(() => random.chance(rate));
}

/** The next step of a session's script. */
function nextStep({ steps }: Choice, places: Map<string, number>, session: string): readonly BoundFault[] {
  const place = used(places, session) ?? 0;
  places.set(session, place + 1);
  const [oldest] = places.keys();
  if (places.size > MAX_SESSIONS && oldest !== undefined) places.delete(oldest);
  return steps[Math.min(place, steps.length - 1)] ?? [];
}

/** Steps that wait for the next requests, those for any session under `undefined`. */
type Queues = Map<string | undefined, (readonly BoundFault[])[]>;

/** The step that waits for a request, if one does: one for its own session comes first. */
function takeQueued(queues: Queues, session: string): readonly BoundFault[] {
  const key = queues.has(session) ? session : undefined;
  const queue = queues.get(key);
  const step = queue?.shift();
  if (queue?.length === 0) queues.delete(key);
  return step ?? [];
}

/** @throws StarmockError BAD_OPTION from `open`, where an option names a fault that is not there */
export function createFaultStage(options: FaultOptions): FaultStage {
  const { faults, script, header, seed } = options;
  const take = createFaultCache();
  const places = new Map<string, number>();
  const queues: Queues = new Map();
  const never = faults.length === 0 && script.length === 0 && !header;
  let catalogue: Promise<Catalogue> | undefined;
  let opened: Promise<Choice> | undefined;

  const load = (): Promise<Catalogue> => (catalogue ??= openCatalogue(seed));
  const open = (): Promise<Choice> => (opened ??= choiceOf(options, load()));

  /** What the request's own header asks for. */
  async function asked(request: FaultRequest): Promise<BoundFault[] | FaultProblem> {
    const names = splitFaults((header ? request.header(FAULT_HEADER) : undefined) ?? '');
    if (names.length === 0) return [];
    const { find, bind } = await load();
    const found = names.map(find);
    const problem = found.find((one) => 'problem' in one);
    return problem ?? found.flatMap((one) => ('fault' in one ? [take(one, bind)] : []));
  }

  return {
    get idle() {
      return never && queues.size === 0;
    },
    open: async () => {
      // Nothing to look up, nothing to load.
      if (faults.length > 0 || script.length > 0) await open();
    },
    meet: async (request) => {
      const session = sessionOf(request);
      // Taken before anything is waited for, so that steps go to requests in the order in which these came.
      const queued = takeQueued(queues, session);
      const choice = await open();
      const named = await asked(request);
      if ('problem' in named) return unknownFault(named);
      const met = [...drawn(choice), ...nextStep(choice, places, session), ...named, ...queued];
      return met.length > 0 ? injectFaults(met, request) : undefined;
    },
    add: async (list, request) => {
      const { choose, bind } = await load();
      const met = splitFaults(list).map((name) => take(choose(name), bind));
      return injectFaults(met, request);
    },
    queue: async (steps, session) => {
      const bound = boundSteps(await load(), steps);
      if (bound.length > 0) queues.set(session, [...(queues.get(session) ?? []), ...bound]);
    },
    reset: (session) => {
      if (session === undefined) {
        places.clear();
        queues.clear();
      } else {
        places.delete(session);
        queues.delete(session);
      }
    },
  };
}
