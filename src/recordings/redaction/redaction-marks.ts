/** Stands for a key of ours. */
export const KEY_MARK = '[key]';

/** Stands for what may be confidential. */
export const HIDDEN_MARK = '[redacted]';

/** Whether a secret has been taken out here already. */
export const isMark = (text: string): boolean => text === KEY_MARK || text === HIDDEN_MARK;
