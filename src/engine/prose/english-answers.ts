import type { Ask } from '../understand/ask.ts';
import {
  ACTION_INTROS,
  HOW_TO_INTROS,
  OFFERS,
  OPINIONS,
  STATEMENT_QUESTIONS,
  STATEMENTS,
  STEP_NOTES,
  VERDICTS,
  WHY_INTROS,
} from './english-bank.ts';
import { capitalise, decapitalise } from './english.ts';
import { definition, sentenceTarget, topicalAnswer } from './topical-english.ts';
import type { Size } from './topical-english.ts';
import type { Voice } from './voice.ts';

const AT_FIRST = /^[^.!?]+[.!?]/;

/** Numbered steps with a note to each. */
function steps(voice: Voice, count: number): string {
  const out: string[] = [];
  const bold = voice.chance(0.6);
  for (let i = 1; i <= count; i++) {
    const step = capitalise(voice.say('{step}'));
    out.push(
      `${i}. ${bold ? `**${step}.**` : `${step}.`}${voice.chance(0.75) ? ` ${voice.say(voice.pick(STEP_NOTES))}` : ''}`,
    );
  }
  return out.join('\n');
}

/** Answers "how do I …" in steps, or in sentences when the user wants few. */
export function howTo(ask: Ask, voice: Voice, size: Size): string {
  const target = sentenceTarget(ask.wanted.length);
  if (target !== undefined || ask.wanted.format === 'plain') {
    return topicalAnswer(
      ask,
      `To ${voice.say('{topic}')}, ${voice.say('{step}')} and ${voice.say('{step}')}.`,
      voice,
      size,
    );
  }
  const count =
    size === 'short' ? 3 : size === 'long' || ask.wanted.length.unit === 'detailed' ? voice.int(6, 8) : voice.int(4, 6);
  const tail = voice.chance(0.7) ? `\n\n${voice.say(OFFERS)}` : '';
  return `${voice.say(HOW_TO_INTROS)}\n\n${steps(voice, count)}${tail}`;
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

/** What is said to a remark that asks for nothing. */
export function statement(ask: Ask, voice: Voice, size: Size): string {
  const first = voice.say(STATEMENTS);
  if (size === 'long' || ask.wanted.length.unit !== 'normal') return topicalAnswer(ask, first, voice, size);
  return `${first} ${voice.say(STATEMENT_QUESTIONS)}`;
}

/** Something the assistant cannot do itself: a plan instead. */
export function action(ask: Ask, verb: string, voice: Voice): string {
  return `${voice.say(ACTION_INTROS, { verb })}\n\n${steps(voice, voice.int(3, 5))}\n\n${voice.say(STATEMENT_QUESTIONS)}`;
}

export function explain(ask: Ask, voice: Voice, size: Size): string {
  return topicalAnswer(ask, definition(voice), voice, size);
}

const GO_ON: readonly string[] = [
  "[Sure, let's|Of course, let's|Let's] go on with {topic}.",
  'Continuing [from above|where we left off] with {topic}:',
  'There is [more|a bit more] to say about {topic}.',
];

export function goOn(ask: Ask, voice: Voice, size: Size): string {
  return topicalAnswer(ask, voice.say(GO_ON), voice, size === 'short' ? 'short' : 'medium');
}
