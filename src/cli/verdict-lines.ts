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

/** What a verdict objects to, a list a kind; empty if it is good. */
export function verdictLines({ unmatched, unused, findings }: Verdict): string[] {
  return [
    ...group(
      `${counted(unmatched.length, 'request')} matched no scenario:`,
      unmatched.map(({ method, path, model = '', message }) =>
        printable(`${`${method} ${path} ${model}`.trim()}: ${message}`),
      ),
    ),
    ...group(
      `${counted(unused.length, 'scenario')} ${unused.length === 1 ? 'was' : 'were'} never used:`,
      unused.map(printableLine),
    ),
    ...group(
      `${counted(findings.length, 'contract violation')} in the responses of the mock:`,
      findings.map(({ finding, method, path }) => printableLine(`${finding.requirement} in ${method} ${path}`)),
    ),
  ];
}
