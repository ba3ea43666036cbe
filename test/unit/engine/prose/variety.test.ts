// Proves src/engine/prose/: seeds and questions give different answers.
import { describe, expect, it } from 'vitest';
import { answersTo } from './ask-about.ts';

const OPEN_PROMPTS = [
  'What is machine learning?',
  'Explain quantum computing in two sentences',
  'How do I cross the river?',
  'Why is the sky blue?',
  'Compare Python and Go',
  'list three benefits of exercise',
  'give me 5 startup ideas',
  'write a haiku about autumn',
  'Write a short poem about the sea',
  'Write a story about a dragon',
  'write an email to my boss asking for a day off',
  'Is Python a good first language?',
  'I love hiking in the mountains on weekends',
  'What should I cook for dinner tonight?',
  'Book a flight from New York to London',
  '解释一下机器学习',
  '写一首关于秋天的诗',
  'write a python function that sorts a list',
];

describe('variety', () => {
  it.each(OPEN_PROMPTS)('gives at least 15 different answers to %j in 20 seeds', (prompt) => {
    expect(new Set(answersTo(prompt, 20)).size).toBeGreaterThanOrEqual(15);
  });

  it('greets in at least eight ways in 20 seeds', () => {
    expect(new Set(answersTo('hello', 20)).size).toBeGreaterThanOrEqual(8);
  });

  it('uses prose, lists, headings and emoji for one prompt, now and then each', () => {
    const answers = answersTo('Tell me about the history of Rome', 200);
    for (const pattern of [/^- /m, /^\d\. /m, /\n\n/, /\p{Extended_Pictographic}/u, /^[^\n]+$/]) {
      expect(answers.filter((answer) => pattern.test(answer)).length).toBeGreaterThan(1);
    }
    expect(answersTo('Tell me about Rome', 40, { verbosity: 'high' }).some((answer) => /^## /m.test(answer))).toBe(
      true,
    );
  });

  it('differs more between seeds the higher the temperature is', () => {
    const distinct = [0, 0.05, 1].map((temperature) => new Set(answersTo('hello', 60, { temperature })).size);
    expect(distinct[0]).toBe(1);
    expect(distinct[1]).toBeGreaterThan(1);
    expect(distinct[2]).toBeGreaterThan(distinct[1] ?? Infinity);
  });

  it('varies the length of answers to one prompt at least threefold', () => {
    const lengths = answersTo('What is a volcano?', 60).map((answer) => answer.length);
    expect(Math.max(...lengths)).toBeGreaterThan(3 * Math.min(...lengths));
  });
});
