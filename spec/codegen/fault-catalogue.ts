import { FAULTS } from '../../src/faults/catalogue.ts';
import { FAULT_CLASSES, faultClass } from '../../src/faults/fault-classes.ts';
import type { Fault, FaultParameter } from '../../src/faults/fault.ts';
import { checkById } from '../../src/verify/checks/endpoint-checks.ts';
import { anchored, code, facts, links, page } from './markdown.ts';

const CLIENTS = [
  'openai-node',
  'openai-node `.stream()`',
  '@ai-sdk/openai',
  '@ai-sdk/openai-compatible',
  '@langchain/openai',
  'openai-python',
  'openai-python `.stream()`',
];

/** Effects by their signs in `Fault.clients`, worst first. */
const EFFECTS = [
  ['H', 'hangs'],
  ['T', 'throws'],
  ['≠', 'silently wrong result'],
  ['·', 'no effect'],
] as const;

const INTRODUCTION = `<!-- Generated from src/faults/ by \`npm run generate\`. Do not edit. -->

# Fault catalog

Every fault that \`--fault\`, scenarios and \`createMock\` can inject. [faults.md](faults.md) explains how to use them.

- **Harm** is the worst measured effect on a client: \`fatal\` (throws or hangs), \`silent\` (wrong result without an error), \`costly\`
  (costs money or time) or \`tolerated\`. \`benign\` faults are legal variants that clients must accept.
- **Example** shows the parameters with their defaults.
- **Breaks** links to the [checks](checks.md) of \`starmock verify\` that detect the fault.
- **Clients** lists the measured effect on ${CLIENTS.length} client code paths: ${CLIENTS.join(', ')}.`;

const isValue = ({ name }: FaultParameter): boolean => name === 'value';

function example({ name, parameters = [] }: Fault): string {
  const value = parameters.find(isValue);
  const others = parameters.filter((parameter) => !isValue(parameter) && parameter.default !== '');
  const listed = others.map((parameter) => `${parameter.name}=${parameter.default}`).join(',');
  return parameters.length === 0
    ? ''
    : code(`${name}${value ? `=${value.default}` : ''}${listed === '' ? '' : `@${listed}`}`);
}

const meaning = ({ parameters = [] }: Fault): string =>
  parameters.map(({ name, title }) => `\`${name}\`: ${title.replace(/\.$/, '')}`).join('; ');

function effects({ clients }: Fault): string {
  const signs = [...(clients ?? '')];
  return EFFECTS.flatMap(([sign, effect]) => {
    const affected = CLIENTS.filter((_, column) => signs[column] === sign);
    return affected.length === 0 ? [] : [`${effect} (${affected.join(', ')})`];
  }).join('; ');
}

/** Requirements of endpoints that verify doesn't test have no check to link to. */
const broken = ({ breaks }: Fault): string =>
  breaks.map((id) => (checkById(id) ? links('checks.md', [id]) : code(id))).join(', ');

const source = ({ seen }: Fault): string => (seen.startsWith('https://') ? `[report](${seen})` : '');

const section = (fault: Fault): string =>
  [
    anchored(fault.name),
    '',
    fault.title,
    '',
    facts([
      ['Harm', fault.harm],
      ['Example', example(fault)],
      ['Parameters', meaning(fault)],
      ['Breaks', broken(fault)],
      ['Clients', effects(fault)],
      ['Seen in the wild', source(fault)],
    ]),
  ].join('\n');

/** The page with a section for every fault, class by class. */
export function faultCatalogue(): Promise<string> {
  const classes = [...Map.groupBy(FAULTS, faultClass)].toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  const sections = classes.flatMap(([name, faults]) => [
    `## ${FAULT_CLASSES[name] ?? name}: \`${name}\``,
    ...faults.map(section),
  ]);
  const count = `${FAULTS.length} faults, ${FAULTS.filter(({ harm }) => harm === 'benign').length} of them benign.`;
  return page([INTRODUCTION, count, ...sections]);
}
