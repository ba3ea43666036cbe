import type { Paint } from '../verify/reporters/paint.ts';
import { printableJson, printableLine } from '../verify/reporters/printable.ts';
import { counted } from '../verify/reporters/words.ts';
import type { TapReport } from '../tap/tap-report.ts';
import { paintedStatus } from './log-line.ts';

const OUTCOMES: Readonly<Record<TapReport['outcome'], string>> = {
  complete: '',
  closed: 'the upstream closed the connection early',
  reset: 'the upstream reset the connection',
  aborted: 'cut off',
  malformed: 'not HTTP/1.1',
  unreachable: 'upstream unreachable',
};

function outcomeOf({ outcome, left, failure, detail }: TapReport): string {
  if (left) return 'client disconnected';
  const words = OUTCOMES[outcome];
  const why = failure ? failure.code : detail;
  return words === '' || why === undefined ? words : `${words} (${why})`;
}

/**
 * One line about one exchange.
 *
 * @param time wall-clock time of the line
 * @example
 * // 12:00:01 200 POST /v1/chat/completions 5312 bytes (first after 211 ms) 1840 ms
 */
export function tapLine(report: TapReport, time: Date, paint: Paint): string {
  const { method, path, status, bytes, firstByteMs, ms, dropped } = report;
  const first = firstByteMs === undefined ? '' : ` (first after ${Math.round(firstByteMs)} ms)`;
  const words = [
    paint('dim', time.toTimeString().slice(0, 8)),
    status === undefined ? paint('red', '---') : paintedStatus(status, paint),
    printableLine(`${method} ${path}`),
    `${counted(bytes, 'byte')}${first}`,
    paint('yellow', printableLine(outcomeOf(report))),
    dropped ? paint('yellow', 'copy dropped') : '',
    paint('dim', `${Math.round(ms)} ms`),
  ];
  return `${words.filter((word) => word !== '').join(' ')}\n`;
}

/** The exchange as one line of JSON. */
export const tapJsonLine = (report: TapReport, time: Date): string =>
  `${printableJson({ event: 'exchange', time: time.toISOString(), ...report })}\n`;
