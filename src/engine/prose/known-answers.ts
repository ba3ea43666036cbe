import type { Ask, Task } from '../understand/ask.ts';
import { readSeparator } from '../understand/separator.ts';
import { capitalise, numberWord } from './english.ts';
import type { Voice } from './voice.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A sentence that holds the words the user wanted said. */
export function say(text: string, voice: Voice): string {
  const sentence = capitalise(text.trim().replace(/[\s.]+$/, ''));
  const ended = /[!?。！？…]$/.test(sentence) ? sentence : `${sentence}.`;
  const friendly = /^(?:hello|hi|hey|good (?:morning|evening|afternoon))$/i.test(sentence);
  if (friendly)
    return `${sentence}! ${voice.say('[How can I help you today?|How can I assist you?|What can I do for you?|Nice to meet you!]')}`;
  return voice.chance(0.45)
    ? `${ended} ${voice.say('[How can I assist you further?|Is there anything else you need?|What would you like to do next?|Let me know if you need anything else.]')}`
    : ended;
}

/** All numbers of a count, as the user wants them, else in lines or in a row. */
export function count({ from, to, step }: Extract<Task, { kind: 'count' }>, ask: Ask, voice: Voice): string {
  const direction = from <= to ? step : -step;
  const numbers = Array.from({ length: Math.floor(Math.abs(to - from) / step) + 1 }, (_, i) => from + i * direction);
  const separator = readSeparator(ask.text) ?? (voice.chance(0.5) ? ', ' : '\n');
  const row = numbers.join(separator);
  if (ask.wanted.bare) return row;
  return voice.chance(0.25) ? `${voice.say('[Sure!|Of course!|Here you go:]')}\n\n${row}` : row;
}

const SUMS: readonly string[] = [
  '{expression} = {result}',
  '{expression} [equals|is|comes to] {result}.',
  '{expression} = **{result}**',
  '[The answer is|The result is|That makes] {result}: {expression} = {result}.',
  'The result of {expression} is {result}.',
];

export function arithmetic(task: Extract<Task, { kind: 'arithmetic' }>, ask: Ask, voice: Voice): string {
  return ask.wanted.bare ? task.result : voice.say(SUMS, { expression: task.expression, result: task.result });
}

export function fact(task: Extract<Task, { kind: 'fact' }>, ask: Ask, voice: Voice): string {
  if (ask.wanted.bare) return task.short;
  if (ask.wanted.length.unit !== 'normal' || voice.chance(0.55)) return task.sentence;
  const bold = task.sentence.replace(task.short, () => `**${task.short}**`);
  return voice.say(
    [
      '{sentence}',
      '{bold}',
      '{sentence} [Is there anything else you would like to know?|Would you like to know more about it?|Let me know if you want more detail.]',
    ],
    {
      sentence: task.sentence,
      bold,
    },
  );
}

export function verdict(task: Extract<Task, { kind: 'verdict' }>, ask: Ask, voice: Voice): string {
  const word = task.yes ? 'Yes' : 'No';
  if (ask.wanted.bare) return word;
  return voice.say(['{word}. {sentence}', '{word}, {rest}'], {
    word,
    sentence: task.sentence,
    rest: task.sentence.charAt(0).toLowerCase() + task.sentence.slice(1),
  });
}

const LETTERS: readonly string[] = [
  'There {are} {count} "{letter}"{s} in "{word}".',
  'The letter "{letter}" [appears|occurs] {count} {times} in "{word}".',
  '"{word}" contains {count} "{letter}"{s}.',
  '{Count}. The word "{word}" has the letter "{letter}" {count} {times}.',
];

export function letters(task: Extract<Task, { kind: 'letters' }>, ask: Ask, voice: Voice): string {
  if (ask.wanted.bare) return String(task.count);
  const one = task.count === 1;
  return voice.say(LETTERS, {
    letter: task.letter,
    word: task.word,
    count: voice.chance(0.5) ? String(task.count) : numberWord(task.count),
    are: one ? 'is' : 'are',
    s: one ? '' : 's',
    times: one ? 'time' : 'times',
  });
}

export function transform({ how, text }: Extract<Task, { kind: 'transform' }>): string {
  switch (how) {
    case 'reverse':
      return Array.from(graphemes.segment(text), ({ segment }) => segment)
        .toReversed()
        .join('');
    case 'upper':
      return text.toUpperCase();
    case 'lower':
      return text.toLowerCase();
    case 'length':
      return String([...graphemes.segment(text)].length);
    default:
      return how satisfies never;
  }
}

const RECALLED: readonly string[] = [
  'Your {key} is {value}.',
  '[You told me|You mentioned|You said] that your {key} is {value}.',
  'Your {key} is {value}, [as you told me|if I remember correctly|as you mentioned]. 😊',
];
const RECALLED_NAME: readonly string[] = [
  'Your name is {value}.',
  'You [told me your name is|introduced yourself as] {value}.',
  "[You're|Of course, you're] {value}!",
  'Your name is {value}. [How can I help you?|Nice to talk to you again!]',
];
const UNKNOWN: readonly string[] = [
  "I don't know your {key} [yet|so far]. [Would you like to tell me?|If you tell me, I can use it in this conversation.]",
  "You haven't [told me|mentioned] your {key} [in this conversation|so far].",
];

const UNTOLD: readonly string[] = [
  "I don't know the {key} [yet|so far]. [Would you like to tell me?|If you tell me, I can use it in this conversation.]",
  "You haven't [told me|mentioned] the {key} [in this conversation|so far].",
];
/** What is as much the assistant's as the user's. */
const SHARED =
  /(?:word|code|number|phrase|key|pin|id|identifier|token|secret|codename|deadline|date|version|port|room|flight|budget|title|topic|login)s?$/;

export function recall(task: Extract<Task, { kind: 'recall' }>, ask: Ask, voice: Voice): string {
  const shared = SHARED.test(task.key);
  if (task.value === undefined) return voice.say(shared ? UNTOLD : UNKNOWN, { key: task.key });
  if (ask.wanted.bare) return task.value;
  if (task.key === 'name') return voice.say(RECALLED_NAME, { value: task.value });
  if (task.key === 'city')
    return voice.say('[You live in|You told me that you live in|You mentioned] {value}.', { value: task.value });
  if (task.key === 'age') return voice.say('You are {value} years old[|, as you told me].', { value: task.value });
  if (task.key === 'job')
    return voice.say('[You told me that you work as|You mentioned that you are a] {value}.', { value: task.value });
  return voice.say(shared ? ['The {key} is {value}.', 'You said the {key} is {value}.'] : RECALLED, {
    key: task.key,
    value: task.value,
  });
}

const MET: readonly string[] = [
  "[Nice to meet you|Great to meet you|It's a pleasure to meet you], {value}! [How can I help you today?|What can I do for you?|What brings you here?]",
  'Hi {value}! [How can I help you today?|What can I do for you today?] 😊',
  '[Hello|Welcome], {value}! [What would you like to talk about?|How can I assist you?]',
];
const NOTED: readonly string[] = [
  '[Got it|Noted|Thanks for letting me know]! Your {key} is {value}. [Anything else I should know?|How can I help you today?]',
  "[Thanks, I'll remember that|I'll keep that in mind]: your {key} is {value}.",
  '{Value}, [great|nice] choice! [What can I do for you?|How can I help?]',
];
const NOTED_PLAIN: readonly string[] = [
  '[Got it|Noted|Understood]: {key}, {value}. [How can I help you today?|What would you like to do next?]',
  "[Thanks, I'll remember that|I'll keep that in mind] ({key}: {value}).",
];

export function introduce(task: Extract<Task, { kind: 'introduce' }>, voice: Voice): string {
  const slots = { key: task.key, value: task.value };
  if (task.key === 'name') return voice.say(MET, slots);
  return voice.say(/^favou?rite/.test(task.key) ? NOTED : NOTED_PLAIN, slots);
}

export function lookup(answer: string, ask: Ask, voice: Voice): string {
  if (ask.wanted.bare) return answer.replace(/[.。]$/, '');
  const ended = /[.!?…。！？]$/.test(answer) ? answer : `${answer}.`;
  return /^[A-Z\d"'“]/.test(answer) && answer.length > 40 && voice.chance(0.4)
    ? ended
    : voice.say(
        [
          '[According to|Based on] the [text|information] [you provided|provided]: {answer}',
          '[From|Going by] the context: {answer}',
          'The [text|document] says: {answer}',
        ],
        { answer: ended },
      );
}

const SUMMARY_INTROS: readonly string[] = [
  "[Here's|Here is] a [short|brief|concise] summary:",
  '[In summary|To sum up], [these are|here are] the [main|key] points:',
  '**Summary**',
];

export function summary(points: readonly string[], ask: Ask, voice: Voice): string {
  const { length, format } = ask.wanted;
  const single = length.unit === 'sentences' ? length.count : length.unit === 'brief' ? 2 : 0;
  if (points.length === 0) return voice.say('The text is about {topic}.');
  if (single > 0)
    return points
      .slice(0, single)
      .map((point) => (/[.!?…。！？]$/.test(point) ? point : `${point}.`))
      .join(' ');
  // Three sentences need no list: the weightiest ones, run together, are the summary.
  if (points.length <= 3 && format === 'any' && !/points|takeaways/i.test(ask.text.slice(0, 200)))
    return points
      .slice(0, 2)
      .map((point) => (/[.!?…。！？]$/.test(point) ? point : `${point}.`))
      .join(' ');
  const mark = (at: number): string => (format === 'numbered' ? `${at + 1}.` : '-');
  return `${voice.say(SUMMARY_INTROS)}\n\n${points.map((point, at) => `${mark(at)} ${point}`).join('\n')}\n\n${voice.say('[Overall|In short|All in all], the text is about {topic}.')}`;
}

const LIVE: Readonly<Record<Extract<Task, { kind: 'live' }>['what'], readonly string[]>> = {
  weather: [
    "I [don't have access to|can't access] real-time weather data, so I can't [say|tell you] what it's like{where} right now. [A weather site or app|Your phone's weather app or a national weather service] will have the [latest|current] conditions.",
    "I'm [unable to check|not able to look up] live weather{where}. [For an up-to-date forecast|For current conditions], I'd suggest a service such as a national weather office or a weather app. ☀️🌧️",
  ],
  time: [
    "I don't have access to [a clock|the current date and time]{where}, so I can't tell you. Your device [will show|shows] the [exact|current] one.",
    "I [can't see|don't know] the current date or time{where}. [If you tell me, I can work with it.|Please check your device.]",
  ],
  price: [
    "I [don't have|can't access] live market data{where}. [A finance site|Your broker or bank] will show the [current|latest] figure.",
    'Prices change by the minute and I have no live feed{where}, so please check a [reliable|trusted] source for the [current|latest] value.',
  ],
  news: [
    "I [can't browse|have no access to] live news{where}. [A news agency or a local newspaper|A trusted news site] is the best place for the latest headlines.",
    "I don't have [up-to-the-minute|live] news{where}, but I can [explain the background|help you understand the context] of a story if you paste it here.",
  ],
};

export function live(task: Extract<Task, { kind: 'live' }>, ask: Ask, voice: Voice): string {
  const place =
    task.where === ''
      ? ''
      : task.what === 'weather' || task.what === 'time'
        ? ` in ${task.where}`
        : ` on ${task.where}`;
  const answer = voice.say(LIVE[task.what], { where: place.slice(0, 70) });
  return ask.wanted.length.unit === 'normal'
    ? `${answer}${voice.chance(0.4) ? ` ${voice.say('[Is there anything else I can help with?|Can I help with something else?]')}` : ''}`
    : answer;
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  '': [
    'lantern',
    'harbor',
    'puzzle',
    'meadow',
    'compass',
    'thunder',
    'velvet',
    'orchard',
    'ripple',
    'cactus',
    'marble',
    'whisper',
    'saffron',
    'glacier',
    'pocket',
    'violin',
    'cobalt',
    'ember',
    'feather',
    'island',
  ],
  korean: ['바다', '나무', '하늘', '사과', '고양이', '학교', '음악', '산', '구름', '책'],
  japanese: ['海', '桜', '空', '猫', '音楽', '山', '星', '本'],
  chinese: ['月亮', '大海', '书本', '山川', '苹果', '音乐', '云朵', '灯笼'],
  french: ['maison', 'étoile', 'jardin', 'fromage', 'lumière', 'rivière', 'oiseau'],
  spanish: ['mesa', 'estrella', 'jardín', 'camino', 'luna', 'ventana', 'río'],
  german: ['Haus', 'Baum', 'Himmel', 'Brücke', 'Wolke', 'Garten', 'Fluss'],
  english: ['lantern', 'harbor', 'puzzle', 'meadow', 'compass', 'orchard'],
};

export function randomWord(language: string, ask: Ask, voice: Voice): string {
  const word = voice.pick(WORDS[language] ?? WORDS[''] ?? ['lantern']);
  return ask.wanted.bare
    ? word
    : voice.say(["[How about|Here's one:|Your random word is] **{word}**.", '{word}'], { word });
}

export function randomNumber(task: Extract<Task, { kind: 'random-number' }>, ask: Ask, voice: Voice): string {
  const number = String(voice.int(task.low, task.high));
  return ask.wanted.bare
    ? number
    : voice.say(['{number}', '[Sure!|Here you go:] {number}', '[My pick|Your random number] is **{number}**.'], {
        number,
      });
}
