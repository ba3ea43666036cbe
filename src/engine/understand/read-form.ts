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
  /\b(poem|sonnet|verse|ode|haiku|limerick|story|tale|fable|e-?mail|letter|message|essay|article|post|report|speech|joke|pun|riddle|song|lyrics|tweet|tagline|slogan|motto|recipe)s?\b(?:[^.\n]{0,60}?\b(?:about|on|of|for|to (?:cook|make|bake|prepare)|to|that explains?|explaining|describing|regarding|announcing|promoting|celebrating|titled|called) (?:the concept of |why |how )?([^.!?\n]{1,100}))?/i;

/** An email is about its purpose rather than about whom it goes to. */
const EMAIL_PURPOSE =
  /\b(?:about|regarding|concerning|asking for|asking about|requesting|to request|to ask for|declining|confirming|inviting|announcing|apologi[sz]ing for|thanking \w+ for) ([^.!?\n]{2,100})/i;

/** A title is wanted for a text rather than the text itself; a commit message is no letter. */
const TITLE =
  /\b(?:titles?|headlines?|subject lines?|caption)\b(?: ideas)?(?: (?:for|about|of) (?:an? |my |the |this )?(?:(?:blog |youtube |linkedin |short )?(?:post|article|essay|story|video|book|report|email|presentation|photo|talk|paper|podcast)(?: episode)?)?)?(?: ?(?:about|on|titled|regarding|for|of))? ?([^.!?\n]{0,100})/i;
const COMMIT =
  /\b(?:commit message|pull request description|pr description|changelog entry|release notes?)\b(?: (?:for|about|that|which|:))? ?(?:this change:?|the following:?)? ?([^!?\n]{0,160})/i;

export function readTitle(_: Groups, text: string): Reading | undefined {
  const line = text.slice(0, 400);
  const commit = COMMIT.exec(line);
  if (commit !== null) return { task: { kind: 'write', form: 'commit' }, topic: commit[1] ?? '' };
  const title = /^(?:\S+ ){0,4}?(?:\S+ )?(?:titles?|headlines?|subject lines?|caption)\b/i.test(line)
    ? TITLE.exec(line)
    : null;
  return title === null ? undefined : { task: { kind: 'write', form: 'title' }, topic: title[1] ?? '' };
}

export function readForm(_: Groups, text: string): Reading | undefined {
  const line = text.slice(0, 400);
  const match = FORM.exec(line);
  const form = FORMS.get((match?.[1] ?? '').toLowerCase());
  if (form === undefined) return undefined;
  const purpose = form === 'email' ? EMAIL_PURPOSE.exec(line)?.[1] : undefined;
  return { task: { kind: 'write', form }, topic: purpose ?? match?.[2] ?? '' };
}
