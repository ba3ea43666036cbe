/**
 * Seeded randomness. Everything random in an answer is drawn from one of these; nothing reads `Math.random`.
 * The generator is sfc32 (public domain, PractRand-tested), seeded with cyrb128-style mixing.
 */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [min, max], both included. */
  int(min: number, max: number): number;
  /** One element; `items` must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** Elements in a drawn order; the argument is left as it is. */
  shuffle<T>(items: readonly T[]): T[];
  /** Standard normal deviate. */
  normal(): number;
  /** An independent generator for a named part of the work, so that parts do not disturb each other's draws. */
  fork(label: string): Random;
}

const mix = (hash: number, value: number): number => Math.imul(hash ^ value, 0x5bd1e995) ^ (hash >>> 13);

/** Draws thrown away first: the state of a short seed has not spread yet. */
const WARM_UP = 12;

/**
 * A class with its state in fields, and warmed up at the first draw: an answer forks a dozen generators, of which most are
 * never drawn from. A fork goes on from the state of its parent's seed, as if `seed/label` had been read from the start.
 */
class SeededRandom implements Random {
  #seedA: number;
  #seedB: number;
  #seedC: number;
  #seedD: number;
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;
  #warm = false;

  private constructor(a: number, b: number, c: number, d: number) {
    this.#seedA = a;
    this.#seedB = b;
    this.#seedC = c;
    this.#seedD = d;
  }

  static of(seed: string): SeededRandom {
    return new SeededRandom(0x9e3779b9 | 0, 0x243f6a88, 0xb7e15162 | 0, 0xdeadbeef | 0).#read(seed);
  }

  fork(label: string): Random {
    return new SeededRandom(this.#seedA, this.#seedB, this.#seedC, this.#seedD).#read('/').#read(label);
  }

  #read(seed: string): this {
    let [a, b, c, d] = [this.#seedA, this.#seedB, this.#seedC, this.#seedD];
    for (let i = 0; i < seed.length; i++) {
      const code = seed.charCodeAt(i);
      a = Math.imul(a ^ code, 0x85ebca6b);
      b = Math.imul(b ^ code, 0xc2b2ae35) ^ (a >>> 15);
      c = mix(c, (code + b) | 0);
      d = mix(d, code ^ c);
    }
    this.#seedA = a;
    this.#seedB = b;
    this.#seedC = c;
    this.#seedD = d;
    return this;
  }

  #warmUp(): void {
    this.#warm = true;
    this.#a = this.#seedA;
    this.#b = this.#seedB;
    this.#c = this.#seedC;
    this.#d = this.#seedD;
    for (let i = 0; i < WARM_UP; i++) this.next();
  }

  next(): number {
    if (!this.#warm) this.#warmUp();
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return (t >>> 0) / 4294967296;
  }

  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)] as T;
  }

  chance(p: number): boolean {
    return this.next() < p;
  }

  shuffle<T>(items: readonly T[]): T[] {
    const out = [...items];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [out[i], out[j]] = [out[j] as T, out[i] as T];
    }
    return out;
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}

/**
 * @param seed any text; equal seeds give equal sequences on every machine.
 * @example
 * const random = createRandom('42');
 * random.int(1, 6);
 */
export function createRandom(seed: string): Random {
  return SeededRandom.of(seed);
}
