/** Codes of every error that starmock itself raises (API errors answered to clients are values, not exceptions). */
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
 * The one error class of starmock. Messages read "Failed to <verb> <thing>: <cause>".
 *
 * @example
 * throw new StarmockError('BAD_PROFILE', 'Failed to load profile "acme": no such file', { path });
 */
export class StarmockError extends Error {
  readonly code: StarmockErrorCode;
  /** Facts about the failure, for programs; never a secret. */
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
