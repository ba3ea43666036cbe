import type { Ask, Form } from '../understand/ask.ts';
import { capitalise } from './english.ts';
import { joke } from './jokes.ts';
import { names } from './names.ts';
import { paragraphs, topicalAnswer } from './topical-english.ts';
import { recipe } from './recipe.ts';
import { commitMessage, titles } from './titles.ts';
import type { Size } from './topical-english.ts';
import { haiku, limerick, poem, song } from './verse.ts';
import type { Voice } from './voice.ts';

const HEROES = ['Mira', 'Tomas', 'Elena', 'Kofi', 'Yuki', 'Nadia', 'Leo', 'Ingrid', 'Samir', 'Rosa'];
const PLACES = [
  'a small town by the sea',
  'a village at the edge of the forest',
  'a crowded city that never slept',
  'a valley where it always rained in June',
  'an old lighthouse on the cliffs',
  'a quiet street behind the station',
];
const STORY_START: readonly string[] = [
  '[Once upon a time|Many years ago|Not so long ago], in {place}, there lived [someone named|a young dreamer called] {hero} who could think of nothing but {topic}.',
  '{Hero} had never paid much attention to {topic} until the [morning|evening] [everything changed|the letter arrived].',
  'Nobody in {place} talked about {topic}. Nobody, that is, except {hero}.',
];
const STORY_MIDDLE: readonly string[] = [
  'At first, {hero} [told no one|kept it a secret]. But [secrets|stories] have a way of finding the door, and soon the whole place was whispering.',
  'One [stormy|windy] night there was a knock. An old traveller stood outside, holding a [lantern|small wooden box]. "You are looking for answers about {topic}," the stranger said. "So was I, once."',
  'The [journey|search] was longer than expected. There were wrong turns, [cold mornings|borrowed maps] and one very stubborn goat.',
  '"Are you sure about this?" [asked|said] {friend}. {Hero} was not sure at all, and went anyway.',
  'It was {friend} who noticed it first: a detail so small that everyone else had walked past it for years.',
  'Days turned into weeks. Slowly, what had seemed impossible began to look merely [difficult|unlikely].',
  'For a moment it looked as if all was lost. Then {hero} remembered something [a grandmother|the traveller] had said: patience is also a kind of courage.',
];
const STORY_END: readonly string[] = [
  'And so {hero} learned that {topic} had never been the end of the road, only [the beginning|the first step]. The lantern still [burns|hangs] in the window to this day.',
  'When {hero} came home, nothing had changed, and everything had. {Topic} would never again be [just a word|only a dream].',
  '"What now?" asked {friend}. {Hero} looked at the horizon and smiled. "Now," came the answer, "we tell the others."',
];

function story(ask: Ask, voice: Voice, size: Size): string {
  const [hero = 'Mira', friend = 'Leo'] = voice.sample(HEROES, 2);
  const slots = { hero, friend, place: voice.pick(PLACES) };
  const { length } = ask.wanted;
  const tell = (bank: readonly string[]): string => voice.say(bank, slots);
  if (length.unit === 'sentences')
    return [tell(STORY_START), ...bodyOf(voice, STORY_MIDDLE, slots, length.count - 2), tell(STORY_END)]
      .slice(0, Math.max(1, length.count))
      .join(' ');
  const wordy = length.unit === 'words' ? Math.max(0, Math.round((length.count - 60) / 28)) : undefined;
  const middles =
    wordy ??
    (length.unit === 'detailed'
      ? STORY_MIDDLE.length
      : length.unit === 'brief' || size === 'short'
        ? 1
        : size === 'long'
          ? 7
          : voice.int(2, 4));
  const parts = [tell(STORY_START), ...bodyOf(voice, STORY_MIDDLE, slots, middles), tell(STORY_END)];
  const body = parts.join(length.unit === 'words' && length.count < 120 ? ' ' : '\n\n');
  return voice.chance(0.4) && length.unit === 'normal' ? `**${hero} and ${voice.say('{topic}')}**\n\n${body}` : body;
}

function bodyOf(voice: Voice, bank: readonly string[], slots: Record<string, string>, count: number): string[] {
  const out: string[] = [];
  while (out.length < count)
    for (const template of voice.sample(bank, count - out.length)) out.push(voice.say(template, slots));
  return out;
}

const EMAIL_OPENINGS: readonly string[] = [
  'I hope you are doing well. I am writing to you about {topic}.',
  'I hope this message finds you well. I would like to [talk to you about|raise the subject of] {topic}.',
  'Thank you for your time. I am getting in touch regarding {topic}.',
];
const EMAIL_MIDDLES: readonly string[] = [
  'Over the past weeks I have given this some thought, in particular {aspect} and {aspect}, and I believe now is a good moment to act.',
  'To make this as easy as possible, I have [prepared a short plan|made sure that everything urgent is taken care of], and I am happy to adjust it to your needs.',
  'I would [appreciate|value] your view on this, especially on {aspect}.',
  'Please let me know whether this works for you, or suggest a time when we could talk.',
];
const EMAIL_ENDS: readonly string[] = [
  'Thank you [in advance|very much] for your [time|help|understanding].',
  'I look forward to [hearing from you|your reply].',
  "Please don't hesitate to [contact me|get in touch] if you have any questions.",
];

function email(ask: Ask, voice: Voice): string {
  const subject = capitalise(ask.topic.phrase === '' ? 'Quick question' : ask.topic.phrase);
  const name = ask.facts.get('name') ?? '[Your name]';
  const middle = voice
    .sample(EMAIL_MIDDLES, ask.wanted.length.unit === 'brief' ? 1 : voice.int(2, 3))
    .map((template) => voice.say(template));
  const hello = /\bmy (?:boss|manager)\b/.test(ask.text.slice(0, 300))
    ? "[Manager's name]"
    : voice.pick(['[Name]', "[Recipient's name]", 'team']);
  return `**Subject:** ${subject}\n\n${voice.pick(['Dear', 'Hello', 'Hi'])} ${hello},\n\n${voice.say(EMAIL_OPENINGS)}\n\n${middle.join(' ')}\n\n${voice.say(EMAIL_ENDS)}\n\n${voice.pick(['Best regards', 'Kind regards', 'Sincerely', 'All the best'])},\n${name}`;
}

const ESSAY_OPENINGS: readonly string[] = [
  'Few subjects show the tension between {aspect} and {aspect} as clearly as {topic}.',
  '{Topic} {has} [long|for a long time] [occupied|fascinated] {people}, and {is} [no less relevant today|as relevant as ever].',
  'To understand {topic}, one has to begin with {aspect}.',
];

function essay(ask: Ask, voice: Voice, size: Size): string {
  const opening = voice.say(ESSAY_OPENINGS);
  if (ask.wanted.length.unit !== 'normal' && ask.wanted.length.unit !== 'detailed')
    return topicalAnswer(ask, opening, voice, size);
  const long = size === 'long' || ask.wanted.length.unit === 'detailed';
  return `# ${capitalise(ask.topic.phrase === '' ? 'An Essay' : ask.topic.phrase)}\n\n${paragraphs(opening, voice, long ? voice.int(28, 36) : voice.int(10, 14), voice.say('In conclusion, {topic} cannot be reduced to {aspect} or {aspect} alone. It is the interplay of the two that makes the subject worth studying.'))}`;
}

const TWEETS: readonly string[] = [
  '[Hot take:|Reminder:|Today I learned:] {topic} {is} mostly about {aspect}. ✨ {tag}',
  '{Topic} 🚀 [changed how I think about|taught me everything about] {aspect}. What about you? {tag}',
  "[Small step, big difference|Less noise, more {aspect}]: that's {topic} for you. 💡 {tag}",
];
const TAGLINES: readonly string[] = [
  '"[Come for the|Love the|All about the] {aspect}, stay for the [smiles|joy|magic]. {Name}."',
  '"{Name}: [made for you|simply better|a little joy every day]."',
  '"[Taste|Feel|Discover] the difference. {Name}."',
  '"[Where {aspect} meets {aspect}|More {aspect}, less worry]: {name}."',
  '"{Name}. [Because good things matter|Happiness, one day at a time|Good, through and through]."',
];
/** A text of the wanted form about the topic. */
export function write(ask: Ask, form: Form, voice: Voice, size: Size): string {
  switch (form) {
    case 'joke':
      return joke(ask, voice);
    case 'haiku':
      return haiku(voice);
    case 'limerick':
      return limerick(voice);
    case 'poem':
      return poem(ask, voice, size);
    case 'song':
      return song(voice);
    case 'story':
      return story(ask, voice, size);
    case 'email':
      return email(ask, voice);
    case 'essay':
      return essay(ask, voice, size);
    case 'tweet':
      return voice.say(TWEETS, {
        tag: `#${(ask.topic.keywords[0] ?? 'today').replace(/[^\p{L}\p{N}]/gu, '') || 'today'}`,
      });
    case 'tagline':
      return voice.say(TAGLINES);
    case 'name':
      return names(ask, voice);
    case 'title':
      return titles(ask, voice);
    case 'commit':
      return commitMessage(ask, voice);
    case 'recipe':
      return recipe(ask, voice);
    default:
      return form satisfies never;
  }
}
