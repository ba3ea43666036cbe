import type { Ask, Form } from '../understand/ask.ts';
import { capitalise, joinWords } from './english.ts';
import { paragraphs, topicalAnswer } from './topical-english.ts';
import { recipe } from './recipe.ts';
import type { Size } from './topical-english.ts';
import type { Voice } from './voice.ts';

const JOKES: readonly string[] = [
  "What's the difference between {topic} and a good joke? [Timing|A punchline]!",
  "My doctor told me to cut down on {topic}. [I'm looking for a new doctor|Now I only have it on weekdays]. 😂",
  "Knock, knock. Who's there? {Name}. {Name} who? [Exactly, nobody reads the documentation|You mean there's more than one]!",
  "I tried to write a song about {topic}, but [I couldn't find the right key|it never got past the chorus].",
  'Why did the developer break up with {topic}? [There was no commitment|Too many unanswered requests]!',
  'Why did {topic} go to therapy? Because {it} had too many unresolved issues!',
  "I told my friend a joke about {topic}. [It took a while to land|He's still waiting for the punchline], but the timing was [perfect|impeccable].",
  "Why don't scientists trust atoms when they talk about {topic}? Because they make up everything!",
  'What do you call {topic} on a Monday morning? [Not quite awake yet|Still loading]!',
  "How many experts on {topic} does it take to change a light bulb? [None, they're still discussing {aspect}|Two: one to change it and one to write the report].",
  "I used to be afraid of {topic}, but then [I got over it|it grew on me]. Now I'm just afraid of {aspect}. 😄",
  '{Topic} walk{s} into a bar. The bartender asks, "The usual?" And [the answer is|the reply comes], "No, today I\'d like a little more {aspect}."',
  'Why was the book about {topic} so [sad|tired]? [It had too many problems|Because it had been through so many chapters]!',
];
const ANY_JOKES: readonly string[] = [
  "Why don't scientists trust atoms? Because they make up everything!",
  'Why did the scarecrow win an award? Because he was outstanding in his field!',
  'Why do programmers prefer dark mode? Because light attracts bugs! 🐛',
  'What do you call a fish with no eyes? A fsh!',
  'I would tell you a UDP joke, but you might not get it.',
  'Why did the bicycle fall over? Because it was two-tired!',
  'What did the ocean say to the beach? Nothing, it just waved.',
  'Why was the maths book sad? It had too many problems.',
  "Parallel lines have so much in common. It's a shame they'll never meet.",
  "There are 10 kinds of people: those who understand binary and those who don't.",
  'Why did the coffee file a police report? It got mugged! ☕',
  'What do you call a bear with no teeth? A gummy bear!',
  "Why can't your nose be twelve inches long? Because then it would be a foot.",
  'I asked the librarian for books about paranoia. She whispered, "They\'re right behind you."',
  'How does a penguin build its house? Igloos it together.',
  'Why did the developer go broke? Because he used up all his cache.',
];
const JOKE_LEADS: readonly string[] = ['', '', "[Sure!|Here's one for you:|Of course!|Okay, here goes:] "];

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

function haiku(voice: Voice): string {
  return [voice.pick(HAIKU_FIRST), capitalise(voice.say(HAIKU_SECOND)), capitalise(voice.pick(HAIKU_LAST))].join('\n');
}

const LIMERICKS: readonly string[] = [
  'There once was a {who} [from the coast|in Peru]\nWho knew about {topic} [the most|, it is true];\n  With a wink and a grin\n  They would always begin,\nAnd then finish with butter and toast.',
  'A {who} who loved {topic} with pride\nWould travel the whole countryside;\n  They would laugh, they would sing,\n  They would try everything,\nAnd they never once said they had lied.',
  'A [curious|cheerful] young {who} one day\nFound {topic} had got in the way;\n  They stopped for a while,\n  Then they said with a smile:\n"I believe I will ask it to stay."',
];
const WHO = ['baker', 'sailor', 'teacher', 'painter', 'gardener', 'coder', 'fiddler', 'tailor', 'student'];

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
    (length.unit === 'brief' || size === 'short'
      ? 1
      : length.unit === 'detailed' || size === 'long'
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
const NAME_STARTS = [
  'Bright',
  'Blue',
  'Happy',
  'Rainbow',
  'Nova',
  'Clear',
  'Golden',
  'Little',
  'True',
  'Wild',
  'Maple',
  'Solar',
];
const NAME_ENDS = [
  'Works',
  'Threads',
  'Labs',
  'Harbor',
  'Nest',
  'Path',
  'Collective',
  'Studio',
  'Craft',
  'Field',
  'Spark',
  'Lane',
];

function names(ask: Ask, voice: Voice): string {
  const found = voice.sample(NAME_STARTS, 3).map((start) => `${start} ${voice.pick(NAME_ENDS)}`);
  const [first = 'Bright Works', ...others] = found;
  if (ask.wanted.bare || ask.wanted.length.unit === 'brief') return first;
  return voice.say(
    [
      'How about **{first}**? [Short, friendly and easy to remember|It has a nice ring to it], and it suits {topic}. Alternatives: {others}.',
      '"{first}" [could work well|would be a good fit] for {topic}.',
      '{first}',
    ],
    { first, others: joinWords(others, 'or') },
  );
}

function song(voice: Voice): string {
  return `**Verse 1**\n\n${couplets(voice, 2)}\n\n**Chorus**\n\nOh, ${voice.say('{topic}')}, ${voice.say("[carry me home|don't let me go|light up the way]")},  \n${voice.say('[through every storm|through all the noise|wherever I roam]')}, ${voice.say("[I'll never be alone|come what may|you're all that I know]")}!\n\n**Verse 2**\n\n${couplets(voice, 2)}`;
}

function poem(ask: Ask, voice: Voice, size: Size): string {
  const { length } = ask.wanted;
  const lines =
    length.unit === 'lines'
      ? Math.max(1, Math.ceil(length.count / 2))
      : length.unit === 'brief' || size === 'short'
        ? 2
        : length.unit === 'detailed' || size === 'long'
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

function joke(ask: Ask, voice: Voice): string {
  const lead = ask.wanted.bare || ask.wanted.length.unit === 'brief' ? '' : voice.say(voice.pick(JOKE_LEADS));
  return (
    lead +
    voice.say(ask.topic.phrase === '' || /^(?:short |good |funny )?jokes?$/.test(ask.topic.phrase) ? ANY_JOKES : JOKES)
  );
}

/** A text of the wanted form about the topic. */
export function write(ask: Ask, form: Form, voice: Voice, size: Size): string {
  switch (form) {
    case 'joke':
      return joke(ask, voice);
    case 'haiku':
      return haiku(voice);
    case 'limerick':
      return voice.say(LIMERICKS, { who: voice.pick(WHO) });
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
    case 'recipe':
      return recipe(ask, voice);
    default:
      return form satisfies never;
  }
}
