import { StarmockError } from '../contract/errors.ts';
import { FAULTS } from '../faults/catalogue.ts';
import { FAULT_CLASSES, faultClass } from '../faults/fault-classes.ts';
import type { Fault, FaultParameter } from '../faults/fault.ts';
import { chooseFault } from '../faults/find-fault.ts';
import type { CommandContext, Output } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import type { Paint } from '../verify/reporters/paint.ts';
import { wrap } from '../verify/reporters/wrap.ts';

/** Options of `starmock faults`, parsed. */
export interface FaultsOptions {
  readonly json: boolean;
  /** Part of a name, a title or the id of a requirement. */
  readonly filter?: string;
}

const CLIENTS = [
  'openai-node',
  'openai-node .stream()',
  '@ai-sdk/openai',
  '@ai-sdk/openai-compatible',
  '@langchain/openai',
  'openai-python',
  'openai-python .stream()',
] as const;

const MARKS: Readonly<Record<string, string>> = {
  T: 'throws',
  H: 'hangs until the connection closes',
  '≠': 'returns a wrong result silently',
  '·': 'unaffected',
};

/** How a parameter is written. @example shapeOf({ name: 'value', default: 500, … }) // '=500' */
const shapeOf = ({ name, default: usual }: FaultParameter): string =>
  name === 'value' ? `=${usual}` : `@${name}=${usual}`;

/** A fault as programs read it: everything but its functions. */
function facts({ policy, plan, wire, ...rest }: Fault): object {
  const bends = [policy && 'request', plan && 'plan', wire && 'exchange'].filter(Boolean);
  return { ...rest, bends };
}

/** Columns of the longest of some texts. */
const widest = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length));

/** Faults in columns, a section for each class; on a narrow terminal the titles stand below the names. */
function list(faults: readonly Fault[], { paint, width = Infinity }: Output): string {
  const name = widest(faults.map((fault) => fault.name));
  const harm = widest(faults.map((fault) => fault.harm));
  const indent = width < name + harm + 40 ? 4 : name + harm + 6;
  const row = (fault: Fault): string[] => {
    const broken = fault.breaks.length > 0 ? [`violates ${fault.breaks.join(', ')}`] : [];
    const below = broken.map((text) => ' '.repeat(indent) + paint('dim', wrap(text, width, indent)));
    const mark = paint('yellow', fault.harm.padEnd(harm));
    return indent === 4
      ? [`  ${fault.name}`, `    ${wrap(`${mark.trimEnd()} ${fault.title}`, width, 4)}`, ...below]
      : [`  ${fault.name.padEnd(name)}  ${mark}  ${wrap(fault.title, width, indent)}`, ...below];
  };
  const sections = [...Map.groupBy(faults, faultClass)].map(([kind, some]) =>
    [paint('bold', FAULT_CLASSES[kind] ?? kind), ...some.flatMap(row)].join('\n'),
  );
  return `${sections.join('\n\n')}\n`;
}

/** The faults that are asked for, or the one. @throws StarmockError BAD_OPTION where there is none */
function chosen(name: string | undefined, filter: string | undefined): readonly Fault[] | Fault {
  const family = FAULTS.filter((fault) => name === undefined || fault.name.startsWith(`${name.replace(/\.$/, '')}.`));
  if (name !== undefined && family.length === 0) return chooseFault(name).fault;
  const wanted = filter?.toLowerCase() ?? '';
  const found = family.filter((fault) =>
    [fault.name, fault.title, ...fault.breaks].join('\n').toLowerCase().includes(wanted),
  );
  if (found.length > 0) return found;
  throw new StarmockError('BAD_OPTION', `No fault contains "${filter}"`, { filter });
}

function clientLines(clients: string): string[] {
  return [...clients].flatMap((mark, index) => {
    const meaning = MARKS[mark];
    return meaning === undefined ? [] : [`  ${CLIENTS[index]}: ${meaning}`];
  });
}

function describe(fault: Fault, paint: Paint): string {
  const { name, title, harm, breaks, mayBreak = [], seen, clients, parameters = [] } = fault;
  return [
    `${paint('bold', name)}  ${paint('yellow', harm)}`,
    title,
    `violates: ${breaks.join(', ') || 'none'}`,
    ...(mayBreak.length > 0 ? [`may violate: ${mayBreak.join(', ')}`] : []),
    `seen in: ${seen}`,
    ...(parameters.length > 0 ? ['parameters:'] : []),
    ...parameters.map((parameter) => `  ${name}${shapeOf(parameter)}  ${parameter.title}`),
    ...(clients === undefined ? [] : ['measured effect on clients:', ...clientLines(clients)]),
    '',
  ].join('\n');
}

/**
 * Prints the catalogue of faults, or everything about one of them.
 *
 * @returns the exit code
 * @throws StarmockError BAD_OPTION where there is no such fault
 */
export async function printFaults(
  name: string | undefined,
  { json, filter }: FaultsOptions,
  { stdout }: CommandContext,
): Promise<number> {
  const found = chosen(name, filter);
  const isList = Array.isArray(found);
  const data = isList ? found.map(facts) : facts(found as Fault);
  const text = isList ? list(found, stdout) : describe(found as Fault, stdout.paint);
  stdout.write(json ? `${JSON.stringify(data, null, 2)}\n` : text);
  return EXIT.ok;
}
