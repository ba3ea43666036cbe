import type { Language } from './ask.ts';
import type { Instructions } from './instructions.ts';

/** What a reader of the last message knows of the conversation. */
export interface Scene {
  readonly text: string;
  readonly lower: string;
  /** The words of `lower`. */
  readonly words: readonly string[];
  /** What those may call for, see hints.ts. */
  readonly hints: number;
  readonly system: string;
  readonly instructions: Instructions;
  readonly language: Language;
  readonly previous: string;
  readonly facts: ReadonlyMap<string, string>;
  readonly images: number;
  readonly audio: number;
  readonly files: number;
  /** Images in the messages before the last one of the user. */
  readonly earlierImages: number;
}
