import { drawsFrom, notes, pick } from './natural-text.ts';
import type { Probe } from './probe.ts';
import { ask, user, type ProbeMessage } from './request-body.ts';
import { alternately, series, type Write } from './series.ts';

/** What a secret word of the text may be called. */
const THINGS = ['booking code', 'door code', 'access code', 'locker code', 'gate code'] as const;

/** Tokens of an answer that is one word. */
const WORD = 24;

export const assistant = (content: string): ProbeMessage => ({ role: 'assistant', content });
const question = (thing: string): ProbeMessage => user(`What is the ${thing}? Reply with it alone.`);
const NOTED = assistant('I have noted that.');

/** Where the word stands, in turn: what is cut off is cut off somewhere. */
const PLACES = [0.06, 'own message', 0.5, 0.06, 'own message', 0.5, 0.06, 0.97, 0.06] as const;

/** A word in notes of so many sentences. */
const needle =
  (sentences: number): Write =>
  (context, draw, index, more) => {
    const thing = pick(THINGS, draw);
    const fact = `The ${thing} is ${context.nonce}.`;
    const place = PLACES[index % PLACES.length] ?? 0.5;
    if (place === 'own message') {
      const half = (): ProbeMessage => user(notes(Math.ceil(sentences / 2), draw));
      return ask(context, [half(), NOTED, user(fact), NOTED, half(), NOTED, question(thing)], WORD, more);
    }
    const before = Math.floor(sentences * place);
    const text = `${notes(before, draw)} ${fact} ${notes(sentences - before, draw)}`.trim();
    const asked = `What is the ${thing}? Reply with it alone.`;
    return ask(context, [user(`These are my notes.\n\n${text}\n\n${asked}`)], WORD, more);
  };

/** A conversation that has the word in its first message, or in the middle. */
const talk =
  (turns: number, sentences: number): Write =>
  (context, draw, index, more) => {
    const thing = pick(THINGS, draw);
    const between = Array.from({ length: turns }, () => [
      user(`${notes(2, draw)} Was anything late?`),
      assistant(`Yes. ${notes(sentences, draw)}`),
    ]);
    const told = [user(`Remember the ${thing} ${context.nonce}.`), assistant('I will remember it.')];
    const at = alternately(index) ? Math.ceil(turns / 2) : 0;
    return ask(context, [...between.toSpliced(at, 0, told).flat(), question(thing)], WORD, more);
  };

const instructed =
  (sentences: number): Write =>
  (context, draw, _index, more) => {
    const thing = pick(THINGS, draw);
    const half = Math.ceil(sentences / 2);
    const text = `You help at the front desk. Answer only from these notes.\n\n${notes(half, draw)} The ${thing} is ${context.nonce}. ${notes(half, draw)}`;
    return ask(context, [{ role: 'system', content: text }, question(thing)], WORD, more);
  };

const repeatOrder = (text: string): ProbeMessage => user(`Repeat exactly this text and nothing else: ${text}`);
const echo: Write = (context, _draw, _index, more) =>
  ask(context, [repeatOrder(`the parcel ${context.nonce} is here`)], WORD, more);

/** The cheap requests of the run: an echo, a word of a text, of a conversation, of the system message. */
const KINDS = [echo, needle(3), talk(0, 0), instructed(2)] as const;

/** Which of the short questions are about the system message. */
export const SYSTEM_SAMPLE = 3;

const sample: Write = (context, draw, index, more) =>
  (KINDS[index % KINDS.length] ?? echo)(context, draw, Math.floor(index / KINDS.length), more);

const LONG_TALK = Array.from({ length: 4 }, (_, turn) => [
  user(`${notes(12, drawsFrom(`cache/${turn}`))} Was anything late?`),
  assistant(`Yes. ${notes(24, drawsFrom(`cache/answer/${turn}`))}`),
]).flat();

/** The same long beginning again and again. */
const again: Write = (context, _draw, _index, more) =>
  ask(context, [...LONG_TALK, repeatOrder(`noted as ${context.nonce}`)], WORD, more);

const common = { visible: WORD, streams: alternately } as const;
/** As a stream at either place. */
const inPairs = { visible: WORD, streams: (index: number): boolean => alternately(Math.floor(index / 2)) } as const;

/** Questions whose answer is a word of the request: a model that did not get all of it, or a cached answer, misses it. */
export const recallProbes: readonly Probe[] = [
  ...series({
    id: 'sample',
    title: 'one of many short questions',
    count: 80,
    visible: WORD,
    streams: (index) => alternately(Math.floor(index / KINDS.length)),
    write: sample,
  }),
  ...series({ id: 'long.600', title: 'a word in a text of 600 tokens', count: 9, ...common, write: needle(32) }),
  ...series({ id: 'long.2500', title: 'a word in a text of 2,500 tokens', count: 8, ...common, write: needle(138) }),
  ...series({ id: 'long.9000', title: 'a word in a text of 9,000 tokens', count: 6, ...common, write: needle(530) }),
  ...series({ id: 'talk.short', title: 'a word from twelve messages ago', count: 8, ...inPairs, write: talk(5, 1) }),
  ...series({ id: 'talk.long', title: 'the same in long messages', count: 8, ...inPairs, write: talk(5, 11) }),
  ...series({ id: 'instructed', title: 'a word of a long system message', count: 8, ...common, write: instructed(60) }),
  ...series({ id: 'again', title: 'a long beginning once more', count: 5, visible: WORD, write: again }),
];
