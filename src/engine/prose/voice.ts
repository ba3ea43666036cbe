import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { fill } from './fill.ts';
import type { Draw, Slots } from './fill.ts';

/** The manner of one answer: draws words and fills templates. */
export interface Voice {
  readonly temperature: number;
  /** True with probability `p`. */
  chance(p: number): boolean;
  /** Uniform integer, both ends included. */
  int(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
  /** Up to `count` different elements in a drawn order. */
  sample<T>(items: readonly T[], count: number): T[];
  /** Up to `count` values of a list slot, in the order of the list. */
  subsequence(slot: string, count: number): string[];
  /** Fills one of the templates, drawn. */
  say(templates: string | readonly string[], more?: Slots): string;
}

/**
 * The source of draws for a temperature. At 0 the words hang on the prompt alone, as a greedy decoder's would; at 1 and above
 * on the seed alone; in between each draw comes from the seed with a probability equal to the temperature.
 */
function drawSource(random: Random, temperature: number, prompt: string): () => number {
  if (temperature >= 1) return () => random.next();
  const greedy = createRandom(prompt.length > 256 ? `${prompt.slice(0, 128)}${prompt.slice(-128)}` : prompt);
  if (temperature <= 0) return () => greedy.next();
  return () => {
    const likely = greedy.next();
    return random.next() < temperature ? random.next() : likely;
  };
}

/** Where a walk through a list begins, and how far each step goes: a step without common divisor visits all before repeating. */
function walk(count: number, u: () => number): { start: number; step: number } {
  const start = Math.floor(u() * count);
  let step = 1 + Math.floor(u() * Math.max(1, count - 1));
  while (step > 1 && gcd(step, count) !== 1) step--;
  return { start, step };
}

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

/**
 * @param temperature as in the request, 0 to 2.
 * @param prompt the words that decide the answer where the temperature leaves no choice.
 * @param slots values of all templates of this answer.
 */
export function createVoice(random: Random, temperature: number, prompt: string, slots: Slots = {}): Voice {
  const u = drawSource(random, temperature, prompt);
  const walks = new Map<string, { at: number; step: number }>();
  const index = (count: number): number => Math.floor(u() * count);
  const draw: Draw = {
    index,
    next: (key, values) => {
      let state = walks.get(key);
      if (state === undefined) {
        const { start, step } = walk(values.length, u);
        state = { at: start, step };
        walks.set(key, state);
      } else state.at = (state.at + state.step) % values.length;
      return values[state.at % values.length] ?? '';
    },
  };
  return {
    temperature,
    chance: (p) => u() < p,
    int: (min, max) => min + index(max - min + 1),
    pick: <T>(items: readonly T[]): T => items[index(items.length)] as T,
    sample: <T>(items: readonly T[], count: number): T[] => {
      const { start, step } = walk(items.length, u);
      return Array.from(
        { length: Math.min(count, items.length) },
        (_, i) => items[(start + i * step) % items.length] as T,
      );
    },
    subsequence: (slot, count) => {
      const values = slots[slot] ?? [];
      const list = typeof values === 'string' ? [values] : values;
      const out: string[] = [];
      // Selection sampling: each element is taken with the probability that leaves exactly `count`.
      for (let at = 0; at < list.length && out.length < count; at++) {
        if (u() * (list.length - at) < count - out.length) out.push(list[at] ?? '');
      }
      return out;
    },
    say: (templates, more) => {
      const template = typeof templates === 'string' ? templates : (templates[index(templates.length)] ?? '');
      return fill(template, more ?? slots, draw, slots);
    },
  };
}
