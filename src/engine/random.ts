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

type State = [number, number, number, number];

const mix = (hash: number, value: number): number => Math.imul(hash ^ value, 0x5bd1e995) ^ (hash >>> 13);

function seedState(seed: string): State {
  const state: State = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0xdeadbeef];
  for (let i = 0; i < seed.length; i++) {
    const code = seed.charCodeAt(i);
    state[0] = Math.imul(state[0] ^ code, 0x85ebca6b);
    state[1] = Math.imul(state[1] ^ code, 0xc2b2ae35) ^ (state[0] >>> 15);
    state[2] = mix(state[2], code + state[1]);
    state[3] = mix(state[3], code ^ state[2]);
  }
  return state;
}

function sfc32([a, b, c, d]: State): () => number {
  return () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
}

/**
 * @param seed any text; equal seeds give equal sequences on every machine.
 * @example
 * const random = createRandom('42');
 * random.int(1, 6);
 */
export function createRandom(seed: string): Random {
  const next = sfc32(seedState(seed));
  for (let i = 0; i < 12; i++) next();
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  const random: Random = {
    next,
    int,
    pick: <T>(items: readonly T[]): T => items[int(0, items.length - 1)] as T,
    chance: (p) => next() < p,
    shuffle: <T>(items: readonly T[]): T[] => {
      const out = [...items];
      for (let i = out.length - 1; i > 0; i--) {
        const j = int(0, i);
        [out[i], out[j]] = [out[j] as T, out[i] as T];
      }
      return out;
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    fork: (label) => createRandom(`${seed}/${label}`),
  };
  return random;
}
