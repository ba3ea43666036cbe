/** Codes of all errors that starmock throws. API errors sent to clients are values, not exceptions. */
export type StarmockErrorCode =
  | 'BAD_BASELINE'
  | 'BAD_SCENARIO'
  | 'BAD_OPTION'
  | 'BAD_PROFILE'
  | 'BAD_RECORDING'
  | 'BAD_VOCABULARY'
  | 'PORT_IN_USE'
  | 'LISTEN_FAILED'
  | 'CLOSED';

/**
 * The error class of starmock. Messages say what is wrong, where, and what to do.
 *
 * @example
 * throw new StarmockError('BAD_PROFILE', 'Could not load profile "acme": no such file', { path });
 */
export class StarmockError extends Error {
  readonly code: StarmockErrorCode;
  /** Machine-readable details, without secrets. */
  readonly evidence: Readonly<Record<string, unknown>>;

  constructor(
    code: StarmockErrorCode,
    message: string,
    evidence: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StarmockError';
    this.code = code;
    this.evidence = evidence;
  }
}
