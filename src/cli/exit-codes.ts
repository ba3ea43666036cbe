/** What the process answers to its caller; the README lists them, and a test holds the two together. */
export const EXIT = {
  ok: 0,
  /** `--self-check` found an answer of ours that breaks the contract, or starmock itself failed. */
  failed: 1,
  /** Unknown command, bad option, unreadable profile. */
  usage: 2,
  /** The address cannot be listened on. */
  unreachable: 3,
  /** Stopped by a second Ctrl-C before running answers had ended. */
  interrupted: 130,
} as const;
