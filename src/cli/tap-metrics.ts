import type { TapReport } from '../tap/tap-report.ts';
import { createWheelClock } from '../transports/clock.ts';
import { listen } from '../transports/node-server.ts';
import { BUCKETS, endpointOf, faultOf } from './metrics.ts';

/** What a tap has done, for Prometheus, on a port beside the tap, which forwards every path. */
export interface TapMetrics {
  /** Where it is served. */
  readonly url: string;
  readonly record: (report: TapReport) => void;
  close(): Promise<void>;
}

/** Where the metrics are served, and what is asked when they are. */
export interface TapMetricsOptions {
  /** 0 picks a free port. */
  readonly port: number;
  readonly host: string;
  readonly allowHosts: readonly string[];
  /** Exchanges that are passing. */
  readonly running: () => number;
}

const PATH = '/_starmock/metrics';

/** Words for how an exchange ended: that of the connection, or who did it. */
const outcomeOf = ({ outcome, left, unsent }: TapReport): string => (unsent ? 'fault' : left ? 'left' : outcome);

/** Loads the client library, which nothing else needs. @throws StarmockError PORT_IN_USE, LISTEN_FAILED */
export async function openTapMetrics({ port, host, allowHosts, running }: TapMetricsOptions): Promise<TapMetrics> {
  const { Counter, Gauge, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Counter<T>({ name: `starmock_tap_${name}`, help, labelNames: [...labelNames], registers });
  const histogram = (name: string, help: string) =>
    new Histogram({ name: `starmock_tap_${name}`, help, labelNames: ['endpoint'], buckets: BUCKETS, registers });
  const exchanges = counter('exchanges_total', 'Exchanges by endpoint, status and how they ended', [
    'endpoint',
    'status',
    'outcome',
  ]);
  const received = counter('response_bytes_total', 'Bytes of response bodies from the upstream', ['endpoint']);
  const dropped = counter('copies_dropped_total', 'Exchanges that were forwarded, but not recorded or judged', []);
  const faults = counter('faults_total', 'Injected faults', ['fault']);
  const firstByte = histogram(
    'first_byte_seconds',
    'Time from a request to the first byte of the body of its response',
  );
  const seconds = histogram('exchange_duration_seconds', 'Time from a request to the end of its response');
  const open = new Gauge({ name: 'starmock_tap_open_exchanges', help: 'Exchanges that are passing', registers });

  const clock = createWheelClock();
  const handle = async ({ method, path }: { readonly method: string; readonly path: string }) => {
    open.set(running());
    const isPage = path === PATH;
    const type = isPage ? registry.contentType : 'text/plain; charset=utf-8';
    const bytes = isPage ? await registry.metrics() : `Metrics are at ${PATH}\n`;
    const headers = [['content-type', type] as const, ['cache-control', 'no-store'] as const];
    const status = isPage ? 200 : 404;
    const exchange = { status, headers, frames: [{ wait: 0, bytes }], end: 'close' as const };
    return { exchange, record: { requestId: '', session: '', method, path, status, kind: 'other' as const } };
  };
  const nothing = (): void => undefined;
  const server = await listen(
    { maxBody: 0, handle, open: () => Promise.resolve(), reset: nothing },
    { host, port, clock, allowHosts },
  );
  return {
    url: new URL(PATH, server.url).href,
    record: (report) => {
      const endpoint = endpointOf(report);
      exchanges.inc({ endpoint, status: String(report.status ?? ''), outcome: outcomeOf(report) });
      received.inc({ endpoint }, report.unsent ? 0 : report.bytes);
      if (report.dropped) dropped.inc();
      for (const fault of report.faults ?? []) faults.inc({ fault: faultOf(fault) });
      if (report.firstByteMs !== undefined) firstByte.observe({ endpoint }, report.firstByteMs / 1000);
      seconds.observe({ endpoint }, report.ms / 1000);
    },
    close: () => server.close(0),
  };
}
