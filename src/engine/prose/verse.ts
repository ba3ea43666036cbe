import type { Ask } from '../understand/ask.ts';
import { capitalise } from './english.ts';
import type { Size } from './topical-english.ts';
import type { Voice } from './voice.ts';

/** Rhyming pairs for the ends of lines. */
const COUPLETS: ReadonlyArray<readonly [string, string]> = [
  [
    'In quiet light, where {topic} begin{s} to [glow|grow]',
    'a softer wind remembers all [we know|the winds that blow]',
  ],
  ['We follow {topic} through the [turning|fading] day', 'and find a little wonder on the way'],
  ['There is a song that only {topic} can [sing|bring]', 'as patient as the first green hour of spring'],
  ['The morning opens, slow and [bright and clear|silver-clear]', 'and {topic} [draw{s}|come{s}] a little closer here'],
  ['O gentle thought of {topic}, stay [a while|and smile]', 'and walk beside me for another mile'],
  [
    'The stars lean in to listen [through the night|from their height]',
    'while {topic} keep{s} a small and steady light',
  ],
  ['What words forget, the [heart|hand] will understand', 'like {topic} resting lightly in the hand'],
  ['The hours pass, the [restless|golden] shadows run', 'and {topic} [hold{s}|catch{es}] the colours of the sun'],
  ['Some secrets [sleep|wait] beneath the [silent|quiet] stone', 'yet with {topic} no one walks alone'],
  ['So let the [evening|season] gather what it may', 'for {topic} will [bloom|return] another day'],
];
const HAIKU_FIRST = [
  'Soft light on the hill',
  'A quiet morning',
  'Wind among the reeds',
  'First frost of the year',
  'Clouds drift without sound',
  'One leaf lets go now',
  'Evening turns to gold',
  'Rain on empty streets',
  'The old clock has stopped',
  'Snow on silent roofs',
];
const HAIKU_SECOND = [
  '{topic} whisper{s} through the still air',
  'all at once {topic} appear{s}',
  'I think of {topic} and smile',
  'the long road leads to {topic}',
  '{topic} wait{s} beneath the moon',
  'nothing moves but {topic} here',
];
const HAIKU_LAST = [
  'the world holds its breath',
  'a heron takes flight',
  'and the day begins',
  'stars begin to fall',
  'time flows like water',
  'a small bell answers',
  'night folds its blue wings',
  'spring is not far off',
  'the river runs on',
  'silence, then a song',
];

function couplets(voice: Voice, count: number): string {
  const stanzas: string[] = [];
  const chosen = voice.sample(COUPLETS, count);
  for (let i = 0; i < chosen.length; i += 2) {
    const lines = chosen
      .slice(i, i + 2)
      .flatMap(([a, b]) => [`${capitalise(voice.say(a))},`, `${capitalise(voice.say(b))}.`]);
    stanzas.push(lines.join('  \n'));
  }
  return stanzas.join('\n\n');
}

const TITLES: readonly string[] = ['{Name}', 'Ode to {topic}', 'On {topic}', 'The Song of {topic}'];

function titled(ask: Ask, voice: Voice, body: string): string {
  if (ask.topic.phrase === '' || voice.chance(0.35)) return body;
  return `**${voice.say(TITLES)}**\n\n${body}`;
}

export function haiku(voice: Voice): string {
  return [voice.pick(HAIKU_FIRST), capitalise(voice.say(HAIKU_SECOND)), capitalise(voice.pick(HAIKU_LAST))].join('\n');
}

const LIMERICKS: readonly string[] = [
  'There once was a {who} [from the coast|in Peru]\nWho knew about {topic} [the most|, it is true];\n  With a wink and a grin\n  They would always begin,\nAnd then finish with butter and toast.',
  'A {who} who loved {topic} with pride\nWould travel the whole countryside;\n  They would laugh, they would sing,\n  They would try everything,\nAnd they never once said they had lied.',
  'A [curious|cheerful] young {who} one day\nFound {topic} had got in the way;\n  They stopped for a while,\n  Then they said with a smile:\n"I believe I will ask it to stay."',
];
const WHO = ['baker', 'sailor', 'teacher', 'painter', 'gardener', 'coder', 'fiddler', 'tailor', 'student'];

export function song(voice: Voice): string {
  return `**Verse 1**\n\n${couplets(voice, 2)}\n\n**Chorus**\n\nOh, ${voice.say('{topic}')}, ${voice.say("[carry me home|don't let me go|light up the way]")},  \n${voice.say('[through every storm|through all the noise|wherever I roam]')}, ${voice.say("[I'll never be alone|come what may|you're all that I know]")}!\n\n**Verse 2**\n\n${couplets(voice, 2)}`;
}

export function poem(ask: Ask, voice: Voice, size: Size): string {
  const { length } = ask.wanted;
  const lines =
    length.unit === 'lines'
      ? Math.max(1, Math.ceil(length.count / 2))
      : length.unit === 'detailed'
        ? COUPLETS.length
        : length.unit === 'brief' || size === 'short'
          ? 2
          : size === 'long'
            ? 8
            : voice.pick([2, 4, 4, 6]);
  const body = couplets(voice, lines);
  if (length.unit === 'lines')
    return body
      .replace(/\n{2,}/g, '\n')
      .split('\n')
      .slice(0, length.count)
      .map((line) => line.trim())
      .join('\n');
  return titled(ask, voice, body);
}

export const limerick = (voice: Voice): string => voice.say(LIMERICKS, { who: voice.pick(WHO) });
