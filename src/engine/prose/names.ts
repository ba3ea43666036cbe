import type { Ask } from '../understand/ask.ts';
import { joinWords } from './english.ts';
import type { Voice } from './voice.ts';

/** Names of the living; everything else is named like a business. */
const BANKS: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
  [
    /\b(?:cat|kitten|kitty|dog|puppy|pup|pet|hamster|rabbit|bunny|parrot|horse|pony|bird|goldfish|turtle|ferret|guinea pig)s?\b/i,
    ['Milo', 'Luna', 'Biscuit', 'Pepper', 'Mochi', 'Olive', 'Ziggy', 'Hazel', 'Nimbus', 'Clover', 'Juno', 'Pixel'],
  ],
  [
    /\b(?:robot|droid|android|ai|chatbot|bot|assistant)s?\b/i,
    ['Nova', 'Bolt', 'Orbit', 'Echo', 'Vega', 'Gizmo', 'Atlas', 'Ember', 'Sprocket', 'Quill'],
  ],
  [
    /\b(?:dragon|wizard|elf|knight|witch|king|queen|villain|monster|warrior|planet|kingdom)s?\b/i,
    ['Eldrin', 'Morwenna', 'Thalor', 'Sylvara', 'Kaelen', 'Ysolde', 'Draven', 'Orinthia', 'Varek', 'Lirael'],
  ],
  [
    /\b(?:baby|boy|girl|child|son|daughter|hero|heroine|character|protagonist|person|woman|man|detective)s?\b/i,
    ['Clara', 'Theo', 'Maya', 'Jonas', 'Iris', 'Felix', 'Nora', 'Elias', 'Rosa', 'Hugo', 'Leila', 'Samuel'],
  ],
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

/** A name for the topic: alone where nothing else is wanted, else with others to choose from. */
export function names(ask: Ask, voice: Voice): string {
  const bank = BANKS.find(([kind]) => kind.test(ask.topic.phrase))?.[1];
  const found =
    bank === undefined
      ? voice.sample(NAME_STARTS, 3).map((start) => `${start} ${voice.pick(NAME_ENDS)}`)
      : voice.sample(bank, 3);
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
