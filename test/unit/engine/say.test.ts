import { describe, expect, test } from 'vitest';
import type { Draft } from '../../../src/engine/draft.ts';
import { createPacing } from '../../../src/engine/pacing.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { speak, type Limits, type Spoken } from '../../../src/engine/say.ts';
import { tokenizer } from '../../support/tokenizer.ts';

const TIMING = {
  first_token_ms: { median: 100, sigma: 0.2 },
  token_ms: { median: 10, sigma: 0.3 },
  reasoning_token_ms: { median: 5, sigma: 0.3 },
};
const FREE: Limits = {
  maxTokens: Infinity,
  stops: [],
  topLogprobs: undefined,
  drawnTokens: Infinity,
  reasoningStep: 64,
  whole: false,
};

const say = (draft: Partial<Draft>, limits: Partial<Limits> = {}): Spoken => {
  const random = createRandom('test');
  const whole: Draft = { hiddenReasoningTokens: 0, says: 'text', text: '', calls: [], ...draft };
  return speak(whole, 0, 0, { ...FREE, ...limits }, { tokenizer, pacing: createPacing(TIMING, random), random });
};

const wordsOf = ({ events }: Spoken, type: 'text' | 'reasoning' | 'tool-args' = 'text'): string =>
  events.map((event) => (event.type === type ? event.text : '')).join('');
const reasonOf = ({ events }: Spoken): string | undefined =>
  events.flatMap((event) => (event.type === 'finish' ? [event.reason] : [])).join();

const SENTENCE = 'The quick brown fox jumps over the lazy dog, and then it sleeps.';

describe('a text', () => {
  test('is spoken in token pieces that join to the text', () => {
    const spoken = say({ text: SENTENCE });
    expect(wordsOf(spoken)).toBe(SENTENCE);
    expect(spoken.textTokens).toBe(tokenizer.count(SENTENCE));
    expect(spoken.events.filter((event) => event.type === 'text')).toHaveLength(spoken.textTokens);
    expect(reasonOf(spoken)).toBe('stop');
  });

  test('never splits a character over two pieces', () => {
    const spoken = say({ text: '👩‍👩‍👧 𝒳 你好 e\u0301 🇨🇳' });
    const pieces = spoken.events.flatMap((event) => (event.type === 'text' ? [event.text] : []));
    expect(pieces.filter((piece) => piece.includes('\uFFFD'))).toEqual([]);
    expect(wordsOf(spoken)).toBe('👩‍👩‍👧 𝒳 你好 e\u0301 🇨🇳');
  });

  test.each([1, 2, 5, 10])('ends with length at exactly %i tokens', (maxTokens) => {
    const spoken = say({ text: SENTENCE }, { maxTokens });
    expect([spoken.textTokens, reasonOf(spoken), spoken.exhausted]).toEqual([maxTokens, 'length', true]);
    expect(tokenizer.count(wordsOf(spoken))).toBe(maxTokens);
    expect(SENTENCE.startsWith(wordsOf(spoken))).toBe(true);
  });

  test('counts the tokens of a character that did not fit, and leaves it out', () => {
    const spoken = say({ text: '𝒳𝒴𝒵' }, { maxTokens: 1 });
    expect([wordsOf(spoken), spoken.textTokens, reasonOf(spoken)]).toEqual(['', 1, 'length']);
  });

  test('is complete when it has just as many tokens as are allowed', () => {
    const spoken = say({ text: SENTENCE }, { maxTokens: tokenizer.count(SENTENCE) });
    expect([wordsOf(spoken), reasonOf(spoken)]).toEqual([SENTENCE, 'stop']);
  });

  test.each([
    ['fox', 'The quick brown '],
    ['ick br', 'The qu'],
    ['The', ''],
  ])('ends before the stop sequence %j, also inside a token and across tokens', (stop, rest) => {
    const spoken = say({ text: SENTENCE }, { stops: ['nowhere', stop] });
    expect([wordsOf(spoken), reasonOf(spoken), spoken.exhausted]).toEqual([rest, 'stop', false]);
  });

  test('prefers length when the limit comes before the stop sequence', () => {
    expect(reasonOf(say({ text: SENTENCE }, { maxTokens: 2, stops: ['dog'] }))).toBe('length');
  });

  test('carries logprobs for each token, with bytes that make the text', () => {
    const text = 'Hi 🌍𝒳!';
    const { events } = say({ text }, { topLogprobs: 3 });
    const entries = events.flatMap((event) => (event.type === 'text' ? (event.logprobs?.(event) ?? []) : []));
    expect(new TextDecoder().decode(new Uint8Array(entries.flatMap((entry) => entry.bytes ?? [])))).toBe(text);
    for (const { logprob, token, top_logprobs: top } of entries) {
      expect(top.map((one) => one.logprob)).toEqual(top.map((one) => one.logprob).toSorted((a, b) => b - a));
      expect(top[0]).toMatchObject({ token, logprob });
      expect(new Set(top.map((one) => one.token)).size).toBe(3);
      expect(top.reduce((total, one) => total + Math.exp(one.logprob), 0)).toBeLessThanOrEqual(1.000_01);
    }
  });
});

describe('reasoning', () => {
  test('comes before the text and is counted in steps', () => {
    const spoken = say({ reasoning: 'Let me think.', text: 'Done.' });
    const kinds = spoken.events.map((event) => event.type);
    expect(kinds.lastIndexOf('reasoning')).toBeLessThan(kinds.indexOf('text'));
    expect([wordsOf(spoken, 'reasoning'), spoken.reasoningTokens]).toEqual(['Let me think.', 64]);
  });

  test('may use up the whole limit, and then nothing is said', () => {
    const spoken = say({ reasoning: SENTENCE.repeat(20), text: 'Done.' }, { maxTokens: 50 });
    expect([wordsOf(spoken), spoken.reasoningTokens, reasonOf(spoken)]).toEqual(['', 50, 'length']);
    expect(tokenizer.count(wordsOf(spoken, 'reasoning'))).toBe(50);
  });

  test('that is hidden delays the first event', () => {
    const [late, early] = [200, 0].map((tokens) => say({ hiddenReasoningTokens: tokens, text: 'x' }).events[0]?.wait);
    expect((late ?? 0) - (early ?? 0)).toBe(1000);
  });
});

const call = (name: string, input: string) => ({ tool: 'function', name, input }) as const;

describe('tool calls', () => {
  test('are opened in order and their arguments come in token pieces', () => {
    const calls = [call('f', '{"city":"Tokyo"}'), call('g', '{}')];
    const { events, toolCalls } = say({ says: 'calls', calls });
    expect(
      events.flatMap((event) => (event.type === 'tool-open' ? [[event.index, event.call, event.name]] : [])),
    ).toEqual([
      [0, 0, 'f'],
      [1, 1, 'g'],
    ]);
    expect(toolCalls.map((one) => one.argsTokens)).toEqual(calls.map(({ input }) => tokenizer.count(input)));
    expect(events.at(-1)).toMatchObject({ type: 'finish', reason: 'tool_calls' });
  });

  test('are cut by the limit like text', () => {
    const spoken = say({ says: 'calls', calls: [call('get_weather', '{"location":"Tokyo"}')] }, { maxTokens: 4 });
    expect([reasonOf(spoken), spoken.exhausted]).toEqual(['length', true]);
    expect('{"location":"Tokyo"}'.startsWith(wordsOf(spoken, 'tool-args'))).toBe(true);
  });

  // A limit of one token used to begin the call and to bill less than its name.
  test('are not begun where the limit cuts their name', () => {
    const { events, toolCalls, exhausted } = say(
      { says: 'calls', calls: [call('get_weather', '{}')] },
      { maxTokens: 1 },
    );
    expect(events.map((event) => event.type)).toEqual(['role', 'finish']);
    expect([toolCalls, exhausted]).toEqual([[], true]);
  });

  test('of the deprecated kind finish with function_call', () => {
    expect(reasonOf(say({ says: 'calls', calls: [{ tool: 'legacy', name: 'f', input: '{}' }] }))).toBe('function_call');
  });
});

test('given logprobs are sent one a token, and none is lost where they cut the text differently', () => {
  const entry = (token: string) => ({ token, logprob: -1, bytes: null, top_logprobs: [] });
  const given = ['a', 'a', 'a', 'a', 'a'].map(entry);
  const { events } = say({ text: ' a a a' }, { topLogprobs: 0, logprobs: given });
  const counts = events.flatMap((event) => (event.type === 'text' ? [event.logprobs?.(event).length] : []));
  expect(counts).toEqual([1, 1, 3]);
});

test('a text that nobody sees the pieces of comes whole, with the same tokens and the same time', () => {
  const [whole, pieces] = [true, false].map((one) => say({ text: SENTENCE }, { whole: one }));
  const time = (spoken: Spoken | undefined): number => spoken?.events.reduce((sum, event) => sum + event.wait, 0) ?? 0;
  expect(whole?.events.filter((event) => event.type === 'text')).toHaveLength(1);
  expect([whole?.textTokens, time(whole)]).toEqual([pieces?.textTokens, time(pieces)]);
});
