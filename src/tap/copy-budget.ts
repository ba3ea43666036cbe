/** Memory for copies. Traffic beyond it passes without one. */
export interface CopyBudget {
  /** @returns false if there is no room for these bytes */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

/** @param bytes that copies may hold at the same time */
export function createCopyBudget(bytes: number): CopyBudget {
  let left = bytes;
  return {
    take: (wanted) => {
      if (wanted > left) return false;
      left -= wanted;
      return true;
    },
    give: (returned) => {
      left += returned;
    },
  };
}

/** A budget that has none: nobody wants copies. */
export const NO_COPIES: CopyBudget = { take: () => false, give: () => undefined };
