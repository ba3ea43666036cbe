import { allCountries } from '../understand/countries.ts';
import type { Ask } from '../understand/ask.ts';
import { isPlural, tidyPhrase } from '../understand/topic.ts';
import { capitalise } from './english.ts';
import { POINTS } from './english-bank.ts';
import type { Voice } from './voice.ts';

const ROWS = `
colors colours color colour|red;blue;green;yellow;purple;orange;teal;magenta;turquoise;indigo;crimson;amber
fruits fruit|apple;banana;mango;strawberry;pineapple;kiwi;blueberry;peach;watermelon;grape;papaya;cherry
vegetables vegetable|carrot;broccoli;spinach;tomato;zucchini;sweet potato;cauliflower;bell pepper;kale;asparagus
animals animal mammals|elephant;dolphin;tiger;red panda;giraffe;otter;wolf;koala;kangaroo;penguin;hedgehog;lynx
birds bird|robin;eagle;kingfisher;owl;puffin;hummingbird;heron;flamingo;swallow;toucan
planets planet|Mercury;Venus;Earth;Mars;Jupiter;Saturn;Uranus;Neptune
languages|English;Mandarin Chinese;Spanish;Hindi;Arabic;French;Portuguese;Japanese;German;Swahili
cities city|Tokyo;Paris;New York;São Paulo;Cairo;Sydney;Istanbul;Mumbai;Toronto;Lisbon;Seoul;Nairobi
capitals capital|Paris;Tokyo;Ottawa;Nairobi;Lima;Canberra;Oslo;Seoul;Cairo;Madrid
books book novels|Pride and Prejudice;1984;One Hundred Years of Solitude;The Great Gatsby;Beloved;Crime and Punishment;Middlemarch;The Hobbit;Things Fall Apart;Don Quixote
movies movie films film|Casablanca;Spirited Away;The Godfather;Parasite;Back to the Future;Amélie;Metropolis;Some Like It Hot;Seven Samurai;Arrival
sports sport|football;basketball;tennis;swimming;cycling;volleyball;badminton;rowing;climbing;table tennis
hobbies hobby|photography;gardening;cooking;hiking;painting;chess;birdwatching;pottery;cycling;playing the guitar
flowers flower|rose;tulip;sunflower;lavender;orchid;peony;daisy;iris;lily;marigold
instruments|piano;violin;guitar;cello;flute;trumpet;clarinet;drums;harp;saxophone
days weekdays|Monday;Tuesday;Wednesday;Thursday;Friday;Saturday;Sunday
months month|January;February;March;April;May;June;July;August;September;October;November;December
seasons|spring;summer;autumn;winter
continents|Africa;Antarctica;Asia;Europe;North America;Oceania;South America
primes prime|2;3;5;7;11;13;17;19;23;29;31;37
elements|hydrogen;helium;carbon;nitrogen;oxygen;sodium;iron;copper;silver;gold
names name|Luna;Milo;Nova;Oliver;Pepper;Felix;Hazel;Oscar;Willow;Jasper;Clover;Ziggy
databases|PostgreSQL;MySQL;SQLite;MongoDB;Redis;Cassandra;DuckDB;MariaDB
frameworks|React;Vue;Angular;Svelte;Django;Rails;Spring Boot;Laravel;FastAPI;Express
desserts|tiramisu;crème brûlée;apple pie;chocolate mousse;cheesecake;baklava;panna cotta;mango sticky rice
drinks|green tea;lemonade;espresso;kombucha;iced coffee;mango lassi;ginger ale;hot chocolate
countries|
laws robotics|A robot may not injure a human being or, through inaction, allow a human being to come to harm;A robot must obey human orders, unless they conflict with the first law;A robot must protect its own existence, as long as that conflicts with neither of the other laws
laws motion newton|A body stays at rest or in uniform motion unless a force acts on it;Force equals mass times acceleration;Every action has an equal and opposite reaction
laws thermodynamics|Energy is conserved;The entropy of an isolated system never decreases;The entropy of a perfect crystal approaches zero at absolute zero
stages grief|Denial;Anger;Bargaining;Depression;Acceptance
states matter|Solid;Liquid;Gas;Plasma
senses human|Sight;Hearing;Smell;Taste;Touch
oceans ocean|Pacific Ocean;Atlantic Ocean;Indian Ocean;Southern Ocean;Arctic Ocean
primary colors|red;yellow;blue
primary colours|red;yellow;blue
great lakes|Superior;Michigan;Huron;Erie;Ontario
deadly sins|Pride;Greed;Lust;Envy;Gluttony;Wrath;Sloth
branches government|Legislative: makes the laws;Executive: carries them out;Judicial: interprets them
pillars object|Encapsulation;Abstraction;Inheritance;Polymorphism
pillars oop|Encapsulation;Abstraction;Inheritance;Polymorphism
principles object|Encapsulation;Abstraction;Inheritance;Polymorphism
solid principles|Single responsibility;Open for extension, closed for modification;Liskov substitution;Interface segregation;Dependency inversion
acid properties|Atomicity;Consistency;Isolation;Durability
wonders world|Great Wall of China;Petra;Christ the Redeemer;Machu Picchu;Chichén Itzá;Colosseum;Taj Mahal
http methods|GET;POST;PUT;PATCH;DELETE;HEAD;OPTIONS
`;

/** Sets that have a name of two words, of which both must occur: "laws of robotics", but not "laws of France". */
const PAIRED =
  /^(?:laws|stages|states|senses|primary|great|deadly|branches|pillars|principles|solid|acid|wonders|http)$/;
const pairs: ReadonlyArray<readonly [readonly string[], readonly string[]]> = ROWS.trim()
  .split('\n')
  .map((row): [string[], string[]] => [(row.split('|')[0] ?? '').split(' '), (row.split('|')[1] ?? '').split(';')])
  .filter(([names]) => PAIRED.test(names[0] ?? ''));

const items: ReadonlyMap<string, readonly string[]> = new Map(
  ROWS.trim()
    .split('\n')
    .flatMap((row) => {
      const [names = '', values = ''] = row.split('|');
      if (PAIRED.test(names.split(' ')[0] ?? '')) return [];
      return names
        .split(' ')
        .map((name): [string, readonly string[]] => [name, values === '' ? [] : values.split(';')]);
    }),
);
const PROGRAMMING: readonly string[] = [
  'Python',
  'JavaScript',
  'Go',
  'Rust',
  'TypeScript',
  'Java',
  'C#',
  'Kotlin',
  'Swift',
  'Ruby',
  'C++',
  'SQL',
];

/** Things of a kind whose members the mock knows, looked for under the words before any preposition: "names for a cat" → names. */
function knownItems(of: string): readonly string[] | undefined {
  const all = new Set(of.toLowerCase().split(/[^\p{L}]+/u));
  const set = pairs.find(([[first = '', ...rest]]) => all.has(first) && rest.some((word) => all.has(word)));
  if (set !== undefined) return set[1];
  const words =
    of
      .toLowerCase()
      .split(/ (?:for|of|in|on|about|to|with|that|which|from|you) /, 1)[0]
      ?.split(/[^\p{L}]+/u) ?? [];
  if (words.includes('programming') || (words.includes('coding') && words.includes('languages'))) return PROGRAMMING;
  for (const word of words.toReversed()) {
    if (word === 'countries') return allCountries().map(({ name }) => name);
    const found = items.get(word);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** First members of lists that have an order of their own. */
const ORDERED = new Set([
  '2',
  'Monday',
  'January',
  'Mercury',
  'spring',
  'Denial',
  ...pairs.map(([, [first = '']]) => first),
]);

const INTROS: readonly string[] = [
  'Here are {number}{of}:',
  '[Sure!|Of course!|Certainly!|Absolutely!] Here are {number}{of}:',
  "[Here's|Here is] a list of {number}{of}:",
  '{Number}{of} [to consider|that come to mind|worth knowing]:',
];
const DEFINITE_INTROS: readonly string[] = [
  'The {number} are:',
  'These are the {number}:',
  '[The usual answer names|People usually name] these {number}:',
];
const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
/** What the members of a list look like, by the noun that names them. */
const LABELS: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
  [
    /\b(?:benefits?|advantages?|reasons?|pros|strengths|uses|features|goals)\b/,
    ['Better {aspect}', 'It helps you {goal}', 'More {aspect}', 'A chance to {goal}', 'Improved {aspect}'],
  ],
  [
    /\b(?:disadvantages?|cons|problems?|challenges?|risks?|drawbacks?|issues?|mistakes?|pitfalls)\b/,
    [
      'Lack of {aspect}',
      'Underestimating {aspect}',
      'Too little {aspect}',
      'Ignoring what {people} say',
      'Confusing {aspect} with {aspect}',
    ],
  ],
  [
    /\b(?:ideas?|projects?|startups?|activities|gifts?|topics?|themes?)\b/,
    [
      'A guide to {aspect} for {people}',
      'A service that helps {people} {goal}',
      'A workshop on {aspect}',
      'A tool to {goal}',
      'A community for {people}',
      'A weekly newsletter about {aspect}',
      'A challenge built around {sample}',
    ],
  ],
  [
    /\b(?:questions?)\b/,
    [
      'How do {people} {goal}?',
      'What role does {aspect} play?',
      'Why is {aspect} so important?',
      'What would {people} do differently?',
      'When does {aspect} matter most?',
      'How can you tell whether {aspect} is good enough?',
    ],
  ],
  [
    /\b(?:tips?|ways?|steps?|methods?|tricks?|strategies|habits|rules|things|best practices|recommendations?|suggestions?|exercises?)\b/,
    ['{Step}', '{Step}', '{Step}', 'Pay attention to {aspect}', 'Talk to {people}', 'Begin with {sample}'],
  ],
  [
    /\bfacts?\b/,
    [
      '{Aspect} matters more here than most people think',
      '{People} were among the first to notice it',
      '{Aspect} and {aspect} are closely linked',
      'Even {sample} can show it',
      '{People} still argue about {aspect}',
    ],
  ],
  [
    /\b(?:laws?|principles?|types?|kinds?|stages?|phases?|parts?|pillars?|elements?|components?|levels?|layers?|factors?|aspects?|characteristics|qualities|traits|skills|values|forms?|categories|branches|dimensions|properties|rights|virtues|styles|schools|theories|causes?|effects?|symptoms?)\b/,
    ['{Aspect}', '{Aspect}', '{Aspect}', '{Aspect} and {aspect}'],
  ],
];
const OTHER_LABELS: readonly string[] = [
  '{Aspect}',
  '{Step}',
  'Better {aspect}',
  '{Aspect} and {aspect}',
  'Room for {aspect}',
  'What {people} think of {aspect}',
];

const labelsFor = (of: string): readonly string[] =>
  LABELS.find(([noun]) => noun.test(of.toLowerCase()))?.[1] ?? OTHER_LABELS;

const FACTS: readonly string[] = [
  'Honey can stay edible for thousands of years',
  'Octopuses have three hearts',
  'A day on Venus is longer than its year',
  'Bananas are berries, botanically speaking, and strawberries are not',
  'Wombats leave cube-shaped droppings',
  'The Eiffel Tower grows by some centimetres in summer heat',
  'Sharks are older than trees',
];
const TAG_ENDS = [
  'Love',
  'Time',
  'Lovers',
  'OfTheDay',
  'Life',
  'Vibes',
  'Daily',
  'Moments',
  'Community',
  'Inspiration',
];

/** "#CoffeeShop", "#CoffeeLove": tags from the words of the topic. */
function hashtags(ask: Ask, count: number, voice: Voice): string[] {
  const words = ask.topic.keywords
    .filter((word) => !/^hashtags?$/.test(word))
    .map((word) => capitalise(word.replace(/[^\p{L}\p{N}]/gu, '')));
  const all = words.length === 0 ? ['Today'] : words;
  const ends = TAG_ENDS.flatMap((end) => all.slice(0, 2).map((word) => word + end));
  const [first = '', ...rest] = new Set([all.slice(0, 3).join(''), ...all, ...ends]);
  return [first, ...voice.sample(rest, Math.max(0, count - 1))].map((tag) => `#${tag}`);
}

/** An idea: a heading and, where there is room, what it is good for. */
function idea(voice: Voice, labels: readonly string[], bare: boolean, seen: Set<string>): string {
  let label = '';
  for (let tries = 0; tries < 24 && (label === '' || seen.has(label)); tries++) label = capitalise(voice.say(labels));
  // A long list may exhaust the words; a repetition then gets a number of its own.
  if (seen.has(label)) label = `${label} (${seen.size + 1})`;
  seen.add(label);
  return bare || label.endsWith('?') ? label : `**${label}**: ${voice.say(POINTS)}`;
}

function entries(of: string, count: number, voice: Voice): string[] {
  const known = knownItems(of);
  if (known !== undefined && known.length >= count) {
    const chosen = ORDERED.has(known[0] ?? '') ? known.slice(0, count) : voice.sample(known, count);
    return chosen.map(capitalise);
  }
  const seen = new Set<string>();
  const bare = count > 15 || voice.chance(0.3);
  const labels = labelsFor(of);
  return Array.from({ length: count }, () => idea(voice, labels, bare, seen));
}

/** A list with as many items as were asked for; three to six when the number was left open. */
export function list(ask: Ask, task: { readonly count: number; readonly of: string }, voice: Voice): string {
  const of = tidyPhrase(task.of);
  const known = knownItems(of);
  const open = Math.min(voice.int(3, 6), known === undefined || known.length === 0 ? 6 : known.length);
  const count = task.count === 0 ? open : task.count;
  if (/\bhashtags?\b/i.test(of)) return hashtags(ask, count, voice).join(' ');
  const anyFacts = /^(?:fun|random|interesting|cool|weird) facts?$/i.test(of) && count <= FACTS.length;
  if (anyFacts && count === 1) return `${voice.say(['', '[Did you know?|Here is one:] '])}${voice.pick(FACTS)}.`;
  const found = anyFacts ? voice.sample(FACTS, count) : entries(of, count, voice);
  if (ask.wanted.bare || /comma/.test(ask.text.slice(0, 400)))
    return found.map((entry) => entry.replaceAll('**', '')).join(', ');
  const bullets = ask.wanted.format === 'bullets' || (ask.wanted.format === 'any' && voice.chance(0.2));
  const plain = ask.wanted.format === 'plain';
  const lines = found
    .map((entry, at) => `${bullets ? '-' : `${at + 1}.`} ${plain ? entry.replaceAll('**', '') : entry}`)
    .join('\n');
  if (ask.wanted.length.unit === 'brief') return lines;
  const number = NUMBERS[count] ?? String(count);
  const named = count === 1 && !isPlural(of) ? `one ${of}` : `${number} ${of}`;
  // "What are the three laws of …" speaks of the only ones there are.
  const definite = /^(?:what|which) are the\b|^(?:name|list|tell me) the\b/i.test(ask.text.trimStart().slice(0, 20));
  const intro = voice.say(definite ? DEFINITE_INTROS : INTROS, { number: named, of: '' });
  return `${count === 1 ? intro.replace('Here are', 'Here is') : intro}\n\n${lines}${voice.chance(0.4) ? `\n\n${voice.say("[Would you like more detail on any of these?|Let me know if you'd like more.|Shall I expand on one of them?|Hope this helps! 😊]")}` : ''}`;
}
