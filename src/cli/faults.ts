import { FAULTS } from '../faults/catalogue.ts';
import { FAULT_CLASSES, faultClass } from '../faults/fault-classes.ts';
import type { Fault, FaultParameter } from '../faults/fault.ts';
import { chooseFault } from '../faults/find-fault.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import type { Paint } from '../verify/reporters/paint.ts';

/** Options of `starmock faults`, parsed. */
export interface FaultsOptions {
  readonly json: boolean;
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

function list(paint: Paint): string {
  const sections = [...Map.groupBy(FAULTS, faultClass)].map(([name, faults]) => {
    const rows = faults.map((fault) => {
      const broken = fault.breaks.length > 0 ? paint('dim', ` violates ${fault.breaks.join(', ')}`) : '';
      return `  ${fault.name}  ${paint('yellow', fault.harm)}  ${fault.title}${broken}`;
    });
    return [paint('bold', FAULT_CLASSES[name] ?? name), ...rows].join('\n');
  });
  return `${sections.join('\n\n')}\n`;
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
  { json }: FaultsOptions,
  { stdout }: CommandContext,
): Promise<number> {
  if (name === undefined) {
    stdout.write(json ? `${JSON.stringify(FAULTS.map(facts), null, 2)}\n` : list(stdout.paint));
    return EXIT.ok;
  }
  const { fault } = chooseFault(name);
  stdout.write(json ? `${JSON.stringify(facts(fault), null, 2)}\n` : describe(fault, stdout.paint));
  return EXIT.ok;
}
