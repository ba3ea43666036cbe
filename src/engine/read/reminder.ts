import { WORDS, wordSet } from '../words.ts';

const BLOCK = /<([a-z][\w-]{0,40})(?:\s[^>]{0,200})?>[\s\S]{0,20000}?<\/\1>/gi;
/** Blocks in which the user speaks. */
const SPOKEN = wordSet(WORDS.cues.reminderSpoken);
const OPENINGS =
  /^\W{0,4}(?:system[ -])?(?:reminder|remember\b|note\b|nb\b|hint\b|continue|go on|proceed|keep going|carry on|please (?:continue|proceed|go on)|you (?:may|can|should) (?:now )?(?:continue|proceed|answer|respond|reply)|(?:if|when|once) (?:you|the task|everything|all|nothing)\b|don't forget|do not forget|now (?:answer|respond|reply)|(?:use|given|based on|with) (?:the|this|these) (?:above |tool |function )?(?:result|output|information|observation)s?|(?:current|local) (?:time|date|state|directory|environment)|environment\b|status update|tokens?\b|budget\b|time\b\s*:)/i;
const LABEL_LINE = /^[\p{L}][\p{L} _-]{0,40}:\s*\S/u;
const LIMIT = 20_000;

/**
 * Whether a text that stands behind results of tools asks for nothing new: environment details in tags, a nudge to go on, or
 * lines of state.
 */
export function isReminder(text: string): boolean {
  const whole = text.slice(0, LIMIT).trim();
  if (whole === '') return true;
  const spoken = Array.from(whole.matchAll(BLOCK), (match) => match[1] ?? '').some((tag) =>
    SPOKEN.has(tag.toLowerCase()),
  );
  if (spoken) return false;
  const bare = whole.replaceAll(BLOCK, '').trim();
  if (bare === '' || OPENINGS.test(bare)) return true;
  return !bare.includes('?') && bare.split('\n').every((line) => line.trim() === '' || LABEL_LINE.test(line.trim()));
}
