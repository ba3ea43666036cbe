import type { Language } from '../read/language.ts';
import { capitalize } from '../read/text.ts';
import { WORDS } from '../words.ts';
import { createRandom } from '../random.ts';
import type { Scene } from './scene.ts';

type Grammar = Readonly<Record<string, readonly string[]>>;
const GRAMMARS = WORDS.grammar as unknown as Readonly<Record<string, Grammar>>;

/** Values for the slots of a template. */
export type Slots = Readonly<Record<string, string>>;

/** The manner of one answer: draws words and fills templates. */
export interface Voice {
  /** Up to `count` different lines of a kind, in a drawn order, filled. */
  lines(kind: string, count: number, slots: Slots): readonly string[];
  chance(p: number): boolean;
  int(min: number, max: number): number;
}

/** Who speaks, and how freely. */
type Speaker = Pick<Scene, 'random' | 'temperature' | 'model'>;

/**
 * The source of draws for a temperature. At 0 the words hang on the model and the prompt alone, as a greedy decoder's would; at 1
 * and above on the seed alone; in between each draw comes from the seed with a probability equal to the temperature.
 */
function drawSource({ random, temperature, model }: Speaker, prompt: string): () => number {
  if (temperature >= 1) return () => random.next();
  const ends = prompt.length > 256 ? `${prompt.slice(0, 128)}${prompt.slice(-128)}` : prompt;
  const greedy = createRandom(`${model}/${ends}`);
  if (temperature <= 0) return () => greedy.next();
  return () => {
    const likely = greedy.next();
    return random.next() < temperature ? random.next() : likely;
  };
}

/** The end of the choice or slot that begins at `at`. */
const closing = (template: string, at: number): number => template.indexOf(template.charAt(at) === '{' ? '}' : ']', at);

function fillSlot(name: string, slots: Slots): string {
  const lower = name.charAt(0).toLowerCase() + name.slice(1);
  const value = slots[lower] ?? '';
  return name === lower ? value : capitalize(value);
}

/** Fills a template in one pass; values are not read again, so that brackets in the user's words do no harm. */
function fill(template: string, slots: Slots, u: () => number): string {
  let out = '';
  for (let at = 0; at < template.length; at++) {
    const c = template.charAt(at);
    const end = c === '{' || c === '[' ? closing(template, at) : -1;
    if (end < 0) {
      out += c;
      continue;
    }
    const inner = template.slice(at + 1, end);
    if (c === '{') out += fillSlot(inner, slots);
    else {
      const choices = inner.split('|');
      out += fill(choices[Math.floor(u() * choices.length)] ?? '', slots, u);
    }
    at = end;
  }
  return out;
}

/** Lines of a language, or of English where it has none of the kind. */
const bankOf = (language: Language, kind: string): readonly string[] =>
  GRAMMARS[language]?.[kind] ?? GRAMMARS['en']?.[kind] ?? [];

/** The one phrase that a language has for a thing: yes, no. */
export const phraseOf = (language: Language, kind: string): string => bankOf(language, kind)[0] ?? '';

export function createVoice(speaker: Speaker, prompt: string, language: Language): Voice {
  const u = drawSource(speaker, prompt);
  return {
    chance: (p) => u() < p,
    int: (min, max) => min + Math.floor(u() * (max - min + 1)),
    lines: (kind, count, slots) => {
      if (count <= 0) return [];
      const bank = bankOf(language, kind);
      const start = Math.floor(u() * bank.length);
      return Array.from({ length: Math.min(count, bank.length) }, (_, at) =>
        fill(bank[(start + at) % bank.length] ?? '', slots, u),
      );
    },
  };
}

/** The voice in which a scene is answered. */
export const voiceOf = (scene: Scene): Voice => createVoice(scene, scene.brief.asked.text, scene.brief.language);
