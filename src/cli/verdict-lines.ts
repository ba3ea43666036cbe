import { printable, printableLine } from '../verify/reporters/printable.ts';
import { counted } from '../verify/reporters/words.ts';
import type { Verdict } from '../verdict.ts';

const MAX_LISTED = 10;

function group(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - MAX_LISTED;
  return [
    title,
    ...lines.slice(0, MAX_LISTED).map((line) => `  ${line.replaceAll('\n', '\n  ')}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

const requestLine = ({ method, path, model = '', message }: Verdict['unmatched'][number]): string =>
  printable(`${`${method} ${path} ${model}`.trim()}: ${message}`);

function replayLines({ mode, loaded, served, missed, unused }: NonNullable<Verdict['replay']>): string[] {
  return [
    ...group(`${counted(missed.length, 'request')} matched no recording:`, missed.map(requestLine)),
    ...group(
      `${counted(unused.length, 'recording')} ${unused.length === 1 ? 'was' : 'were'} never used:`,
      unused.map(printableLine),
    ),
    ...(mode === 'none' && served === 0 && missed.length === 0
      ? [`None of ${counted(loaded, 'recording')} was asked for`]
      : []),
  ];
}

/** What became of the cassettes, as a line. */
export function receiptLine({ loaded, served, missed, hash }: NonNullable<Verdict['replay']>): string {
  return `Replayed ${counted(served, 'request')} from ${counted(loaded, 'recording')} (${hash}); ${missed.length} missed`;
}

/** What a verdict objects to, a list a kind; empty if it is good. */
export function verdictLines({ unmatched, unused, findings, replay }: Verdict): string[] {
  return [
    ...group(`${counted(unmatched.length, 'request')} matched no scenario:`, unmatched.map(requestLine)),
    ...group(
      `${counted(unused.length, 'scenario')} ${unused.length === 1 ? 'was' : 'were'} never used:`,
      unused.map(printableLine),
    ),
    ...group(
      `${counted(findings.length, 'contract violation')} in the responses of the mock:`,
      findings.map(({ finding, method, path }) => printableLine(`${finding.requirement} in ${method} ${path}`)),
    ),
    ...(replay ? replayLines(replay) : []),
  ];
}
