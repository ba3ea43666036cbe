// Proves src/engine/prose/: everyday requests get an answer to the point.
import { describe, expect, it } from 'vitest';
import { domainOf } from '../../../../src/engine/prose/domains.ts';
import { answersTo, answerTo } from './ask-about.ts';

const SEEDS = 12;

describe('composeAnswer', () => {
  it.each([
    ['What is in this image?', /image/],
    ['What does this error mean: TypeError: undefined is not a function', /cause|suspects|check[\s\S]*```/i],
    ['My app crashes when I open the settings page', /- [\s\S]*(?:code|log|stack trace)/],
    ['I need help planning a trip to Japan', /Japan[\s\S]*\*\*Day 1:\*\*/],
    ['What are the three laws of robotics?', /human being/],
    ['Where is my order #12345?', /order/],
    ['What are the pros and cons of remote work?', /Pros[\s\S]*Cons/],
    ['Write unit tests for a function that adds two numbers', /assert add_numbers\(2, 3\) == 5/],
    ['Write a SQL query to find the top 5 customers by revenue', /SUM\([\s\S]*LIMIT 5/],
    ['Generate 5 hashtags for a coffee shop', /^#CoffeeShop(?: #\w+){4}$/],
    ['Translate "Good morning, how are you?" to Spanish', /días, ¿cómo estás/],
    ['推荐三本书', /^1\. 《[\s\S]*3\. 《/],
    ['Should I use Postgres or MongoDB?', /Postgres[\s\S]*MongoDB|MongoDB[\s\S]*Postgres/],
    ['Is Python better than Java?', /Python[\s\S]*Java|Java[\s\S]*Python/],
    ['Review this code: function add(a, b) { return a - b; }', /subtracts/],
    ['Write a commit message for fixing the login bug', /fix: fix the login bug/],
  ])('answers %j to the point, whatever the seed', (text, fits) => {
    for (const answer of answersTo(text, SEEDS)) expect(answer).toMatch(fits);
  });

  it.each([
    ['Classify as red, green or blue and reply with only the label: the blue sky', 'blue'],
    ['Is this positive or negative? "I hate it" Answer with one word.', 'negative'],
    [
      'Classify this ticket as billing, technical or account. Only output the category. Ticket: the app crashes',
      'technical',
    ],
  ])('gives the bare label for %j', (text, label) => {
    for (const answer of answersTo(text, SEEDS)) expect(answer).toBe(label);
  });

  it('keeps the letters of a label in sentences as well', () => {
    for (const answer of answersTo('Classify as happy_path or sad_path: I am sad', SEEDS))
      expect(answer).toContain('sad_path');
  });

  it('sums a short text up in its own words', () => {
    const answer = answerTo(
      'Summarize this text: The tower is in Paris. It was built in 1889. Millions visit it every year.',
    );
    expect(answer).toMatch(/tower|1889|Millions/);
  });

  it('draws tips for learning guitar from music', () => {
    expect(domainOf(['tips', 'learning', 'guitar']).name).toBe('music');
    expect(domainOf(['machine', 'learning']).name).toBe('ai');
  });

  it('speaks Chinese of what is missing, broken and ordered', () => {
    for (const text of ['这张图片里有什么？', '我的程序报错了：TypeError: x is undefined', '我想退款'])
      expect(answerTo(text)).toMatch(/[一-鿿]{6}/);
  });
});
