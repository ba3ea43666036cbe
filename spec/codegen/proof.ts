import { FAULTS } from '../../src/faults/catalogue.ts';
import type { Fault } from '../../src/faults/fault.ts';
import type { Proof } from '../../src/verify/report/proof.ts';

/** Clients in the order of the columns of `Fault.clients`. */
const CLIENTS = [
  'openai-node',
  'openai-node.stream',
  'ai-sdk-openai',
  'ai-sdk-openai-compatible',
  'langchain-openai',
  'openai-python',
  'openai-python.stream',
] as const;

type Effect = Proof['impact'][string];

const EFFECTS: Readonly<Record<string, Effect>> = { T: 'throws', H: 'hangs', '≠': 'goes wrong' };
const WORST: readonly Effect[] = ['hangs', 'throws', 'goes wrong'];

/** The worst that any of some faults was measured to do to each client. */
function impactOf(faults: readonly Fault[]): Proof['impact'] {
  const impact = CLIENTS.flatMap((client, column) => {
    const effects = faults.map(({ clients }) => EFFECTS[[...(clients ?? '')][column] ?? '']);
    const worst = WORST.find((effect) => effects.includes(effect));
    return worst === undefined ? [] : [[client, worst] as const];
  });
  return Object.fromEntries(impact);
}

/** A fault that breaks one thing alone says what comes of that thing; one that breaks several says it of none for sure. */
const tellsOf = ({ breaks }: Fault): boolean => breaks.length === 1;

/** Requirements of chat completions, and those of other endpoints that faults break. */
export const provenIds = (ofChat: readonly string[]): string[] => [
  ...new Set([...ofChat, ...FAULTS.flatMap(({ breaks, mayBreak = [] }) => [...breaks, ...mayBreak])]),
];

/** What verify may know of faults without sharing their code: by requirement, what breaks it and what comes of it. */
export function proofs(ids: readonly string[]): Readonly<Record<string, Proof>> {
  const entries = ids.toSorted().map((id) => {
    const killing = FAULTS.filter(({ breaks, mayBreak = [] }) => [...breaks, ...mayBreak].some((one) => one === id));
    const faults = killing.filter(({ harm }) => harm !== 'benign');
    const told = faults.filter(({ breaks }) => breaks.some((one) => one === id));
    const alone = told.filter(tellsOf);
    return [
      id,
      {
        // The first one is the one to show: it breaks this and little else.
        faults: faults.toSorted((a, b) => a.breaks.length - b.breaks.length).map(({ name }) => name),
        benign: killing.filter(({ harm }) => harm === 'benign').map(({ name }) => name),
        impact: impactOf(alone.length > 0 ? alone : told),
      },
    ] as const;
  });
  return Object.fromEntries(entries);
}
