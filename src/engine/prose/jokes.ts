import type { Ask } from '../understand/ask.ts';
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

/** A joke about the topic, or about anything. */
export function joke(ask: Ask, voice: Voice): string {
  const lead = ask.wanted.bare || ask.wanted.length.unit === 'brief' ? '' : voice.say(voice.pick(JOKE_LEADS));
  return (
    lead +
    voice.say(ask.topic.phrase === '' || /^(?:short |good |funny )?jokes?$/.test(ask.topic.phrase) ? ANY_JOKES : JOKES)
  );
}
