import type { ChosenFault } from './find-fault.ts';
import type { Fault, FaultContext, FaultRequest } from './fault.ts';

/** Makes a source of draws from [0, 1), the same for the same label; the seed is the maker's. */
export type Draws = (label: string) => () => number;

const texts = new WeakMap<object, string>();

/** The body as JSON: several faults of a request draw by it, and it is encoded once for all of them. */
function textOf(body: FaultRequest['body']): string | undefined {
  if (!body) return undefined;
  const text = texts.get(body) ?? JSON.stringify(body);
  texts.set(body, text);
  return text;
}

/** A fault at work: it counts the requests that it meets, and keeps what it remembers of them. */
export interface BoundFault {
  /** As it was asked for. */
  readonly text: string;
  readonly fault: Fault;
  /** The next request. @param stream whether an event stream was asked for */
  meet(request: FaultRequest, stream: boolean): FaultContext;
}

function parameter<T extends number | string>({ fault, values }: ChosenFault, name: string, kind: string): T {
  const value = values.get(name);
  // A mistake in the catalogue, which a test looks for.
  if (typeof value !== kind)
    throw new TypeError(
      `Invalid parameter ${name} of fault ${fault.name}: expected a ${kind === 'number' ? kind : 'string'}`,
    );
  return value as T;
}

/**
 * Gives a fault its parameters and its randomness.
 *
 * @example
 * const bound = bindFault(chooseFault('sse.stall@chunk=3'), () => Math.random);
 * const context = bound.meet(request, true);
 */
export function bindFault(chosen: ChosenFault, draws: Draws): BoundFault {
  const { text, fault } = chosen;
  let met = 0;
  let kept: string | undefined;
  return {
    text,
    fault,
    meet: (request, stream) => {
      const serial = met++;
      let random: (() => number) | undefined;
      return {
        request,
        stream,
        serial,
        number: (name) => parameter<number>(chosen, name, 'number'),
        text: (name) => parameter<string>(chosen, name, 'string'),
        // Most faults draw nothing, and a generator costs more than the fault.
        random: () => (random ??= draws(`${fault.name}/${serial}/${request.path}/${textOf(request.body)}`))(),
        remember: (next) => {
          const before = kept;
          kept = next;
          return before;
        },
      };
    },
  };
}
