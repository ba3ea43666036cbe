import type { ChatCompletionRequest, Message } from '../../contract/api-types.ts';
import { createFacts, type Facts } from '../values/facts.ts';
import { detectLanguage, instructedLanguage, type Language } from './language.ts';
import { countParts, messageText } from './message-text.ts';
import { hasContract, isOrder, isPlainOrder, isQuestion } from './orders.ts';
import { roleOfLabel } from './label.ts';
import { isReminder } from './reminder.ts';
import { segmentsOf, withoutLabel, type Author, type Segment } from './segment.ts';
import { shotsOf, type Shot } from './shots.ts';
import { statedDay } from './stated-day.ts';
import { sentencesOf, wordsOf } from './text.ts';
import { readToolResults, type ToolResult } from './tool-result.ts';
import { anyOf, hasAny } from '../has-words.ts';
import { WORDS } from '../words.ts';

/** A message, read. */
export interface Turn {
  readonly author: Author;
  readonly text: string;
  /** Index of the message in the request. */
  readonly message: number;
}

/**
 * All that the engine knows of a request. It is made once; text, tools and JSON take the same, so that they say the same.
 */
export interface Brief {
  /** Every message in order, with bounded text. */
  readonly turns: readonly Turn[];
  /** The message that the answer is for: the last of the user's that asks something, else the last of the instructions. */
  readonly asked: Turn;
  /** All instructions of the system and the developer. */
  readonly system: string;
  /** Segments of the instructions and of the message asked, in order. */
  readonly segments: readonly Segment[];
  /** What tells the form of the answer: orders, templates, options and bare questions, without material and examples. */
  readonly orders: string;
  /** What the orders are about. */
  readonly input: string;
  /** The question that is asked, or the input. */
  readonly question: string;
  /** Label that waits for the answer at the end of the message, `''` where there is none. */
  readonly slot: string;
  /** Texts that the messages show as examples. */
  readonly examples: readonly string[];
  /** Examples, in the text or as earlier turns. */
  readonly shots: readonly Shot[];
  /** Results of tools since the message asked. */
  readonly results: readonly ToolResult[];
  /** Images of the messages after the last answer. */
  readonly images: number;
  /** The language that the answer is to have. */
  readonly language: Language;
  /** Seconds since 1970 of the day that the prompt calls today. */
  readonly now: number | undefined;
  /** What the input speaks of; found when first asked for. */
  readonly facts: () => Facts;
}

const AUTHORS: Readonly<Record<Message['role'], Author>> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
};
const NO_TURN: Turn = { author: 'user', text: '', message: -1 };
/** Messages that are read in full; of longer conversations, the first and the last. */
const FIRST = 64;
const LAST = 512;
const REASK =
  /^\W*(?:invalid|error|your (?:answer|output|json|reply|response) (?:was|is|did|does|has|could)|that (?:is|was) not)\b[\s\S]{0,400}\b(?:again|correct\w*|valid|fix|retry)\b|\bvalidation (?:error|failed)|\bfix the (?:errors?|json)|\binvalid json\b|\bcould not (?:be )?pars|\bfailed to parse\b|\bcorrect the (?:errors?|json|format)|\bnot valid json\b|recall the function correctly/i;

const FAILED = anyOf(
  'fail* error invalid unparsable malformed wrong_form wrong_format not_valid not_parse* expected expecting mismatch violat*',
);
/** Longest piece of a message that is taken for a remark among orders. */
const MAX_REMARK = 400;
const BARE = new Set<Segment['kind']>(['words', 'list']);
const CHOICES = /\([^()]*[,/|][^()]*\)$/;
const AGAIN = anyOf(WORDS.cues.briefAgain);

/** Whether a message only complains of the form of the answer before it: what failed, and the wish for another try. */
function isComplaint(text: string): boolean {
  const head = text.slice(0, 2000);
  return REASK.test(head) || (FAILED.test(head.slice(0, 300)) && AGAIN.test(head) && !/[?？]\s*$/.test(head));
}

function readTurns(messages: readonly Message[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (let at = 0; at < messages.length; at++) {
    if (at === FIRST && messages.length > FIRST + LAST) at = messages.length - LAST;
    const message = messages[at];
    if (message !== undefined) turns.push({ author: AUTHORS[message.role], text: messageText(message), message: at });
  }
  return turns;
}

/** The user's last message that asks something, passing over reminders behind the results of tools. */
function askedTurn(turns: readonly Turn[]): Turn {
  for (let at = turns.length - 1; at >= 0; at--) {
    const turn = turns[at];
    if (turn?.author !== 'user') continue;
    const earlier = turns.slice(0, at).some(({ author }) => author === 'user');
    const behindResult = turns.slice(0, at).findLast(({ author }) => author !== 'system')?.author === 'tool';
    // A complaint about an answer asks for the same again.
    if (earlier && isComplaint(turn.text) && turns[at - 1]?.author === 'assistant') continue;
    if (!(behindResult && earlier && isReminder(turn.text))) return turn;
  }
  return turns.findLast(({ author }) => author === 'system') ?? turns.at(-1) ?? NO_TURN;
}

const ORDERING = new Set<Segment['role']>(['orders', 'template', 'options', 'tools', 'slot']);

/** A segment as it stood in its message, so that forms are read as they were shown. */
function surface({ kind, label, lang, text, role }: Segment): string {
  switch (kind) {
    case 'fence':
      return `${label === '' ? '' : `${label}\n`}\`\`\`${lang}\n${text}\n\`\`\``;
    case 'tag':
      return `<${label}>${text}</${label}>`;
    case 'labelled':
      return role === 'options' || role === 'tools' || (role === 'orders' && !text.startsWith(label))
        ? `${label}: ${text}`
        : text;
    default:
      return text;
  }
}

/** An earlier message that asks for something stands for all later ones that only bring more of it. */
function standingOrders(turns: readonly Turn[], asked: Turn): readonly Segment[] {
  for (const turn of turns.toReversed()) {
    if (turn.message >= asked.message || turn.author !== 'user') continue;
    const segments = segmentsOf(turn.text, 'user', turn.message).filter(({ role }) => ORDERING.has(role));
    if (segments.length > 0) return segments;
  }
  return [];
}

/**
 * A task that stands beside a contract is what the contract is applied to: "Write a function" below "Name the worker who acts
 * next" is no order to write.
 */
function asMaterial(own: readonly Segment[], above: readonly Segment[]): readonly Segment[] {
  if (own.some(({ role }) => role === 'material' || role === 'question' || role === 'history')) return own;
  const isTask = ({ role, text, kind }: Segment): boolean =>
    role === 'orders' && kind === 'words' && !isPlainOrder(text) && !hasContract(text);
  const ruled = above.some(({ role, text }) => role !== 'material' && (role !== 'orders' || hasContract(text)));
  const last = own.findLastIndex(isTask);
  return own.map((segment, at) =>
    isTask(segment) && (ruled || (at === last && at > 0 && own.slice(0, at).some(({ text }) => hasContract(text))))
      ? { ...segment, role: 'material' as const }
      : segment,
  );
}

const GIVEN = new Set<Segment['role']>(['material', 'question', 'history']);

const BLOCKS = new Set<Segment['kind']>(['between', 'fence', 'tag']);

/** Words among the orders, before the text that is given under a label, belong to the orders: "Skip what is unclear." */
function withRemarks(own: readonly Segment[]): readonly Segment[] {
  const given = own.findIndex(
    ({ role, kind, label, text }) =>
      GIVEN.has(role) &&
      (BLOCKS.has(kind) ||
        (kind === 'labelled' && text.trim() !== '' && roleOfLabel(label) !== 'other' && !hasAny(label, 'note notes'))),
  );
  const block = BLOCKS.has(own[given]?.kind ?? 'words');
  const first = own.findIndex(({ role }) => role === 'orders');
  if (first < 0 || given < first) return own;
  return own.map((segment, at) =>
    at < given &&
    (at > first || block || segment.text.length < 40) &&
    segment.role === 'material' &&
    BARE.has(segment.kind) &&
    segment.label === '' &&
    !/[:：]\s*$/.test(own[at - 1]?.text ?? '') &&
    segment.text.length < MAX_REMARK
      ? { ...segment, role: 'orders' as const }
      : segment,
  );
}

function inputOf(own: readonly Segment[], asked: Turn): string {
  // "Hi, Sven here. Please send 4 mugs.": where nothing says how to answer, all of it is what the answer is about.
  const told =
    own.every(({ kind, role }) => kind === 'words' && role !== 'question') &&
    own.some(({ role }) => role === 'material');
  const first = own[0]?.role === 'material';
  if (told && first && !own.some(({ role, text }) => role === 'orders' && hasContract(text))) return asked.text;
  const material = own.filter(({ role }) => role === 'material' || role === 'history');
  // "Ribosomes: build proteins.": several lines with names of their own are told of by these.
  const named = material.filter(
    ({ kind, label, text }) =>
      kind === 'labelled' && roleOfLabel(label) === 'other' && wordsOf(text).length > 1 && /[.!?]$/.test(text),
  ).length;
  if (material.length > 0)
    return material
      .map(({ text, label, role, kind }) =>
        kind === 'labelled' &&
        (role === 'history' ||
          /\d{3}/.test(label) ||
          (roleOfLabel(label) === 'other' &&
            (/\d/.test(label) || label.split(' ').length > 3 || named > 1) &&
            !isOrder(label) &&
            !text.startsWith(label)))
          ? `${label}: ${text}`
          : text,
      )
      .join('\n\n');
  const question = own.findLast(({ role }) => role === 'question');
  if (question !== undefined) return question.text;
  // What stands last under a label of its own is what the orders are about.
  const last = own.at(-1);
  if (last?.kind === 'labelled' && last.role === 'orders' && own.length > 1 && !hasContract(last.text)) {
    const text = withoutLabel(last);
    if (wordsOf(text).length > 2 && roleOfLabel(last.label) === 'other') return text;
  }
  const shown = own.filter(({ role }) => role === 'template');
  return shown.reduce((text, one) => text.replace(one.text, ''), asked.text).trim() || asked.text;
}

/** "…most relevant to the question: 'How do I …?'" */
const QUOTED_QUESTION =
  /\bquestion:?\s+(?:'([^\n]{6,300}\?)'|"([^"\n]{6,300}\?)")|\[question\]\s?([^[\]\n]{6,300})\[\/question\]/i;
const INDIRECT =
  /\b(?:say|tell (?:me|us)|find out|find|state|work out) ((?:when|who|whose|where|which|why|how (?:many|much|long|old|far))\b[^.\n]{6,200})/i;

function questionOf(own: readonly Segment[], input: string): string {
  const asked = own.filter(({ role }) => role === 'question');
  if (asked.length > 0) return asked.map(({ text }) => text).join('\n');
  const orders = own.filter(({ role }) => role === 'orders').flatMap(({ text }) => sentencesOf(text));
  const quoted = own
    .flatMap(({ role, text }) => (role === 'orders' ? (QUOTED_QUESTION.exec(text)?.slice(1).find(Boolean) ?? []) : []))
    .at(-1);
  if (quoted !== undefined) return quoted;
  // "Say when the bridge was finished": an order that holds a question.
  const indirect = orders.flatMap((sentence) => INDIRECT.exec(sentence)?.[1] ?? []).at(-1);
  return orders.findLast(isQuestion) ?? indirect ?? sentencesOf(input).findLast(isQuestion) ?? input;
}

function pairedTurns(turns: readonly Turn[], asked: Turn): readonly Shot[] {
  const shots: Shot[] = [];
  for (let at = 1; at < turns.length; at++) {
    const [input, output] = [turns[at - 1], turns[at]];
    if (
      input?.author === 'user' &&
      output?.author === 'assistant' &&
      output.text !== '' &&
      output.message < asked.message
    )
      shots.push({ input: input.text, output: output.text });
  }
  return shots;
}

function lazy<T>(make: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => (done ??= { value: make() }).value;
}

/**
 * Reads a request: cuts the messages into segments, tells orders from what they are about, and finds the question, the
 * examples and the results of tools.
 *
 * @example readBrief({ model: 'gpt-5.1', messages: [{ role: 'user', content: 'Is it hot? Yes or no.' }] }).question // 'Is it hot?'
 */
export function readBrief(request: ChatCompletionRequest): Brief {
  const { messages } = request;
  const turns = readTurns(messages);
  const asked = askedTurn(turns);
  const instructions = turns.filter(({ author, message }) => author === 'system' && message !== asked.message);
  const above = instructions.flatMap(({ text, message }) => segmentsOf(text, 'system', message));
  const shown = segmentsOf(asked.text, 'user', asked.message);
  const shots = shotsOf([...above, ...shown]);
  const read = shown.filter(
    ({ label, role }, at) =>
      role !== 'example' && (shots.length === 0 || at >= shown.length - 2 || label === '' || !isShot(shown, at)),
  );
  const standing = read.some(({ role }) => ORDERING.has(role)) || above.length > 0 ? [] : standingOrders(turns, asked);
  const own = asMaterial(withRemarks(read), [...above, ...standing]);
  const segments = [...above, ...standing, ...own];
  // A message that tells nothing plainly may still tell it tersely: "spam or ham?", "Five animals, commas between".
  const told = segments.some(
    ({ role }) => role === 'orders' || role === 'template' || role === 'options' || role === 'tools',
  );
  const terse = told ? [] : own.filter(({ role, kind }) => kind === 'words' && role === 'material').slice(0, 2);
  const orders = segments.filter(
    ({ role, author }) => ORDERING.has(role) || (role === 'question' && author === 'user'),
  );
  const input = inputOf(own, asked);
  const question = questionOf(own, input);
  const system = instructions.map(({ text }) => text).join('\n\n');
  // A label may list what the answer is chosen from: "Mood of the tweet (joy, anger, fear):".
  const listed = own.filter(({ kind, label }) => kind === 'labelled' && CHOICES.test(label));
  const slot = own.findLast(({ role }) => role === 'slot')?.label ?? '';
  const words = [
    ...orders.map(surface),
    ...(CHOICES.test(slot) ? [slot] : []),
    ...(told ? [] : listed.map(({ label }) => label)),
    ...terse.map(({ text }) => text.slice(0, 600)),
  ].join('\n');
  return {
    turns,
    asked,
    system,
    segments,
    orders: words,
    input,
    question,
    slot,
    shots: shots.length > 0 ? shots : pairedTurns(turns, asked),
    examples: [...above, ...shown].flatMap(({ role, text }) => (role === 'example' ? [text] : [])),
    results: readToolResults(messages, asked.author === 'user' ? asked.message : messages.length),
    images: messages
      .slice(messages.findLastIndex(({ role }) => role === 'assistant') + 1)
      .reduce((sum, one) => sum + countParts(one, 'image_url'), 0),
    language: instructedLanguage(words) ?? detectLanguage(ownWords(own, asked)),
    now: statedDay(
      system === '' ? asked.text.slice(0, 8000) : `${system.slice(0, 16_000)}\n${asked.text.slice(0, 8000)}`,
    ),
    facts: lazy(() => createFacts(input)),
  };
}

/** The words that the user wrote to the assistant, which show the language of the answer. */
function ownWords(own: readonly Segment[], asked: Turn): string {
  const spoken = own
    .filter(({ role }) => role === 'orders' || role === 'question')
    .map(({ text }) => text)
    .join('\n');
  return spoken === '' ? asked.text : spoken;
}

/** Whether a labelled segment belongs to the examples that the end of the message repeats. */
function isShot(segments: readonly Segment[], at: number): boolean {
  const names = [segments.at(-1)?.label.toLowerCase(), segments.at(-2)?.label.toLowerCase()];
  return names.includes(segments[at]?.label.toLowerCase());
}
