/**
 * The number with the fewest digits that is the same 32-bit float, which is how JSON has it.
 *
 * @example shortestFloat(Math.fround(0.1)) // 0.1, and not 0.10000000149011612
 */
export function shortestFloat(value: number): number {
  for (const digits of [7, 8]) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}

/** 32-bit floats in little-endian order, in base64. */
export function base64Floats(values: Float32Array): string {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, at) => view.setFloat32(at * 4, value, true));
  let bytes = '';
  for (let at = 0; at < view.byteLength; at++) bytes += String.fromCharCode(view.getUint8(at));
  return btoa(bytes);
}
