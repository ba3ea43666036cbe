import type { Random } from '../random.ts';
import type { Facts } from './facts.ts';
import type { Meaning } from './meaning.ts';

type Templates = Partial<Record<Meaning, readonly string[]>>;

const ENGLISH: Templates = {
  summary: [
    'A short overview of {topic} with the points that matter most.',
    '{Topic} in brief: what it is, why it matters and what to watch for.',
    'The main points about {topic}, condensed into a few lines.',
  ],
  description: [
    'Everything needed to get started with {topic}.',
    'A closer look at {topic} and how it is used in practice.',
    'Covers the essentials of {topic} in plain words.',
  ],
  reason: [
    'The request is about {topic}, so the most direct option was chosen.',
    'Taking the details given for {topic} one by one leads to this result.',
    'It fits what was asked about {topic} best.',
  ],
  answer: [
    'It depends on the details, but for {topic} the usual choice is a good place to start.',
    'In short, {topic} comes down to a few simple ideas.',
    'The best starting point for {topic} is to keep it simple.',
  ],
  text: [
    'Start with {topic} and take one small step at a time.',
    'Here is what is worth knowing about {topic}.',
    'Break {topic} down into its parts and look at each of them.',
  ],
  message: [
    'Hello, this is a quick note about {topic}. Let me know if anything is unclear.',
    'Just following up on {topic}. Please let me know what you think.',
    'Here are the details on {topic} as discussed.',
  ],
  note: ['Worth checking {topic} again later.', 'No further action needed for now.', 'Details on {topic} follow.'],
  title: ['A Practical Look at {Topic}', 'Understanding {Topic}', 'Notes on {Topic}', '{Topic} at a Glance'],
  subject: ['About {topic}', 'Quick question on {topic}', 'Update: {topic}'],
  query: ['{topic}'],
  topic: ['{topic}'],
  unknown: ['{topic}'],
};
const CHINESE: Templates = {
  summary: ['关于{topic}的简要概述。', '{topic}的要点总结如下。'],
  description: ['介绍{topic}的基本情况与用途。', '{topic}的详细说明。'],
  reason: ['根据所提供的{topic}信息得出。', '这最符合关于{topic}的要求。'],
  answer: ['关于{topic}，简单来说就是先抓住重点。', '{topic}主要取决于具体情况。'],
  text: ['先从{topic}的基础开始，一步一步来。', '以下是关于{topic}的说明。'],
  message: ['您好，这是关于{topic}的消息，如有疑问请告诉我。', '关于{topic}，详情如下。'],
  note: ['稍后再确认一下{topic}。', '目前无需进一步处理。'],
  title: ['浅谈{topic}', '{topic}入门', '关于{topic}'],
  subject: ['关于{topic}'],
  query: ['{topic}'],
  topic: ['{topic}'],
};
const JOKES = [
  'Why did {topic} cross the road? To get to the other side of the argument.',
  'I asked {topic} for a joke. It is still loading the punchline.',
  'They say {topic} is no laughing matter, which is exactly why everybody laughs.',
];
const POEMS = [
  'In quiet light {topic} starts to grow,\nA patient thought with nowhere left to go,\nIt turns, returns, and learns itself anew,\nAnd ends the way that simple wonders do.',
];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const ORDER =
  /^(?:please |can you )?(?:generate|write|create|make|give me|tell me|return|send|provide|produce|show me|list|get|find|explain|describe)\s+(?:an? |the |some )?(?:json (?:object |array )?)?/i;
const FORMAT = /\s{0,64}\b(?:in|as|using|with) (?:a |an |valid )?json\b.*$/i;
const withoutVerb = (text: string | undefined): string | undefined =>
  text?.replace(ORDER, '').replace(FORMAT, '') || undefined;

function topicOf(facts: Facts): string {
  const found = [facts.topic(), facts.payload(), facts.message(), facts.query()];
  const topic = found.map(withoutVerb).find((one) => one !== undefined && one.length <= 60 && !/[\n?]/.test(one));
  return topic ?? (facts.chinese ? '这个主题' : 'the request');
}

const SPECIAL: Readonly<Record<string, readonly string[]>> = {
  joke: JOKES,
  poem: POEMS,
  lyrics: POEMS,
  setup: ['Why did the scarecrow win an award?', 'Why did the bicycle fall over?', 'Why was the math book sad?'],
  punchline: [
    'Because it was outstanding in its field.',
    'Because it was two-tired.',
    'Because it had too many problems.',
  ],
};

/** Whether a property of this meaning holds a sentence, rather than a word or a name. */
export const isProse = (meaning: Meaning): boolean => meaning !== 'unknown' && ENGLISH[meaning] !== undefined;

/** A sentence for a prose property, about what the words are about; in Chinese where they are Chinese. */
export function writeSentence(meaning: Meaning, name: string, facts: Facts, random: Random): string {
  const table = facts.chinese ? CHINESE : ENGLISH;
  const lower = name.toLowerCase();
  const special = facts.chinese || !Object.hasOwn(SPECIAL, lower) ? undefined : SPECIAL[lower];
  const topic = topicOf(facts);
  // By the topic, not by chance, so that a setup and its punchline belong together.
  const template = special?.[topic.length % special.length] ?? random.pick(table[meaning] ?? table.text ?? ['{topic}']);
  return template
    .replaceAll('{topic}', () => topic)
    .replaceAll('{Topic}', () => capital(topic))
    .replace(/^./u, (c) => (special ? c : capital(c)));
}
