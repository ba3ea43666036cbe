import type { Ask } from '../understand/ask.ts';
import { tidyPhrase } from '../understand/topic.ts';
import {
  ACTION_INTROS,
  BLANK_STATEMENTS,
  FIRST_STEPS,
  LAST_STEPS,
  HOW_TO_INTROS,
  KEPT,
  OFFERS,
  OPINIONS,
  STATEMENT_QUESTIONS,
  STATEMENTS,
  STEP_NOTES,
  SYMPATHY,
  SYMPATHY_ENDS,
  VERDICTS,
  WHY_INTROS,
} from './english-bank.ts';
import { capitalise, decapitalise } from './english.ts';
import { definition, sentenceTarget, topicalAnswer } from './topical-english.ts';
import type { Size } from './topical-english.ts';
import type { Voice } from './voice.ts';

const AT_FIRST = /^[^.!?]+[.!?]/;

/** Numbered steps with a note to each. */
function numbered(steps: readonly string[], voice: Voice): string {
  const bold = voice.chance(0.6);
  return steps
    .map((text, at) => {
      const step = capitalise(text);
      const note = voice.chance(0.7) ? ` ${voice.say(voice.pick(STEP_NOTES))}` : '';
      return `${at + 1}. ${bold ? `**${step}.**` : `${step}.`}${note}`;
    })
    .join('\n');
}

/** Steps of the field in their own order: what comes first in the field comes first in the answer. */
const fieldSteps = (voice: Voice, count: number): string[] => voice.subsequence('step', count);

/** Answers "how do I …" in steps, or in sentences when the user wants few. */
export function howTo(ask: Ask, voice: Voice, size: Size): string {
  const target = sentenceTarget(ask.wanted.length);
  if (target !== undefined || ask.wanted.format === 'plain') {
    return topicalAnswer(
      ask,
      `To ${voice.say('{name}')}, ${voice.say('{step}')} and ${voice.say('{step}')}.`,
      voice,
      size,
    );
  }
  const count =
    size === 'short' ? 3 : size === 'long' || ask.wanted.length.unit === 'detailed' ? voice.int(6, 8) : voice.int(4, 6);
  const tail = voice.chance(0.7) ? `\n\n${voice.say(OFFERS)}` : '';
  const steps = [voice.say(FIRST_STEPS), ...fieldSteps(voice, count - 2), voice.say(LAST_STEPS)];
  return `${voice.say(HOW_TO_INTROS)}\n\n${numbered(steps, voice)}${tail}`;
}

export function why(ask: Ask, clause: string, voice: Voice, size: Size): string {
  const opening = voice.say(WHY_INTROS, { clause: decapitalise(clause) });
  return topicalAnswer(ask, opening, voice, size);
}

export function opinion(ask: Ask, voice: Voice, size: Size): string {
  return topicalAnswer(
    ask,
    voice.say(OPINIONS, { step2: voice.say('{step}') }),
    voice,
    size === 'long' ? 'long' : voice.chance(0.5) ? 'short' : size,
  );
}

export function yesNo(ask: Ask, voice: Voice): string {
  const verdict = voice.say(VERDICTS);
  if (ask.wanted.bare) return verdict.startsWith('Yes') ? 'Yes' : 'No';
  if (sentenceTarget(ask.wanted.length) === 1) return (AT_FIRST.exec(verdict)?.[0] ?? verdict).trim();
  return topicalAnswer(ask, verdict, voice, voice.chance(0.6) ? 'short' : 'medium');
}

const UNHAPPY =
  /\b(?:sad|tired|sick|ill|angry|lonely|depressed|upset|worried|anxious|stressed|exhausted|scared|died|passed away|broke up|lost my|got fired|failed my)\b/;

/** What is said to a remark that asks for nothing. */
export function statement(ask: Ask, voice: Voice, size: Size): string {
  if (ask.topic.phrase === '') return `${voice.say(BLANK_STATEMENTS)} ${voice.say(STATEMENT_QUESTIONS)}`;
  if (UNHAPPY.test(ask.text.slice(0, 300).toLowerCase())) return `${voice.say(SYMPATHY)} ${voice.say(SYMPATHY_ENDS)}`;
  const first = voice.say(STATEMENTS);
  if (size === 'long' || ask.wanted.length.unit !== 'normal') return topicalAnswer(ask, first, voice, size);
  return `${first} ${voice.say(STATEMENT_QUESTIONS)}`;
}

/** Actions that ask for something to be kept rather than done. */
const KEEP = new Set(['record', 'save', 'add', 'remind', 'set', 'update']);

/** Something the assistant cannot do itself: a plan instead. */
export function action(ask: Ask, verb: string, voice: Voice): string {
  if (KEEP.has(verb)) return voice.say(KEPT, { verb, words: tidyPhrase(ask.text) });
  return `${voice.say(ACTION_INTROS, { verb })}\n\n${numbered(fieldSteps(voice, voice.int(3, 5)), voice)}\n\n${voice.say(STATEMENT_QUESTIONS)}`;
}

export function explain(ask: Ask, voice: Voice, size: Size): string {
  return topicalAnswer(ask, definition(voice), voice, size);
}

const GO_ON: readonly string[] = [
  "[Sure, let's|Of course, let's|Let's] go on with {topic}.",
  'Continuing [from above|where we left off] with {topic}:',
  'There is [more|a bit more] to say about {topic}.',
];

const EXAMPLES: readonly string[] = [
  '[Sure|Of course]! [Take|Think of|Consider] {sample}: {aspect} and {aspect} come into play there, [just as with {topic}|much as they do with {topic}].',
  "[Here's|Here is] a simple example of {topic}: [picture|imagine] {sample}, where {aspect} decides how things turn out.",
];
const REASONS: readonly string[] = [
  '[Good question|Fair question]. With {topic}, it comes down to {aspect} and {aspect}.',
  'Mainly because {aspect} and {aspect} [work together|depend on each other] when it comes to {topic}.',
];
const SURE: readonly string[] = [
  "[Yes, I'm fairly confident|I believe so], [but|although] I can make mistakes, so [please check|it is worth checking] anything important about {topic} [with a reliable source|against another source].",
  "[You're right to ask|Good point]. To the best of my knowledge what I said about {topic} holds, [but|although] a second source never hurts. [Which part seems wrong to you?|Is there a part that looks off?]",
];

/** Goes on from the answer before: with more, an example, a reason, or a word on how sure it is. */
export function goOn(ask: Ask, how: 'example' | 'reason' | 'sure' | undefined, voice: Voice, size: Size): string {
  if (how === 'sure') return voice.say(SURE);
  const opening = voice.say(how === 'example' ? EXAMPLES : how === 'reason' ? REASONS : GO_ON);
  return topicalAnswer(ask, opening, voice, size === 'short' || how !== undefined ? 'short' : 'medium');
}
