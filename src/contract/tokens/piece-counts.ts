import { hashBytes, mixHash } from './vocabulary-layout.ts';

/** A power of two; what most texts consist of, and little enough for a processor to keep close by. */
const PLACES = 1 << 12;
/** Longest piece that is remembered, in bytes. */
const LONGEST = 16;
const MOST = 0xff;

/**
 * How many tokens the pieces have that came last. To look a piece up in the vocabulary reads three places of a table of
 * megabytes, and each is a wait for memory; here nearly all words of a text are found in one place of a hundred kilobytes.
 */
export class PieceCounts {
  readonly #keys = new Uint8Array(PLACES * LONGEST);
  readonly #lengths = new Uint8Array(PLACES);
  readonly #counts = new Uint8Array(PLACES);

  /**
   * @param count counts a piece that is not known
   * @returns tokens of the piece `bytes[start, end)`
   */
  of(bytes: Uint8Array, start: number, end: number, count: (start: number, end: number) => number): number {
    const length = end - start;
    if (length > LONGEST) return count(start, end);
    const place = mixHash(hashBytes(bytes, start, end)) & (PLACES - 1);
    if (this.#lengths[place] === length && this.#isAt(place, bytes, start, length))
      return this.#counts[place] as number;
    const tokens = count(start, end);
    if (tokens <= MOST) this.#keep(place, bytes, start, length, tokens);
    return tokens;
  }

  #isAt(place: number, bytes: Uint8Array, start: number, length: number): boolean {
    const from = place * LONGEST;
    for (let i = 0; i < length; i++) if (this.#keys[from + i] !== bytes[start + i]) return false;
    return true;
  }

  #keep(place: number, bytes: Uint8Array, start: number, length: number, tokens: number): void {
    const from = place * LONGEST;
    for (let i = 0; i < length; i++) this.#keys[from + i] = bytes[start + i] as number;
    this.#lengths[place] = length;
    this.#counts[place] = tokens;
  }
}
