/** Bytes as a text of one character a byte, in which an index means the same as in the bytes. */
export const asLatin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

/** The bytes of such a text. */
export const ofLatin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
