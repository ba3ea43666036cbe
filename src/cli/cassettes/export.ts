import { stringify } from 'yaml';
import { toolVersion } from '../../contract/tool-version.ts';
import { answerOf } from '../../recordings/cassettes/recorded-answer.ts';
import { toHar } from '../../recordings/har.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { scenariosOfExchanges } from '../../scenarios/scenarios-of-exchanges.ts';
import type { CommandContext } from '../command-context.ts';
import { EXIT } from '../exit-codes.ts';
import { writeFile } from '../write-file.ts';
import { openSound } from './open-cassettes.ts';

/** Where an export goes; standard output without a file. */
export interface ExportOptions {
  readonly output?: string;
}

export function printOrWrite(text: string, { output }: ExportOptions, context: CommandContext): void {
  if (output === undefined) context.stdout.write(text);
  else writeFile('--output', output, text, context);
}

/** Scenarios as a file of them. */
export const scenarioFile = (scenarios: readonly Scenario[]): string => stringify({ scenarios }, { lineWidth: 120 });

/** Writes cassettes as an HTTP archive. @returns the exit code */
export async function cassettesToHar(
  paths: readonly string[],
  options: ExportOptions,
  context: CommandContext,
): Promise<number> {
  const cassettes = await openSound(paths, context);
  const observations = cassettes.flatMap(({ cassette }) => cassette.entries.map(({ observation }) => observation));
  printOrWrite(`${JSON.stringify(toHar(observations, { toolVersion: toolVersion() }), null, 2)}\n`, options, context);
  return EXIT.ok;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

/** Writes cassettes as scenarios. @returns the exit code */
export async function cassettesToScenarios(
  paths: readonly string[],
  options: ExportOptions,
  context: CommandContext,
): Promise<number> {
  const cassettes = await openSound(paths, context);
  const exchanges = cassettes.flatMap(({ cassette: { name, entries } }) =>
    entries.map(({ number, observation }) => ({
      name: `${name}#${number}`,
      request: parsed(observation.request.body),
      status: observation.head?.status ?? 0,
      answer: answerOf(observation),
    })),
  );
  const { scenarios, skipped } = scenariosOfExchanges(exchanges);
  for (const one of skipped) context.stderr.write(`${one}: not a conversation, left out\n`);
  printOrWrite(scenarioFile(scenarios), options, context);
  return EXIT.ok;
}
