import { describe, expect, it } from 'vitest';
import { readClassification } from '../../../../src/engine/understand/classify.ts';
import { sentimentOf } from '../../../../src/engine/understand/sentiment.ts';

const labels = (text: string, system = ''): string[] | undefined =>
  readClassification(text, system)?.items.map(({ label }) => label);

describe('readClassification', () => {
  it.each([
    ['Classify the sentiment: "I love it"', 'positive'],
    ['Classify the sentiment as positive, negative or neutral: The food was terrible and cold.', 'negative'],
    ['Is this review positive or negative? "Worst purchase ever, it broke after a day."', 'negative'],
    ['What is the sentiment of this text: The meeting is at 3 pm.', 'neutral'],
    ['Classify as POSITIVE, NEGATIVE or MIXED: not good at all', 'NEGATIVE'],
    ['Classify the following text as spam or not spam: "You won a free iPhone, click here!"', 'spam'],
    ['Classify the following text as spam or not spam: "See you at lunch tomorrow"', 'not spam'],
    ['Classify this ticket into one of: billing, technical, account. Ticket: I was charged twice', 'billing'],
    ['Categories: Sports, Politics, Technology.\nClassify this text: The team won the match 3-0', 'Sports'],
    ['Which category does this belong to? Options: [urgent, normal]. Text: production is down!', 'urgent'],
    ['Rate the sentiment of this review from 1 to 5: "Absolutely fantastic, I love it"', '5'],
    ['判断下面评论的情感是正面还是负面：这家餐厅太棒了，很好吃', '正面'],
    ['请对这条评论进行情感分类："质量太差，很失望"', '负面'],
  ])('puts %j under %s', (text, label) => {
    expect(labels(text)).toEqual([label]);
  });

  it('takes every message for a text to classify where the system message says so', () => {
    const system = 'You are a sentiment classifier. Respond with only one word: positive, negative, or neutral.';
    expect(labels('I absolutely loved this movie!', system)).toEqual(['positive']);
  });

  it('chooses among labels that the system message lists with descriptions', () => {
    const system =
      'Classify the message into one of these categories:\n- refund: money back\n- bug_report: errors\nReply with the category only.';
    expect(labels('The app shows errors on start', system)).toEqual(['bug_report']);
  });

  it('labels each text of a list', () => {
    expect(labels('Classify the sentiment of each:\n1. I love this phone\n2. It broke at once')).toEqual([
      'positive',
      'negative',
    ]);
  });

  it.each([
    'What is sentiment analysis?',
    'How do I classify images with Python?',
    'Hello there',
    'Tell me about emotions',
  ])('leaves %j alone', (text) => {
    expect(labels(text)).toBeUndefined();
  });
});

describe('sentimentOf', () => {
  it.each([
    ['not good at all', -1],
    ['never disappointed', 1],
    ['It was slow, but the result is excellent', 1],
    ['The meeting is at 3', 0],
    ['质量太差了', -1],
  ])('feels in %j the sign %i', (text, sign) => {
    expect(Math.sign(sentimentOf(text))).toBe(sign);
  });
});
