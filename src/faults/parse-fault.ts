/** A fault as specified: a name and the given parameters. */
export interface FaultCall {
  /** As it was written. */
  readonly text: string;
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
}

/** What is wrong with a fault that was asked for. */
export interface FaultProblem {
  readonly problem: string;
  /** What may have been meant. */
  readonly hint?: string;
}

/** Parameter that stands for `name=value`. */
export const VALUE = 'value';

/** A bare status is short for the fault that answers with it. */
const STATUS = /^[1-5]\d\d$/;

const NAME = /^([^=@]+)(?:=([^@]*))?(?:@(.*))?$/;

/** A comma within parameters is followed by the name of one, which has no dot, where the name of a fault has. */
const NEXT_FAULT = /,(?!\s*[a-z][a-z_-]*=)/;

const badForm = (text: string): FaultProblem => ({
  problem: `"${text}" is not the name of a fault`,
  hint: 'write name, name=value or name@parameter=value,parameter=value',
});

function parametersOf(text: string): (readonly [string, string])[] | undefined {
  const pairs = text.split(',').map((pair) => pair.trim().split('='));
  return pairs.every(([key, value, ...rest]) => key && value && rest.length === 0)
    ? pairs.map(([key = '', value = '']) => [key, value] as const)
    : undefined;
}

/**
 * Reads one fault: `name`, `name=value` for the parameter called `value`, and `name@key=value,key=value` for others. A bare
 * status such as `429` means `http.status=429`.
 *
 * @example parseFault('sse.stall@chunk=3') // { name: 'sse.stall', values: { chunk: '3' }, … }
 */
export function parseFault(text: string): FaultCall | FaultProblem {
  const written = text.trim();
  const [, first = '', value, rest] = NAME.exec(written) ?? [];
  const name = first.trim();
  const pairs = rest === undefined ? [] : parametersOf(rest);
  if (name === '' || value === '' || !pairs) return badForm(written);
  const status = STATUS.test(name);
  const given = status ? name : value?.trim();
  if (status && value !== undefined) return badForm(written);
  const values = new Map(given === undefined ? pairs : [[VALUE, given] as const, ...pairs]);
  return { text: written, name: status ? 'http.status' : name, values };
}

/**
 * Takes a list of faults apart at its commas, those between parameters excepted.
 *
 * @example splitFaults('429, sse.stall@chunk=3,ms=50') // ['429', 'sse.stall@chunk=3,ms=50']
 */
export function splitFaults(text: string): string[] {
  return text
    .split(NEXT_FAULT)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
