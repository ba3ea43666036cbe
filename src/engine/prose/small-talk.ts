import type { Ask } from '../understand/ask.ts';
import { article, joinWords, wordsOfName } from './english.ts';
import type { Voice } from './voice.ts';

const GREETINGS: readonly string[] = [
  '[Hi|Hello|Hey] there! [What brings you here today|What can I do for you|What would you like to explore]?',
  '[Hello|Hi] and welcome! [How may I help you|How can I support you today|What can I help you with]?',
  "[Good to see you|Nice to hear from you]! [How can I help|What's up|What shall we work on]?",
  '[Hi|Hello|Hey] there! How can I [help you|help|assist you] today?',
  '[Hi|Hello]! What can I [do for you|help you with] today?',
  "[Hi|Hello|Hey]! [Nice to meet you|Good to see you|It's great to hear from you]. What's on your mind?",
  '[Hi|Hello] there! 👋 [How can I help you today|What would you like to talk about|What are you working on today]?',
  "Hello! I'm [here to help|happy to help]. [What do you need|What would you like to know|Where shall we start]?",
  '[Hey|Hi]! 😊 How can I [help|be of help|make your day easier]?',
];
const THANKS: readonly string[] = [
  "[Of course|Sure thing|Don't mention it]! [I'm glad I could help|Let me know if anything else comes up].",
  "[Glad that helped|Great to hear that it helped]! 🙌 [What's next|Shall we continue]?",
  "You're [very welcome|welcome]! [Let me know|Just ask|Feel free to ask] if there's anything else [I can do|you need].",
  '[Happy|Glad] to help! [Is there anything else you need|Anything else I can do for you]?',
  '[My pleasure|Any time|No problem at all]! [Have a great day|Enjoy the rest of your day|Good luck with everything]!',
  "You're welcome! 😊 [Have a great day!|I'm here if you need anything else.|Come back any time.]",
];
const GOODBYES: readonly string[] = [
  '[Goodbye|Bye]! [Have a great day|Take care|See you next time]!',
  'Take care! [It was nice talking to you|Come back any time].',
  "[Goodbye|See you]! 👋 [Feel free to come back whenever you have a question|I'll be here if you need me].",
];
const FEELINGS: readonly string[] = [
  "[I'm doing well|I'm doing great|All good here], [thanks for asking|thank you for asking]! How [about you|can I help you today]?",
  "[I don't have feelings the way people do|As an AI I don't have good or bad days], but [everything is running smoothly|I'm ready to help]! How are you?",
  '[Doing great|Very well], thank you! 😊 What can I [do for you|help you with] today?',
];
const IDENTITY: readonly string[] = [
  "I'm [an AI assistant|an AI language model] [designed|built] to [help with questions, writing, code and ideas|answer questions and help with all kinds of tasks]. [What can I do for you?|How can I help you today?]",
  "I'm [an AI assistant|a virtual assistant]. I can [explain things, draft texts, write code and more|help you write, learn, plan and solve problems]. [Ask me anything!|What would you like to start with?]",
];
const NAMED: readonly string[] = [
  "[I'm|My name is] {name}{role}. [How can I help you today?|What can I do for you?|Nice to meet you!]",
  "[Hello!|Hi!] I'm {name}{role}, [here to help|at your service].",
];
const ROLE_ONLY: readonly string[] = [
  "I'm {article} {role}[, here to help|]. [What would you like to know?|How can I help you today?|Ask me anything!]",
  "[Think of me as|You're talking to] {article} {role}. [What can I do for you?|Where shall we start?]",
];
const ABILITIES: readonly string[] = [
  'I can help with [quite a few things|a wide range of tasks], for example:',
  '[Plenty of things!|Quite a lot!] Here are [some|a few] examples:',
  "Here's a [quick overview|short list] of what I can do:",
];
const SKILLS: readonly string[] = [
  '**Answer questions** on [science, history, technology|many subjects] and more',
  '**Write and edit** emails, articles, stories and [reports|poems]',
  '**Write and explain code** in [Python, JavaScript, SQL|many programming languages] and others',
  '**Summarise and translate** texts',
  '**Brainstorm ideas** for [projects, names or gifts|work and play]',
  '**Plan** trips, meals, [projects|workouts] or study schedules',
  '**Work with data**: explain formulas, shape JSON, [draw up tables|clean up lists]',
  '**Practise with you**: quizzes, interviews, language conversations',
];
const EMPTY: readonly string[] = [
  'It looks like your message [came through empty|is empty]. What would you like to [ask|talk about]?',
  "[Hi there|Hello]! I didn't [get|receive] any text. How can I help you?",
  "I'm [ready when you are|here]. What can I [do for you|help you with]?",
];
const TOOLS: readonly string[] = [
  'I have access to [these|the following] tools:',
  '[Right now|At the moment] I can use [these|the following] tools:',
];
const NO_TOOLS: readonly string[] = [
  "I don't have any [external|special] tools in this conversation, but I can [answer questions, write and reason|help with text, code and ideas] directly.",
];

export const greeting = (ask: Ask, voice: Voice): string => {
  const name = ask.persona.name;
  if (name !== undefined && voice.chance(0.7)) return voice.say(NAMED, { name, role: '' });
  return ask.turns > 1 && voice.chance(0.3)
    ? voice.say('Hello again! What [else can I do for you|would you like to do next]?')
    : voice.say(GREETINGS);
};
export const thanks = (voice: Voice): string => voice.say(THANKS);
export const goodbye = (voice: Voice): string => voice.say(GOODBYES);
export const feeling = (voice: Voice): string => voice.say(FEELINGS);
export const empty = (voice: Voice): string => voice.say(EMPTY);

export function identity({ persona }: Ask, voice: Voice): string {
  const role = persona.role;
  if (persona.name !== undefined)
    return voice.say(NAMED, { name: persona.name, role: role === undefined ? '' : `, your ${role}` });
  return role === undefined ? voice.say(IDENTITY) : voice.say(ROLE_ONLY, { role, article: article(role) });
}

export function abilities(ask: Ask, voice: Voice): string {
  if (ask.wanted.length.unit !== 'normal' || ask.wanted.bare)
    return 'I answer questions, write and edit texts, explain and write code, and help you plan and learn.';
  const skills = voice.sample(SKILLS, voice.int(4, 6)).map((skill) => `- ${voice.say(skill)}`);
  return `${voice.say(ABILITIES)}\n\n${skills.join('\n')}\n\n${voice.say('[What would you like to try first?|Where shall we start?|Just tell me what you need.]')}`;
}

export function tools(ask: Ask, voice: Voice): string {
  const names = ask.tools.filter((name) => name !== '');
  if (names.length === 0) return voice.say(NO_TOOLS);
  if (ask.wanted.length.unit === 'sentences') return `I can use ${joinWords(names.map((name) => `\`${name}\``))}.`;
  return `${voice.say(TOOLS)}\n\n${names.map((name) => `- \`${name}\`: ${wordsOfName(name)}`).join('\n')}`;
}
