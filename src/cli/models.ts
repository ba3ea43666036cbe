import type { ModelInfo } from '../contract/models.ts';
import { loadProfile } from '../contract/profile.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import { profileFrom } from './profile-option.ts';

const HEAD = ['model', 'answers as', 'reasoning (default)', 'input', 'output', 'price in/out per 1M'];

function row(model: ModelInfo): string[] {
  const { reasoning, limits, price } = model;
  return [
    model.id,
    model.reports,
    reasoning ? `${reasoning.efforts.join(', ')} (${reasoning.default_effort}), ${reasoning.content}` : 'none',
    String(limits.input_tokens),
    String(limits.output_tokens),
    `${price.input.toFixed(2)} / ${price.output.toFixed(2)} ${price.currency}`,
  ];
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * Prints the model catalogue of a profile: a table for people, or all of it as JSON for programs.
 *
 * @returns the exit code
 */
export async function printModels(
  options: { readonly profile: string; readonly json: boolean },
  { stdout, fileAt }: CommandContext,
): Promise<number> {
  const { models } = await loadProfile(profileFrom(options.profile, fileAt));
  stdout.write(options.json ? `${JSON.stringify(models, null, 2)}\n` : `${table([HEAD, ...models.map(row)])}\n`);
  return EXIT.ok;
}
