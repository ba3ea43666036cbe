/** Stands for a key of ours. */
export const KEY_MARK = '[key]';

/** Stands for what may be confidential. */
export const HIDDEN_MARK = '[redacted]';
