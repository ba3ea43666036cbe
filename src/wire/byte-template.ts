/**
 * An event stream with all that differs from call to call cut out. Kept as bytes: it names its identity on every event, and text would
 * have to be encoded to UTF-8 for each call. The row of the benchmark that pays for it: "stream, repeated", which is half as fast
 * without.
 */
export interface ByteTemplate {
  readonly bytes: Uint8Array;
  /** Offsets of the places of each mark. */
  readonly places: readonly (readonly number[])[];
}

const encoder = new TextEncoder();

function offsetsOf(bytes: Uint8Array, text: string): number[] {
  const part = encoder.encode(text);
  const [first = 0] = part;
  const found: number[] = [];
  let from = 0;
  for (;;) {
    const at = bytes.indexOf(first, from);
    if (at < 0) return found;
    const matches = part.every((byte, i) => bytes[at + i] === byte);
    if (matches) found.push(at);
    from = at + (matches ? part.length : 1);
  }
}

/**
 * @param text a stream encoded with marks in the place of what differs
 * @param marks those, none of them within another
 */
export function byteTemplate(text: string, marks: readonly string[]): ByteTemplate {
  const bytes = encoder.encode(text);
  return { bytes, places: marks.map((mark) => offsetsOf(bytes, mark)) };
}

/** The stream with values in the place of the marks, each as long as its mark, in memory of its own. */
export function fillTemplate({ bytes, places }: ByteTemplate, values: readonly string[]): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  for (const [mark, value] of values.entries()) {
    // One `set` a place takes a fifteenth of what writing only the bytes that differ does.
    const patch = encoder.encode(value);
    for (const place of places[mark] ?? []) copy.set(patch, place);
  }
  return copy;
}
