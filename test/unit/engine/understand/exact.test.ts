import { describe, expect, it } from 'vitest';
import { readExact } from '../../../../src/engine/understand/exact.ts';

const said = (text: string): string | undefined => {
  const task = readExact(text);
  return task?.kind === 'exact' ? task.text : undefined;
};

describe('readExact', () => {
  it.each([
    ['Reply with exactly one word: pong', 'pong'],
    ['Reply with exactly one word: "pong".', 'pong'],
    ['Please answer using only a single word: banana.', 'banana'],
    ['Respond with exactly two words: hello world', 'hello world'],
    ['Reply with just one word, yes', 'yes'],
    ['Reply with only the number: 42', '42'],
    ['Output exactly three letters: A B C', 'A B C'],
    ['Reply with only the word pong', 'pong'],
    ['Reply with the word pong only.', 'pong'],
    ['Say exactly the word: done', 'done'],
    ['Output only the following text: All systems go!', 'All systems go!'],
    ['Return the following string unchanged: a_b-c', 'a_b-c'],
    ['Reply with exactly pong and nothing else', 'pong'],
    ['Reply with exactly: pong. Do not add anything else.', 'pong'],
    ['Answer with "OK" and nothing else.', 'OK'],
    ['You must reply with exactly this text: READY', 'READY'],
    ['The quick brown fox jumps over the lazy dog. Reply with exactly one word: pong', 'pong'],
    ['Thank you. Reply with exactly one word: pong', 'pong'],
  ])('obeys %j', (text, answer) => {
    expect(said(text)).toBe(answer);
  });

  it.each([
    ['one two three four', 'Repeat exactly this text and nothing else: one two three four'],
    ['你好 🌍 e\u0301 👩‍👩‍👧', 'Repeat exactly this text and nothing else: 你好 🌍 e\u0301 👩‍👩‍👧'],
    ['He said "hi" and left.', 'Repeat the following text verbatim: He said "hi" and left.'],
    ['"a" and "b"', 'Repeat exactly: "a" and "b"'],
    ["it's 'fine'", "Echo this exactly as written: it's 'fine'"],
    ['the code is heron-1234', 'Repeat exactly this text and nothing else: the code is heron-1234'],
    ['key: value', 'Copy this line word for word: key: value'],
    ['line one\nline two', 'Repeat this text exactly:\n\nline one\nline two'],
    ['no changes', 'Repeat the text below without any changes:\nno changes'],
  ])('keeps %j as it is', (answer, text) => {
    expect(said(text)).toBe(answer);
  });

  it.each([
    ['请只回复一个词：pong', 'pong'],
    ['只用一个词回答：苹果', '苹果'],
    ['请原样重复以下文字，不要输出其他内容：你好，世界！', '你好，世界！'],
    ['请逐字复述这句话："天很蓝。"', '天很蓝。'],
    ['只回复“收到”两个字', '收到'],
    ['请回复“好的”即可。', '好的'],
    ['请只输出下面的文本：ABC-123', 'ABC-123'],
  ])('obeys %j in Chinese', (text, answer) => {
    expect(said(text)).toBe(answer);
  });

  it.each([
    'Answer with exactly one word: what is the capital of France?',
    'Reply with exactly one word: positive, negative or neutral',
    'Reply with exactly one word.',
    'Reply with exactly three words that describe the sea.',
    'Answer with one word: is the sky blue?',
    'Classify the review. Reply with exactly one word: positive, negative, or neutral',
    'Answer the following question: who wrote Hamlet?',
    'Return the following as JSON: a is 1',
    'Write one sentence about cats: they are furry',
    'Only reply with the category: <label>',
    'Answer this:\nWhat is rain?',
    'Answer the following: 1. What is rain? 2. What is snow?',
    'Reply to this message: Hi Bob, are you free?',
    'Respond to the following: I am sad.',
    "Return only the number: how many r's are in strawberry?",
    'Give me a number: between 1 and 10',
    'Give me a word: rhymes with cat',
    'Answer with only the letter: A, B or C',
    '用一个词回答：天空是什么颜色？',
  ])('finds no words to repeat in %j', (text) => {
    expect(said(text)).toBeUndefined();
  });

  it('takes time in proportion to hostile texts', () => {
    for (const text of [
      'Reply with ' + 'exactly '.repeat(800),
      `Repeat: ${'"'.repeat(4000)}`,
      `a.\n${'say '.repeat(1500)}:`,
    ])
      expect(() => readExact(text)).not.toThrow();
  });
});
