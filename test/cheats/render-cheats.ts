import type { Fault } from '../../src/faults/fault.ts';
import { defaultContract } from '../../src/contract/contract.ts';
import type { CourseCost } from './cost-of-course.ts';
import { CHEATS } from './run-cheats.ts';
import { strengthsOf } from './strengths.ts';
import type { Done } from './worker.ts';

/** What became of a cheat at one strength, over all seeds. */
export interface CheatRow {
  readonly fault: string;
  readonly cheat: string;
  readonly found: number;
  /** Runs that end in a finding or a doubt. */
  readonly doubted: number;
  readonly of: number;
}

export function cheatRows(done: readonly Done[]): CheatRow[] {
  const byCheat = Map.groupBy(done, ({ cheat }) => cheat);
  return CHEATS.flatMap((fault) =>
    strengthsOf(fault).flatMap((cheat) => {
      const runs = byCheat.get(cheat) ?? [];
      const found = runs.filter((run) => run.found).length;
      const doubted = runs.filter((run) => run.doubted).length;
      return runs.length === 0 ? [] : [{ fault: fault.name, cheat, found, doubted, of: runs.length }];
    }),
  );
}

const levelOf = ({ breaks }: Fault): string =>
  defaultContract().requirements.find(({ id }) => id === breaks[0])?.level ?? '';

const strengthIn = (cheat: string, name: string): string =>
  cheat.slice(name.length).replace(/^[@=]/, '').replace('@', ', ');

const rate = ({ found, doubted, of }: CheatRow): string =>
  doubted > found ? `${found}/${of} (${doubted}/${of} with doubts)` : `${found}/${of}`;

const line = (fault: Fault, rows: readonly CheatRow[]): string =>
  rows
    .map((row) =>
      [
        '',
        `\`${fault.name}\``,
        fault.title,
        `\`${strengthIn(row.cheat, fault.name)}\``,
        fault.breaks.map((id) => `\`${id}\``).join(', '),
        levelOf(fault),
        rate(row),
        '',
      ].join(' | '),
    )
    .join('\n');

/** The page of the documentation. */
export function cheatsPage(rows: readonly CheatRow[], costs: readonly CourseCost[]): string {
  const lines = CHEATS.map((fault) =>
    line(
      fault,
      rows.filter((row) => row.fault === fault.name),
    ),
  );
  const priced = costs.map(
    ({ profile, model, requests, amount, currency }) =>
      `| ${profile} | \`${model}\` | ${requests} | ${amount.toFixed(2)} ${currency} |`,
  );
  return `# Cheats

<!-- Written by npm run cheats. -->

How suite \`reseller\` of \`starmock verify\` detects endpoints that cheat only some of the time. Each cheat runs at up to three
strengths. "Found" counts the seeds (of ${rows[0]?.of ?? 0}) with which the named check reports a finding. The checks are statistical: they report a
finding only if an honest endpoint would look this bad in fewer than one run in a million, after correction for all tests of the run.
Weaker evidence makes the result inconclusive ("with doubts").

To try one: \`starmock serve --fault cheat.swap-share@share=0.2\`.

| cheat | what it does | strength | seen by | level | found |
| --- | --- | --- | --- | --- | --- |
${lines.filter((text) => text !== '').join('\n')}

## Cost

| profile | model | requests | at most |
| --- | --- | --- | --- |
${priced.join('\n')}

Models that reason by default run at their lowest effort, except in checks of reasoning.

## Not detected

- A model that counts, reasons and refuses exactly like the one it replaces. If both are part of the run, equal answers at temperature 0 give
  it away; otherwise differing answers to repeated questions make the result inconclusive at best.
- Cheats that affect fewer requests than about one in ten, or only prompts above 9,000 tokens.
- Cheats that start at a certain hour, unless the run takes place then. Run the suite at different times of the day.
- A hidden prompt that is neither charged nor noticeable in the answers.
- Reasoning tokens that are inflated in exact steps of the model's own count and stay below the limit of each request.
`;
}
