import { basename } from 'node:path';
import { readCassette } from '../recordings/cassettes/read-cassette.ts';
import { compareTaps, type ComparedExchange, type TapComparison } from '../tap/compare/compare-taps.ts';
import type { TapRecording } from '../tap/compare/pair-exchanges.ts';
import { printable, printableJson } from '../verify/reporters/printable.ts';
import { counted } from '../verify/reporters/words.ts';
import type { CommandContext } from './command-context.ts';
import { EXIT } from './exit-codes.ts';
import { profileFrom } from './profile-option.ts';
import { readTextFile } from './read-text-file.ts';

/** Options of `starmock compare taps`, parsed. */
export interface CompareTapsOptions {
  readonly profile?: string;
  readonly json: boolean;
}

const WORDS = { upstream: 'the upstream', gateway: 'the gateway', repaired: 'the upstream, repaired by the gateway' };

/** Changes that are listed of one request or response. */
const MAX_CHANGES = 20;

function some(changes: readonly string[], label: string): string[] {
  const lines = changes.slice(0, MAX_CHANGES).map((change) => `  ${label}  ${change}`);
  return changes.length > MAX_CHANGES ? [...lines, `  ${label}  and ${changes.length - MAX_CHANGES} more`] : lines;
}

function exchangeLines({ numbers, retries, request, response, findings }: ComparedExchange): string[] {
  const lines = [
    ...(retries > 0 ? [`  retries   ${counted(retries, 'failed request')} before`] : []),
    ...some(request, 'request '),
    ...some(response, 'response'),
    ...findings.map(({ requirement, blame }) => `  finding   ${requirement}: ${WORDS[blame]}`),
  ];
  return lines.length === 0 ? [] : [`#${numbers.front} (behind: #${numbers.behind})`, ...lines];
}

const alone = (numbers: readonly number[], what: string): string[] =>
  numbers.length === 0 ? [] : [`${what}: ${numbers.map((number) => `#${number}`).join(', ')}`];

/** Who broke what, over all exchanges. */
function blameLines(exchanges: readonly ComparedExchange[]): string[] {
  const all = Map.groupBy(
    exchanges.flatMap(({ findings }) => findings),
    ({ blame }) => blame,
  );
  return [...all].map(([blame, findings]) => {
    const kinds = [...Map.groupBy(findings, ({ requirement }) => requirement)];
    const often = kinds.toSorted(([, a], [, b]) => b.length - a.length);
    return `Broken by ${WORDS[blame]}: ${often.map(([name, { length }]) => `${name} (${length})`).join(', ')}`;
  });
}

function comparisonText({ exchanges, unpaired }: TapComparison): string {
  const changed = exchanges.map(exchangeLines).filter((lines) => lines.length > 0);
  const lines = [
    ...changed.flat(),
    ...alone(unpaired.front, 'Only in front of the gateway'),
    ...alone(unpaired.behind, 'Only behind the gateway'),
    ...blameLines(exchanges),
    `${counted(exchanges.length, 'exchange')} compared, ${changed.length} changed`,
  ];
  return printable(`${lines.join('\n')}\n`);
}

function recordingAt(file: string, { fileAt }: CommandContext): TapRecording {
  const { manifest, entries } = readCassette(readTextFile(file, fileAt, 'recording', 'BAD_RECORDING'), basename(file));
  return { baseUrl: manifest.baseUrl, exchanges: entries.map(({ observation }) => observation) };
}

/**
 * Compares what two taps recorded, one before and one behind a gateway.
 *
 * @returns the exit code: 1 where the gateway breaks a requirement that the upstream keeps
 * @throws StarmockError BAD_RECORDING, BAD_PROFILE
 */
export async function compareTapsCommand(
  front: string,
  behind: string,
  { profile, json }: CompareTapsOptions,
  context: CommandContext,
): Promise<number> {
  const options = profile === undefined ? {} : { profile: profileFrom(profile, context.fileAt) };
  const comparison = await compareTaps(recordingAt(front, context), recordingAt(behind, context), options);
  context.stdout.write(json ? `${printableJson(comparison, 2)}\n` : comparisonText(comparison));
  const guilty = comparison.exchanges.some(({ findings }) => findings.some(({ blame }) => blame === 'gateway'));
  return guilty ? EXIT.failed : EXIT.ok;
}
