import type { Language, Persona, Wanted } from './ask.ts';
import { classifies } from './classify.ts';
import { readStandingAnswer } from './exact.ts';
import { instructedLanguage } from './language.ts';
import { readPersona } from './persona.ts';
import { readWanted } from './wanted.ts';

/** Words that ask for a summary. */
export const SUMMARY: RegExp =
  /\b(?:summari[sz](?:e|es|er|ing|ation)|summary|summaries|tl;?dr|key points|main points|main content)\b/i;

/** What the system messages of a conversation say, apart from what only a question brings to light. */
export interface Instructions {
  readonly language: Language | undefined;
  /** The one text that is to be every answer. */
  readonly standing: string | undefined;
  readonly classifies: boolean;
  readonly summarises: boolean;
  readonly persona: Persona;
  readonly wanted: Wanted;
}

function read(system: string): Instructions {
  return {
    language: instructedLanguage(system),
    standing: readStandingAnswer(system),
    classifies: classifies(system),
    summarises: SUMMARY.test(system),
    persona: readPersona(system),
    wanted: readWanted(system, ''),
  };
}

/** An app sends the same few system messages with every request. */
const CACHE_LIMIT = 64;
const cache = new Map<string, Instructions>();

/** Reads the joined system messages; a text that was read lately is not read again. */
export function readInstructions(system: string): Instructions {
  const known = cache.get(system);
  if (known !== undefined) return known;
  const fresh = read(system);
  if (cache.size >= CACHE_LIMIT) cache.delete(cache.keys().next().value ?? '');
  cache.set(system, fresh);
  return fresh;
}
