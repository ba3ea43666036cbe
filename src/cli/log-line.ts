import type { ExchangeReport } from '../mock-options.ts';
import { printableJson, printableLine } from '../verify/reporters/printable.ts';
import { money } from '../verify/reporters/words.ts';
import type { Paint } from '../verify/reporters/paint.ts';

/** Log format of `serve`. */
export type LogFormat = 'pretty' | 'json' | 'silent';

/** A status in the color of its class. */
export function paintedStatus(code: number, paint: Paint): string {
  return paint(code < 200 || code >= 500 ? 'red' : code < 400 ? 'green' : 'yellow', String(code));
}

function facts(report: ExchangeReport, paint: Paint): string[] {
  const { kind, model, usage, cost, error, hint, outcome, findings, unmatched, recording, faults = [] } = report;
  const parts: string[] = [];
  if (model !== undefined) parts.push(printableLine(model));
  if (kind === 'plain' || kind === 'stream') parts.push(kind);
  if (usage) parts.push(`${usage.prompt_tokens}+${usage.completion_tokens} tokens`);
  if (cost) parts.push(money(cost));
  if (recording !== undefined) parts.push(printableLine(recording));
  if (unmatched && !error) parts.push(paint('yellow', 'no scenario matches'));
  if (error) parts.push(printableLine(error.message.slice(0, 160)));
  if (hint !== undefined) parts.push(paint('yellow', printableLine(`(${hint.slice(0, 240)})`)));
  if (outcome !== 'complete') parts.push(paint('yellow', outcome));
  if (faults.length > 0) parts.push(paint('yellow', printableLine(`fault ${faults.join(', ')}`)));
  for (const finding of findings ?? [])
    parts.push(paint('red', printableLine(`${finding.requirement} ${finding.path}`)));
  return parts;
}

/**
 * One line about one exchange.
 *
 * @param time wall-clock time of the line
 * @example
 * // 12:00:01 200 POST /v1/chat/completions gpt-5.1 stream 19+42 tokens ¥0.000664 812 ms
 */
export function prettyLine(report: ExchangeReport, time: Date, paint: Paint): string {
  const clock = paint('dim', time.toTimeString().slice(0, 8));
  const words = [
    clock,
    paintedStatus(report.status, paint),
    printableLine(`${report.method} ${report.path}`),
    ...facts(report, paint),
  ];
  return `${words.join(' ')} ${paint('dim', `${Math.round(report.ms)} ms`)}\n`;
}

/** The exchange as one line of JSON. */
export function jsonLine(report: ExchangeReport, time: Date): string {
  // A session may be an API key, which has no place in a log.
  const { session: _session, ...logged } = report;
  return `${printableJson({ event: 'exchange', time: time.toISOString(), ...logged })}\n`;
}
