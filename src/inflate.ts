import type { Inflate } from './mock/images/png-pixels.ts';

/** Node's zlib as a function; `undefined` where there is none, as in browsers. Loaded at the first use. */
export function findInflate(): Inflate | undefined {
  if (typeof globalThis.process?.getBuiltinModule !== 'function') return undefined;
  return (data, limit) => {
    try {
      return process.getBuiltinModule('node:zlib').inflateSync(data, { maxOutputLength: limit });
    } catch {
      return undefined;
    }
  };
}
