/** An HTTP request as the mock sees it, whichever transport it came by. */
export interface ServiceRequest {
  /** Upper case. */
  readonly method: string;
  /** Path without the query string. */
  readonly path: string;
  /** The query string, without its `?`; absent where there is none. */
  readonly query?: string;
  /** Value of a header by its lower-case name. */
  header(name: string): string | undefined;
  /** All headers as they came. */
  headers?(): ReadonlyArray<readonly [name: string, value: string]>;
  /** Absent where the request has none. */
  readonly body?: Uint8Array;
  /** The transport stopped reading at the service's limit. */
  readonly tooLarge?: boolean;
  /** Why the transport does not trust where the request comes from. */
  readonly stranger?: string;
}
