import type { Identity } from './identity.ts';
import { PLACEHOLDER, placeholderCall } from './template.ts';

/**
 * An event stream with its identity cut out. Kept as bytes: it names its identity on every event, and text would have to be
 * turned into UTF-8 anew for each call.
 */
export interface ByteTemplate {
  readonly bytes: Uint8Array;
  /** Offsets of the ids, and of the numbers after `created`. */
  readonly ids: readonly number[];
  readonly moments: readonly number[];
  /** Offsets of the ids of the tool calls, by call. */
  readonly calls: readonly (readonly number[])[];
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
 * @param text a stream encoded with {@link PLACEHOLDER}
 * @param joint the characters between `id` and `created` on its events
 * @param calls how many tool calls it has
 */
export function byteTemplate(text: string, joint: string, calls: number): ByteTemplate {
  const bytes = encoder.encode(text);
  const ids = offsetsOf(bytes, `${PLACEHOLDER.id}${joint}${PLACEHOLDER.created}`);
  const distance = PLACEHOLDER.id.length + joint.length;
  return {
    bytes,
    ids,
    moments: ids.map((at) => at + distance),
    calls: Array.from({ length: calls }, (_, call) => offsetsOf(bytes, placeholderCall(call))),
  };
}

/** Writes ASCII text at each of some places. A loop takes less than `set` or `encodeInto` for the few bytes of an id. */
function stampText(bytes: Uint8Array, places: readonly number[], text: string): void {
  for (const place of places) {
    for (let i = 0; i < text.length; i++) bytes[place + i] = text.charCodeAt(i);
  }
}

/** The stream as it would have been encoded with `identity`, in memory of its own. */
export function stampBytes({ bytes, ids, moments, calls }: ByteTemplate, identity: Identity): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  stampText(copy, ids, identity.id);
  stampText(copy, moments, String(identity.created));
  for (const [call, places] of calls.entries()) stampText(copy, places, identity.callId(call));
  return copy;
}
