import { format } from 'prettier';
import { FAULTS } from '../../src/faults/catalogue.ts';
import { FAULT_CLASSES, faultClass } from '../../src/faults/fault-classes.ts';
import type { Fault } from '../../src/faults/fault.ts';

const CLIENTS = [
  'openai-node',
  'openai-node `.stream()`',
  '@ai-sdk/openai',
  '@ai-sdk/openai-compatible',
  '@langchain/openai',
  'openai-python',
  'openai-python `.stream()`',
];

const INTRODUCTION = `<!-- Generated from src/faults/ by \`npm run generate\`. Do not edit. -->

# Catalogue of faults

How to use them is in [faults](faults.md). Harm is what the worst client makes of it: \`fatal\` (throws or hangs), \`silent\` (returns
something else without a word), \`costly\` (somebody pays or waits), \`tolerated\`, or \`benign\` for legal variants. Parameters are shown
with their defaults. Clients are those measured, in this order: ${CLIENTS.join(', ')}. \`T\` throws, \`H\` hangs, \`≠\` returns
something else without a word, \`·\` as without the fault, \`-\` does not apply.
`;

const code = (text: string): string => `\`${text}\``;

function written({ name, parameters = [] }: Fault): string {
  const value = parameters.find((parameter) => parameter.name === 'value');
  const others = parameters.filter((parameter) => parameter.name !== 'value' && parameter.default !== '');
  const listed = others.map((parameter) => `${parameter.name}=${parameter.default}`).join(',');
  return code(`${name}${value ? `=${value.default}` : ''}${listed === '' ? '' : `@${listed}`}`);
}

const source = (seen: string): string => (seen.startsWith('https://') ? `[seen](${seen})` : '');

const cells = (fault: Fault): string[] => [
  written(fault),
  fault.harm,
  fault.title.replaceAll('|', '\\|'),
  fault.breaks.map(code).join(', '),
  fault.clients === undefined ? '' : code(fault.clients.replaceAll(' ', '-')),
  source(fault.seen),
];

const HEAD = ['fault', 'harm', 'what happens', 'breaks', 'clients', 'where'];

const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;

function section(name: string, faults: readonly Fault[]): string {
  const rule = HEAD.map(() => '---');
  return [`## ${FAULT_CLASSES[name] ?? name}: \`${name}\``, '', ...[HEAD, rule, ...faults.map(cells)].map(line)].join(
    '\n',
  );
}

/** The page that lists every fault, class by class. */
export async function faultCatalogue(): Promise<string> {
  const sections = [...Map.groupBy(FAULTS, faultClass)]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([name, faults]) => section(name, faults));
  const count = `${FAULTS.length} faults, ${FAULTS.filter(({ harm }) => harm === 'benign').length} of them benign.`;
  return format([INTRODUCTION, count, ...sections].join('\n\n'), { parser: 'markdown', printWidth: 120 });
}
