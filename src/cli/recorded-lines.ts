import type { Drift } from '../recordings/cassettes/drift.ts';
import type { RecordedCassette, RecorderReport } from '../recordings/cassettes/recorder.ts';
import { printableLine } from '../verify/reporters/printable.ts';
import { counted } from '../verify/reporters/words.ts';

/** A change of form as a line. */
export const driftLine = ({ grade, message }: Drift): string => `${grade}: ${printableLine(message)}`;

const some = (count: number, what: string): string[] => (count > 0 ? [`${count} ${what}`] : []);

function cassetteLines({ name, added, kept, removed, changed, broken }: RecordedCassette): string[] {
  const facts = [
    ...some(added, 'added'),
    ...some(changed.length, 'changed'),
    ...some(kept, 'kept'),
    ...some(removed, 'removed'),
    ...some(broken, 'with contract violations'),
  ];
  const drift = changed.flatMap(({ number, drift: found }) =>
    found.map((one) => `  ${printableLine(`${name}#${number}`)} ${driftLine(one)}`),
  );
  return [`Recorded cassette ${printableLine(name)}: ${facts.join(', ')}`, ...drift];
}

/** What was recorded, and what was not; empty where nothing was to be. */
export function recordedLines(report: RecorderReport | undefined): string[] {
  if (!report) return [];
  const { cassettes, notKept } = report;
  const left = notKept.map(({ number, reason }) => `  exchange ${number}: ${printableLine(reason)}`);
  return [
    ...cassettes.flatMap(cassetteLines),
    ...(left.length > 0 ? [`${counted(left.length, 'exchange')} not recorded:`, ...left] : []),
  ];
}
