import type { HandledRequest } from '../mock/record.ts';
import type { ServiceRequest } from '../mock/service-request.ts';
import type { Explanation } from '../scenarios/explain.ts';
import type { Following } from '../transports/on-exchange.ts';

/** What the page can do with a running mock or tap. */
export interface ViewTarget {
  /** Injects faults into the next requests. @throws StarmockError BAD_OPTION */
  readonly injectNext: (steps: readonly string[], session: string | undefined) => Promise<void>;
  /** Why scenarios match a request or don't, as of now, closest first. Absent where there are none. */
  readonly explain?: ((request: ExplainedRequest) => Promise<readonly Explanation[]>) | undefined;
}

/** A request whose scenarios are explained. */
export interface ExplainedRequest {
  /** Id of the endpoint. */
  readonly endpoint: string;
  readonly body: object;
  readonly session: string;
  /** When it was sent, in Unix milliseconds. */
  readonly now: number;
  header(name: string): string | undefined;
}

/** Shows what a mock exchanges. The mock calls it; it never delays a response. */
export interface Viewer {
  /** Called once, before the first request. */
  open(target: ViewTarget): void;
  /** Whether a path is one of the page's. */
  takes(path: string): boolean;
  handle(request: ServiceRequest): HandledRequest | Promise<HandledRequest>;
  follow(handled: HandledRequest, request: ServiceRequest): Following;
  /** Ends the event streams of open pages. */
  close(): void;
}
