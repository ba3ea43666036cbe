import type { MetricsText } from '../control/control-answer.ts';
import type { ExchangeReport } from '../mock-options.ts';

/** What a server has done, for Prometheus. */
export interface Metrics {
  readonly record: (report: ExchangeReport) => void;
  readonly text: () => Promise<MetricsText>;
}

/** Seconds: from a reply in process to a long stream at a real pace. */
export const BUCKETS: number[] = [0.005, 0.025, 0.1, 0.25, 1, 2.5, 5, 10, 30, 60, 120];

/** The first part of a path below the base: ids behind it would make a series each. */
export const endpointOf = ({ path }: { readonly path: string }): string =>
  /^\/v1\/(?:chat\/completions|\w{1,20})/.exec(path)?.[0] ?? 'other';

/** The name of a fault without its parameters, which would make a series each. */
export const faultOf = (fault: string): string => fault.split(/[=@]/)[0] ?? fault;

/** Whatever a client sends as a model would make a series, so only those that were served are named. */
const modelOf = ({ kind, model = '' }: ExchangeReport): string => (kind === 'plain' || kind === 'stream' ? model : '');

/** Unknown paths are one series. */
const labelsOf = (report: ExchangeReport): Record<'endpoint' | 'model', string> => ({
  endpoint: report.error?.code === 'unknown_url' ? 'other' : endpointOf(report),
  model: modelOf(report),
});

/** Loads the client library, which nothing else needs. */
export async function openMetrics(): Promise<Metrics> {
  const { Counter, Gauge, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Counter<T>({ name: `starmock_${name}`, help, labelNames: [...labelNames], registers });
  const requests = counter('requests_total', 'Requests by endpoint, model, status and outcome', [
    'endpoint',
    'model',
    'status',
    'outcome',
  ]);
  const tokens = counter('tokens_total', 'Tokens of prompts and completions', ['model', 'type']);
  const cost = counter('cost_total', 'What the requests would have cost', ['model', 'currency']);
  const faults = counter('faults_total', 'Injected faults', ['fault']);
  const unmatched = counter('unmatched_requests_total', 'Requests that matched no scenario', []);
  const findings = counter('self_check_findings_total', 'Contract violations found by --self-check', ['requirement']);
  const seconds = new Histogram({
    name: 'starmock_request_duration_seconds',
    help: 'Time from a request to the end of its response',
    labelNames: ['endpoint'],
    buckets: BUCKETS,
    registers,
  });
  new Gauge({
    name: 'starmock_start_time_seconds',
    help: 'Start of the server, in Unix time',
    registers,
  }).setToCurrentTime();

  return {
    record: (report) => {
      const { endpoint, model } = labelsOf(report);
      const { usage, cost: spent, outcome, status, ms } = report;
      requests.inc({ endpoint, model, status: String(status), outcome });
      seconds.observe({ endpoint }, ms / 1000);
      if (usage) {
        tokens.inc({ model, type: 'prompt' }, usage.prompt_tokens);
        tokens.inc({ model, type: 'completion' }, usage.completion_tokens ?? 0);
      }
      if (spent) cost.inc({ model, currency: spent.currency }, spent.amount);
      for (const fault of report.faults ?? []) faults.inc({ fault: faultOf(fault) });
      if (report.unmatched) unmatched.inc();
      for (const { requirement } of report.findings ?? []) findings.inc({ requirement });
    },
    text: async () => ({ type: registry.contentType, body: await registry.metrics() }),
  };
}
