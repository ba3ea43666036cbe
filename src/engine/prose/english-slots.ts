import type { Ask } from '../understand/ask.ts';
import { gerund } from '../understand/gerund.ts';
import type { Domain } from './domains.ts';
import { decapitalise } from './english.ts';
import type { Slots } from './fill.ts';

/** What the writer chooses to write about when the user leaves it open. */
const SUBJECTS = [
  'the sea',
  'the first snow',
  'an old map',
  'a lost letter',
  'the morning light',
  'a small lighthouse',
];

const ownSubject = (ask: Ask): string =>
  ask.task.kind === 'write' ? (SUBJECTS[ask.text.length % SUBJECTS.length] ?? 'the sea') : 'this';

/** Slots of all English templates: the topic with the forms that agree with it, and the words of its field. */
export function englishSlots(ask: Ask, domain: Domain): Slots {
  const { phrase, determiner } = ask.topic;
  // "How do I bake bread" is about baking bread, which is one thing.
  const verbal = ask.task.kind === 'how-to';
  const plural = ask.topic.plural && !verbal;
  const name = phrase === '' ? ownSubject(ask) : decapitalise(phrase);
  const topic = verbal ? gerund(name) : determiner + name;
  return {
    topic,
    name,
    doing: gerund(name),
    is: plural ? 'are' : 'is',
    was: plural ? 'were' : 'was',
    has: plural ? 'have' : 'has',
    does: plural ? 'do' : 'does',
    s: plural ? '' : 's',
    es: plural ? '' : 'es',
    it: plural ? 'they' : 'it',
    them: plural ? 'them' : 'it',
    their: plural ? 'their' : 'its',
    they: plural ? 'they' : 'it',
    aspect: domain.aspect,
    people: domain.people,
    goal: domain.goal,
    step: domain.step,
    sample: domain.sample,
  };
}
