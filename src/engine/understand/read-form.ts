import type { Form } from './ask.ts';
import type { Groups, Reading } from './reading.ts';

const FORMS: ReadonlyMap<string, Form> = new Map([
  ['poem', 'poem'],
  ['sonnet', 'poem'],
  ['verse', 'poem'],
  ['ode', 'poem'],
  ['haiku', 'haiku'],
  ['limerick', 'limerick'],
  ['story', 'story'],
  ['tale', 'story'],
  ['fable', 'story'],
  ['email', 'email'],
  ['e-mail', 'email'],
  ['letter', 'email'],
  ['message', 'email'],
  ['essay', 'essay'],
  ['article', 'essay'],
  ['post', 'essay'],
  ['report', 'essay'],
  ['speech', 'essay'],
  ['joke', 'joke'],
  ['pun', 'joke'],
  ['riddle', 'joke'],
  ['song', 'song'],
  ['lyrics', 'song'],
  ['tweet', 'tweet'],
  ['tagline', 'tagline'],
  ['recipe', 'recipe'],
  ['slogan', 'tagline'],
  ['motto', 'tagline'],
]);
const FORM =
  /\b(poem|sonnet|verse|ode|haiku|limerick|story|tale|fable|e-?mail|letter|message|essay|article|post|report|speech|joke|pun|riddle|song|lyrics|tweet|tagline|slogan|motto|recipe)s?\b(?:[^.\n]{0,60}?\b(?:about|on|of|for|to (?:cook|make|bake|prepare)|to|that explains?|explaining|describing|regarding|titled|called) (?:the concept of |why |how )?([^.!?\n]{1,100}))?/i;

/** An email is about its purpose rather than about whom it goes to. */
const EMAIL_PURPOSE =
  /\b(?:about|regarding|concerning|asking for|asking about|requesting|to request|to ask for|declining|confirming|inviting|announcing|apologi[sz]ing for|thanking \w+ for) ([^.!?\n]{2,100})/i;

export function readForm(_: Groups, text: string): Reading | undefined {
  const match = FORM.exec(text.slice(0, 400));
  const form = FORMS.get((match?.[1] ?? '').toLowerCase());
  if (form === undefined) return undefined;
  const purpose = form === 'email' ? EMAIL_PURPOSE.exec(text.slice(0, 400))?.[1] : undefined;
  return { task: { kind: 'write', form }, topic: purpose ?? match?.[2] ?? '' };
}
