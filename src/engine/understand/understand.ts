import type { ChatCompletionRequest, Message } from '../../contract/api-types.ts';
import type { Ask, Language, Task, Topic } from './ask.ts';
import { followUp } from './follow-up.ts';
import { hintsOf } from './hints.ts';
import { readInstructions } from './instructions.ts';
import { detectLanguage, instructedLanguage } from './language.ts';
import { bounded, countParts, messageText } from './message-text.ts';
import { readTask } from './read-task.ts';
import type { Reading } from './reading.ts';
import { recogniseEnglish } from './recognise-english.ts';
import type { Scene } from './scene.ts';
import { collectFacts, recalledKey } from './stated-facts.ts';
import { readToolResults } from './tool-results.ts';
import { contentWords, findTopic, keywordsOf, NO_TOPIC, topicOf } from './topic.ts';
import { readWantedOver } from './wanted.ts';
import { wordsOf } from './words.ts';

/** Characters of the previous answer that are kept. */
const PREVIOUS_LIMIT = 600;
/** System messages that are read. */
const SYSTEM_MESSAGES = 8;
const TOOL_NAMES = 128;
/** More words than a bounded text can have. */
const WORD_LIMIT = 4096;

function lastIndexOfRole(messages: readonly Message[], role: Message['role']): number {
  for (let i = messages.length - 1; i >= 0; i--) if (messages[i]?.role === role) return i;
  return -1;
}

function systemText(messages: readonly Message[]): string {
  let text = '';
  let read = 0;
  for (let i = 0; i < messages.length && read < SYSTEM_MESSAGES; i++) {
    const message = messages[i];
    if (message === undefined || (message.role !== 'system' && message.role !== 'developer')) continue;
    text += (text === '' ? '' : '\n') + messageText(message);
    read++;
  }
  return bounded(text);
}

function toolNames(request: ChatCompletionRequest): string[] {
  const { tools } = request;
  if (!Array.isArray(tools)) return [];
  return tools
    .slice(0, TOOL_NAMES)
    .map(
      (tool: { function?: { name?: string }; custom?: { name?: string } }) =>
        tool.function?.name ?? tool.custom?.name ?? '',
    );
}

/** Counts the messages of users, and the images from the last of them on. */
function countUserParts(
  messages: readonly Message[],
  last: number,
): { turns: number; images: number; audio: number; files: number; earlierImages: number } {
  const counts = { turns: 0, images: 0, audio: 0, files: 0, earlierImages: 0 };
  for (const [at, message] of messages.entries()) {
    if (message.role !== 'user') continue;
    counts.turns++;
    if (at < last && typeof message.content !== 'string') counts.earlierImages += countParts(message, 'image_url');
  }
  for (let i = Math.max(0, last); i < messages.length; i++) {
    const message = messages[i];
    if (message === undefined || typeof message.content === 'string') continue;
    counts.images += countParts(message, 'image_url');
    counts.audio += countParts(message, 'input_audio');
    counts.files += countParts(message, 'file');
  }
  return counts;
}

/** Small talk and exact answers have no subject, so none is looked for. */
const WITHOUT_TOPIC: ReadonlySet<Task['kind']> = new Set([
  'empty',
  'greeting',
  'thanks',
  'goodbye',
  'identity',
  'abilities',
  'feeling',
  'exact',
  'count',
  'letters',
  'transform',
  'arithmetic',
  'classify',
  'rewrite',
  'extract',
  'missing',
  'review',
]);

function readTopic(reading: Reading, scene: Scene, request: ChatCompletionRequest): Topic {
  if (WITHOUT_TOPIC.has(reading.task.kind)) return NO_TOPIC;
  if (reading.task.kind === 'statement' && reading.topic === ' ')
    return { ...NO_TOPIC, keywords: contentWords(scene.words) };
  // "Write a poem" leaves the subject to the poet.
  if (reading.task.kind === 'write' && reading.topic?.trim() === '') return NO_TOPIC;
  // An error message is quoted as it is; a colon inside ends nothing.
  if (reading.task.kind === 'problem' && reading.task.error !== '' && reading.topic !== undefined)
    return { phrase: reading.topic, determiner: '', keywords: keywordsOf(reading.topic), plural: false };
  const goesOn = reading.task.kind === 'continue';
  const source = goesOn ? earlierText(request.messages) : scene.text;
  if (goesOn) {
    const earlier = recogniseEnglish(source)?.topic;
    if (earlier !== undefined) return topicOf(earlier, 'en');
  }
  const written: Language = /[一-鿿]/.test(source) && detectLanguage(source) === 'zh' ? 'zh' : 'en';
  const keywords = source === scene.text ? contentWords(scene.words) : keywordsOf(source);
  if (reading.topic !== undefined && reading.topic.trim() !== '') {
    const topic = topicOf(reading.topic, written, keywords);
    if (topic.phrase !== '') return topic;
  }
  return findTopic(source, written, keywords);
}

/** Reads the last message of the user, which may be one half of a question whose other half came before: "and in Berlin?". */
function readTurn(scene: Scene, messages: readonly Message[]): Reading {
  const whole = scene.previous === '' ? undefined : followUp(scene.text, earlierText(messages));
  if (whole === undefined) return readTask(scene);
  const lower = whole.toLowerCase();
  const words = wordsOf(lower, WORD_LIMIT);
  const reading = readTask({ ...scene, text: whole, lower, words, hints: hintsOf(words) });
  return { ...reading, topic: reading.topic ?? findTopic(whole, scene.language).phrase };
}

/** The user's words before the last ones: what "continue" and "more" go on from. */
function earlierText(messages: readonly Message[]): string {
  const last = lastIndexOfRole(messages, 'user');
  const before = lastIndexOfRole(messages.slice(0, Math.max(0, last)), 'user');
  const message = messages[before];
  return message === undefined ? '' : messageText(message);
}

/**
 * Reads a conversation: what is asked, about what, in which language, how long. The work does not grow with the length of the
 * texts (only their beginnings and ends are read) and grows by one cheap step a message.
 * @example understand({ model: 'm', messages: [{ role: 'user', content: 'What is 2+2?' }] }).task // { kind: 'arithmetic', … }
 */
export function understand(request: ChatCompletionRequest): Ask {
  const { messages } = request;
  const last = lastIndexOfRole(messages, 'user');
  const message = messages[last];
  const text = message === undefined ? '' : messageText(message);
  const system = systemText(messages);
  const instructions = readInstructions(system);
  const answered = messages[lastIndexOfRole(messages, 'assistant')];
  const { turns, images, audio, files, earlierImages } = countUserParts(messages, last);
  const previous = answered === undefined ? '' : messageText(answered, PREVIOUS_LIMIT, 0);
  const lower = text.toLowerCase();
  const facts = collectFacts(messages, recalledKey(lower) !== undefined);
  const words = wordsOf(lower, WORD_LIMIT);
  const hints = hintsOf(words);
  const own = (): Language => (text === '' ? detectLanguage(system) : detectLanguage(text, words));
  const language = instructedLanguage(text) ?? instructions.language ?? own();
  const scene: Scene = {
    text,
    lower,
    words,
    hints,
    system,
    instructions,
    language,
    previous,
    facts,
    images,
    audio,
    files,
    earlierImages,
  };
  const reading = readTurn(scene, messages);
  return {
    text,
    system,
    language,
    task: reading.task,
    topic: readTopic(reading, scene, request),
    wanted: readWantedOver(text, instructions.wanted, hints),
    persona: instructions.persona,
    facts,
    turns,
    previousAnswer: previous,
    images,
    tools: toolNames(request),
    toolResults: readToolResults(messages),
  };
}
