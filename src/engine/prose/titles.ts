import type { Ask } from '../understand/ask.ts';
import { readNumber } from '../understand/wanted.ts';
import { capitalise } from './english.ts';
import type { Voice } from './voice.ts';

const TITLES: readonly string[] = [
  '{Name}: [A Practical Guide|What Really Matters|Lessons Learned|The Essentials]',
  '[Rethinking|Understanding|Making Sense of|A Fresh Look at] {Name}',
  '[Five|Seven] Things [Nobody Tells You|You Should Know] About {Name}',
  'The [Quiet|Surprising|Honest] Truth About {Name}',
  'Why {Name} Matter{s} More Than [You Think|Ever]',
  '{Name} Without the [Hype|Stress|Guesswork]',
  '[How to Get Started With|Getting the Most Out of|A Beginner’s Guide to] {Name}',
  'What {Name} Can Teach Us',
];
const SMALL = new Set('a an the and or of in on for to with at by from as'.split(' '));

const titleCase = (phrase: string): string =>
  phrase
    .split(' ')
    .map((word, at) => (at > 0 && SMALL.has(word) ? word : capitalise(word)))
    .join(' ');

/** Titles for a text: one, or as many as were asked for. */
export function titles(ask: Ask, voice: Voice): string {
  const name = titleCase(ask.topic.phrase === '' ? 'Everyday Wonders' : ask.topic.phrase);
  const wanted =
    /\b(\d{1,2}|two|three|four|five|six|seven|eight|ten)\b(?= (?:\S+ ){0,3}?(?:titles|headlines|subject lines|captions))/i.exec(
      ask.text.slice(0, 200),
    )?.[1];
  const several = /\b(?:titles|headlines|subject lines|captions)\b/i.test(ask.text.slice(0, 200));
  const count =
    wanted === undefined ? (several ? 5 : 1) : Math.min(TITLES.length, readNumber(wanted.toLowerCase()) ?? 1);
  const made = voice.sample(TITLES, count).map((template) => voice.say(template, { name }));
  if (count === 1)
    return ask.wanted.bare
      ? (made[0] ?? '')
      : voice.say(['{title}', '"{title}"', '[How about|Here is a suggestion]: **{title}**'], { title: made[0] ?? '' });
  return made.map((title, at) => `${at + 1}. ${title}`).join('\n');
}

const TYPES: ReadonlyArray<readonly [RegExp, string]> = [
  [/\b(?:fix|bug|crash|error|issue|correct|repair|typo)/i, 'fix'],
  [/\b(?:doc|readme|comment)/i, 'docs'],
  [/\b(?:test|coverage)/i, 'test'],
  [/\b(?:refactor|rename|clean|simplif|extract|move|restructur)/i, 'refactor'],
  [/\b(?:speed|perf|faster|optimi)/i, 'perf'],
  [/\b(?:bump|upgrade|dependenc|ci|build|config|version)/i, 'chore'],
];
const BASE: Readonly<Record<string, string>> = {
  adding: 'add',
  adds: 'add',
  added: 'add',
  fixing: 'fix',
  fixes: 'fix',
  fixed: 'fix',
  updating: 'update',
  updates: 'update',
  updated: 'update',
  removing: 'remove',
  removes: 'remove',
  removed: 'remove',
  renaming: 'rename',
  improving: 'improve',
  changing: 'change',
  changed: 'change',
  refactoring: 'refactor',
  refactored: 'refactor',
  bumping: 'bump',
  upgrading: 'upgrade',
  creating: 'create',
  implementing: 'implement',
  moving: 'move',
  using: 'use',
};

/** A conventional commit message for a change described in words. */
export function commitMessage(ask: Ask, voice: Voice): string {
  const change = (ask.topic.phrase === '' ? 'update the project' : ask.topic.phrase)
    .replace(/^(?:i |we |that )+/i, '')
    .replace(/^\w+/, (word) => BASE[word.toLowerCase()] ?? word.toLowerCase());
  const subject =
    /^(?:add|fix|update|remove|rename|improve|change|refactor|bump|upgrade|create|implement|move|use|make|allow|support|handle|document|correct|drop|replace|introduce|speed|simplify|test|clean)\b/.test(
      change,
    )
      ? change
      : `add ${change}`;
  const type = TYPES.find(([words]) => words.test(subject))?.[1] ?? 'feat';
  const line = `${type}: ${subject.slice(0, 68).trim()}`;
  if (ask.wanted.bare || ask.wanted.length.unit !== 'normal') return line;
  return voice.say(
    [
      '{line}',
      '```\n{line}\n```',
      '```\n{line}\n\n- [Keep the change small and focused|Cover the new behaviour with tests]\n- [Update the docs accordingly|No breaking changes]\n```',
    ],
    { line },
  );
}
