/** What the process answers to its caller; the README lists them, and a test holds the two together. */
export const EXIT = {
  ok: 0,
  /** A requirement is violated, an answer of ours breaks the contract (`--self-check`), or starmock itself failed. */
  failed: 1,
  /** Unknown command, bad option, unreadable profile. */
  usage: 2,
  /** The address cannot be listened on, or the endpoint cannot be tested at all. */
  unreachable: 3,
  /** `verify` could not test all that was asked for. */
  incomplete: 4,
  /** `verify` found nothing wrong, and could not judge everything. */
  inconclusive: 5,
  /** Stopped by Ctrl-C before it was done. */
  interrupted: 130,
} as const;
