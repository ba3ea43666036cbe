import type { VerifyEvent } from '../run/events.ts';
import { printableLine } from './printable.ts';
import { counted, deadlinesText, duration, money } from './words.ts';

type Plan = Extract<VerifyEvent, { type: 'plan' }>;

/** A column that is as wide as its widest cell. */
function aligned(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => (row[column] ?? '').length));
  return rows.map((row) =>
    row
      .map((cell, column) => (right.has(column) ? cell.padStart(width(column)) : cell.padEnd(width(column))))
      .join('  ')
      .trimEnd(),
  );
}

/**
 * What a run would send: a line for each probe of each model, with its tokens and its price at worst.
 *
 * @example
 * for await (const event of verify({ ...options, planOnly: true })) if (event.type === 'plan') console.log(planText(event));
 */
export function planText({ probes, worst, checks, deadlines }: Plan): string {
  const rows = probes.map(({ probe, title, model, promptTokens, completionTokens, worst: most }) => [
    printableLine(model),
    probe,
    `${promptTokens}`,
    `${completionTokens}`,
    most.amount === 0 ? 'free' : money(most),
    title,
  ]);
  const head = ['model', 'probe', 'prompt', 'completion', 'at worst', 'what it asks'];
  return [
    ...aligned([head, ...rows], new Set([2, 3, 4])),
    '',
    `${counted(checks, 'check')}, ${counted(probes.length, 'probe')}, at worst ${money(worst)}`,
    printableLine(
      `about ${duration(probes.reduce((sum, { ms }) => sum + ms, 0))} at worst; ${deadlinesText(deadlines)}`,
    ),
    'Checks of what a model does are repeated up to twice where they fail, within the budget.',
    '',
  ].join('\n');
}
