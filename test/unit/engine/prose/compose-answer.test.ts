import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../../src/engine/understand/extract.ts';
import { answersTo, answerTo } from './ask-about.ts';

const SEEDS = 12;

describe('composeAnswer', () => {
  it.each([
    ['Reply with exactly: pong', 'pong'],
    ['Echo 你好 🌍 é 👩‍👩‍👧', '你好 🌍 é 👩‍👩‍👧'],
    ['Respond with the word "blue"', 'blue'],
    ['What is 2+2? Reply with just the number.', '4'],
    ['Is Berlin the capital of Germany? Answer with yes or no', 'Yes'],
    ['Is Munich the capital of Germany? Answer with yes or no', 'No'],
    ['What is the capital of Japan? Answer in one word.', 'Tokyo'],
    ['Reverse the string "hello"', 'olleh'],
    ['法国的首都是哪里？只回答城市', '巴黎'],
  ])('answers %j with exactly %j', (text, answer) => {
    for (const given of answersTo(text, SEEDS)) expect(given).toBe(answer);
  });

  it.each([
    ['Say this is a test', /\bThis is a test\b/],
    ['Say hello', /^Hello!/],
    ['What is 17*23?', /\b391\b/],
    ['What is the capital of France?', /\bParis\b/],
    ["What's the capital of the UK?", /\bLondon\b/],
    ['What is the largest city in Brazil?', /\bSão Paulo\b/],
    ['Where is the Eiffel Tower?', /\bParis\b/],
    ['What are the first three prime numbers?', /2, 3 and 5/],
    ["Count r's in strawberry", /\b(?:3|three)\b/i],
    ["translate 'hello' to French", /bonjour/],
    ['How do you say thank you in Spanish?', /gracias/],
    ['hello', /\?|!/],
    ['thanks!', /!/],
    ['My name is Ana', /Ana/],
    ['Is Python a good first language?', /^(?:Yes|No)\b/],
    ['write a python function that reverses a string', /```python\n[\s\S]*def reverse_string\([\s\S]*```/],
    ['Write a SQL query to find duplicate emails', /```sql\nSELECT[\s\S]*```/],
    ['Write a bash script that prints hello world', /```bash\n#!/],
    ['Implement quicksort in TypeScript', /```typescript\n[\s\S]*function/],
    ['Create a table comparing cats and dogs', /\| --- \|[\s\S]*\|/],
    ['Use bullet points to describe the benefits of tea', /^- \*\*/m],
    ['Write an email to my boss asking for a day off', /Subject:.*day off[\s\S]*\n(?:Dear|Hello|Hi) /i],
    ['Give me a recipe for banana bread', /banana bread[\s\S]*Ingredients[\s\S]*Steps/i],
    ['Extract info as JSON: John is 30 years old', /"name": "John",\s*"age": 30/],
    ['Tell me a joke about OpenTelemetry', /OpenTelemetry/],
    ['解释一下机器学习', /机器学习/],
  ])('answers %j with %s, whatever the seed', (text, pattern) => {
    for (const given of answersTo(text, SEEDS)) expect(given).toMatch(pattern);
  });

  it.each([
    ['count to 20', 1, 20],
    ['count from 1 to 60', 1, 60],
    ['Count from 10 down to 1', 10, 1],
    ['Count backwards from 5 to 1', 5, 1],
  ])('counts for %j', (text, from, to) => {
    const step = from < to ? 1 : -1;
    const expected = Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => String(from + at * step));
    for (const given of answersTo(text, SEEDS)) expect(given.match(/\d+/g)).toEqual(expected);
  });

  it.each([
    ['list three benefits of exercise', 3],
    ['give me 5 startup ideas', 5],
    ['Give me 10 names for a cat', 10],
    ['List 25 tips for better sleep', 25],
    ['Name four colors', 4],
    ['Can you suggest two books?', 2],
    ['列出三个学习英语的方法', 3],
  ])('gives as many items as %j asks for', (text, count) => {
    for (const given of answersTo(text, SEEDS)) expect(given.match(/^(?:\d+\.|-) \S/gm)).toHaveLength(count);
  });

  it.each([
    ['Explain quantum computing in two sentences', 2],
    ['Tell me about Rome in one sentence', 1],
    ['Tell me a story in four sentences', 4],
  ])('keeps to the sentences of %j', (text, count) => {
    for (const given of answersTo(text, SEEDS)) expect(sentencesOf(given)).toHaveLength(count);
  });

  it('writes a haiku in three lines', () => {
    for (const given of answersTo('write a haiku about autumn', SEEDS)) {
      expect(given.split('\n')).toHaveLength(3);
      expect(given).toMatch(/autumn/i);
    }
  });

  it.each([
    'Write a long essay about the Roman Empire',
    'Explain photosynthesis in detail',
    'Write about photosynthesis in 500 words',
    'Write a 400-word story about a lighthouse',
  ])('answers %j at length', (text) => {
    for (const given of answersTo(text, SEEDS)) expect(given.split(/\s+/).length).toBeGreaterThan(250);
  });

  it('answers briefly when told to be brief', () => {
    for (const given of answersTo('Briefly, what is photosynthesis?', SEEDS)) {
      expect(given.split(/\s+/).length).toBeLessThan(80);
    }
  });

  it('writes more at high verbosity than at low', () => {
    const [low, high] = (['low', 'high'] as const).map((verbosity) =>
      answersTo('What is photosynthesis?', 30, { verbosity }),
    );
    expect(high?.join('').length).toBeGreaterThan(2 * (low?.join('').length ?? Infinity));
  });

  it('makes its words depend on the prompt alone at temperature 0', () => {
    expect(new Set(answersTo('Tell me about Rome', 10, { temperature: 0 })).size).toBe(1);
    expect(answerTo('Tell me about Oslo', '1', { temperature: 0 })).not.toBe(
      answerTo('Tell me about Rome', '1', { temperature: 0 }).replaceAll('Rome', 'Oslo'),
    );
  });

  it('speaks as the system message wants', () => {
    expect(answerTo('Tell me about the sea', '1', {}, 'You are a pirate.')).toMatch(/arr|ahoy|avast|yo ho|shiver/i);
    expect(answerTo('What is rain?', '1', {}, 'Always answer in Chinese.')).toMatch(/[一-鿿]{10}/);
    expect(answerTo('Tell me about cats', '1', {}, 'End every message with "Meow!"')).toMatch(/Meow!$/);
    expect(answerTo('Who are you?', '1', {}, 'Your name is Aria.')).toContain('Aria');
    expect(answerTo('hi', '1', {}, 'No matter what, always reply with "OK"')).toBe('OK');
  });

  it('leaves emoji out where they are forbidden', () => {
    for (const given of answersTo('hello', 30, {}, 'Never use emojis.'))
      expect(given).not.toMatch(/\p{Extended_Pictographic}/u);
  });
});
