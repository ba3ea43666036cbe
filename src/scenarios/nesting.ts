/** Levels of objects and lists, as in YAML: far below what a program that walks them can take. */
const MAX_DEPTH = 100;

export const TOO_DEEP: { readonly message: string; readonly hint: string } = {
  message: `nested more than ${MAX_DEPTH} levels deep`,
  hint: 'write the value as a text',
};

/** Whether a value is nested deeper than it may be; looked for level by level, since walking it would be the harm itself. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((one): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
