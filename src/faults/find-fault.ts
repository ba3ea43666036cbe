import { namesLike } from '../contract/did-you-mean.ts';
import { StarmockError } from '../contract/errors.ts';
import { FAULTS } from './catalogue.ts';
import type { Fault, FaultParameter } from './fault.ts';
import { parseFault, splitFaults, type FaultProblem } from './parse-fault.ts';

/** A fault of the catalogue with a value for each of its parameters. */
export interface ChosenFault {
  /** As it was asked for. */
  readonly text: string;
  readonly fault: Fault;
  readonly values: ReadonlyMap<string, number | string>;
}

const byName: ReadonlyMap<string, Fault> = new Map(FAULTS.map((fault) => [fault.name, fault]));

const SIZE = /^(-?\d+(?:\.\d+)?)([km]?)(?:tokens|messages|requests)?$/;
const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2 };

/** A number, or a size such as `16k` or `500tokens`. */
function readNumber(text: string): number | undefined {
  const [, digits, unit = ''] = SIZE.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * (UNITS[unit] ?? 1);
}

function unknownName(name: string): FaultProblem {
  const near = namesLike(name, [...byName.keys()]);
  const hint =
    near.length > 0 ? `did you mean ${near.join(', ').replace(/, ([^,]+)$/, ' or $1')}?` : 'starmock faults lists them';
  return { problem: `there is no fault "${name}"`, hint };
}

function unknownParameter(key: string, { name, parameters = [] }: Fault): FaultProblem {
  const known = parameters.map((parameter) => (parameter.name === 'value' ? `${name}=…` : parameter.name));
  const hint = known.length > 0 ? `it takes ${known.join(', ')}` : 'it takes none';
  return { problem: `fault ${name} has no parameter "${key}"`, hint };
}

function valueOf({ default: usual }: FaultParameter, given: string | undefined): number | string | undefined {
  if (given === undefined) return usual;
  return typeof usual === 'number' ? readNumber(given) : given;
}

/** Looks a fault up, and says what is wrong where there is none of that name or it does not take such parameters. */
export function findFault(text: string): ChosenFault | FaultProblem {
  const call = parseFault(text);
  if ('problem' in call) return call;
  const fault = byName.get(call.name);
  if (!fault) return unknownName(call.name);
  const { parameters = [] } = fault;
  const stranger = [...call.values.keys()].find((key) => !parameters.some(({ name }) => name === key));
  if (stranger !== undefined) return unknownParameter(stranger, fault);
  const values = new Map<string, number | string>();
  for (const parameter of parameters) {
    const value = valueOf(parameter, call.values.get(parameter.name));
    if (value === undefined) {
      return {
        problem: `${parameter.name} of fault ${fault.name} isn't a number: "${call.values.get(parameter.name)}"`,
      };
    }
    values.set(parameter.name, value);
  }
  return { text: call.text, fault, values };
}

/** What is wrong with a list of faults, if anything is. */
export function checkFaults(list: string): FaultProblem | undefined {
  const names = splitFaults(list);
  if (names.length === 0) return { problem: 'it names no fault' };
  return names.map(findFault).find((found): found is FaultProblem => 'problem' in found);
}

/**
 * The same for faults that are options.
 *
 * @throws StarmockError BAD_OPTION
 * @example chooseFault('sse.stall@chunk=3').values.get('chunk') // 3
 */
export function chooseFault(text: string): ChosenFault {
  const found = findFault(text);
  if ('fault' in found) return found;
  const { problem, hint } = found;
  throw new StarmockError('BAD_OPTION', `Cannot inject fault: ${problem}${hint === undefined ? '' : `; ${hint}`}`, {
    fault: text,
  });
}
