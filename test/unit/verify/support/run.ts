import type { VerifyEvent } from '../../../../src/verify/run/events.ts';
import type { Report } from '../../../../src/verify/report/report.ts';
import { verify } from '../../../../src/verify/verify.ts';
import type { VerifyOptions } from '../../../../src/verify/verify-options.ts';

/** What a run told, with its report. */
export interface Told {
  readonly events: readonly VerifyEvent[];
  readonly report: Report;
}

/** Verifies one model without waiting, and collects what is told. */
export async function run(options: Partial<VerifyOptions>): Promise<Told> {
  const events: VerifyEvent[] = [];
  const settings = { baseUrl: 'http://endpoint.example/v1', apiKey: 'sk-run-0123456789', models: ['gpt-5.1'] };
  const pause = (): Promise<void> => Promise.resolve();
  for await (const event of verify({ nonce: 'test', pause, ...settings, ...options })) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'end') throw new Error('the run ended without a report');
  return { events, report: last.report };
}
