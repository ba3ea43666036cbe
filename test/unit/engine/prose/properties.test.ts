// Proves src/engine/prose/: what holds for every answer.
import { assert, constantFrom, oneof, property, string, uuid } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeAnswer } from '../../../../src/engine/prose/compose-answer.ts';
import { composeReasoning } from '../../../../src/engine/prose/compose-reasoning.ts';
import { composeRefusal } from '../../../../src/engine/prose/compose-refusal.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { answersTo, askAbout } from './ask-about.ts';

const LEADS = [
  '',
  'What is ',
  'How do I ',
  'Why is ',
  'Tell me a joke about ',
  'List 4 ',
  'Compare a and ',
  'Write a story about ',
  'write code for ',
  'translate ',
  '请解释',
  'Is ',
  'Summarize ',
  'Say ',
  'email about ',
];
const weird = oneof(
  string({ unit: 'binary', maxLength: 300 }),
  string({ unit: 'grapheme', maxLength: 200 }),
  constantFrom(
    '\ud800',
    '\0',
    '{topic}',
    '[a|b]',
    '👩‍👩‍👧',
    ' ',
    '$&',
    '$1',
    '`',
    '"""',
    'constructor',
    '__proto__',
    '\u202e',
  ),
);
const OPTIONS = { temperature: 1, verbosity: 'medium', images: [] } as const;
const RUNS = { seed: 4, numRuns: 1200 };

describe('composed text', () => {
  it('is never empty, well formed and the same for the same seed, whatever the prompt', () => {
    assert(
      property(constantFrom(...LEADS), weird, uuid(), (lead, tail, seed) => {
        const ask = askAbout(lead + tail);
        const answer = composeAnswer(ask, createRandom(seed), OPTIONS);
        expect(answer.trim()).not.toBe('');
        expect(answer.isWellFormed()).toBe(true);
        expect(composeAnswer(askAbout(lead + tail), createRandom(seed), OPTIONS)).toBe(answer);
        expect(composeReasoning(ask, createRandom(seed), 'low').trim()).not.toBe('');
        composeRefusal(ask, createRandom(seed));
      }),
      RUNS,
    );
  });

  it('survives weird system messages', () => {
    assert(
      property(weird, weird, (system, text) => {
        expect(composeAnswer(askAbout(text, `You are ${system}`), createRandom('1'), OPTIONS)).not.toBe('');
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  const TOPICAL = [
    'What is photosynthesis?',
    'Tell me about photosynthesis',
    'Explain photosynthesis',
    'Write an essay about photosynthesis',
    'Write a poem about photosynthesis',
    'List three facts about photosynthesis',
    'Is photosynthesis important?',
    'Tell me a joke about photosynthesis',
    'Should I study photosynthesis?',
    'Summarize photosynthesis',
    'Write a tagline for photosynthesis',
    'Write a story about photosynthesis',
  ];

  it.each(TOPICAL)('mentions the topic of %j for nearly every seed', (prompt) => {
    const answers = answersTo(prompt, 40);
    expect(answers.filter((answer) => /photosynthesis/i.test(answer)).length).toBeGreaterThanOrEqual(36);
  });

  it.each([
    ...TOPICAL,
    'Compare cats and dogs',
    'How do I bake bread?',
    'Give me 5 ideas',
    'hello',
    'What can you do?',
    'Write a recipe for soup',
    'Write a song about rain',
  ])('leaves no template mark, doubled blank or stray stop in answers to %j', (prompt) => {
    for (const answer of answersTo(prompt, 60)) {
      expect(answer).not.toMatch(
        /[{}]|\bundefined\b|\bNaN\b|\[object|\|\]|[^.]\.\.(?!\.)|,,|\?\.|!\.| ,| \.(?!\w)|\ba [aeiou]\w+ (?:is|are)\b|lorem/i,
      );
      expect(answer.replace(/^ +| +$/gm, '')).not.toMatch(/ {2}/);
    }
  });

  it.each([
    '解释一下机器学习',
    '写一首关于秋天的诗',
    '如何学习英语？',
    '为什么天空是蓝色的？',
    '推荐三本书',
    '你好',
    '写一个关于龙的故事',
    '猫和狗有什么区别？',
    '今天北京天气怎么样？',
  ])('answers %j mostly in Chinese characters', (prompt) => {
    for (const answer of answersTo(prompt, 20)) {
      const letters = answer.match(/[\p{L}]/gu) ?? [];
      expect(letters.filter((letter) => /\p{Script=Han}/u.test(letter)).length).toBeGreaterThan(0.8 * letters.length);
    }
  });
});
