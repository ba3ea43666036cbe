import { describe, expect, it } from 'vitest';
import type { ChatCompletionRequest, Message } from '../../../../src/contract/api-types.ts';
import { HEAD_LIMIT, TAIL_LIMIT } from '../../../../src/engine/understand/message-text.ts';
import { PHRASE_LIMIT } from '../../../../src/engine/understand/topic.ts';
import { understand } from '../../../../src/engine/understand/understand.ts';
import { user } from '../../../support/requests.ts';

const conversation = (...messages: Message[]): ChatCompletionRequest => ({ model: 'm', messages });
const read = (text: string) => understand(conversation(user(text)));

describe('understand', () => {
  it.each([
    ['Reply with exactly: pong', { kind: 'exact', text: 'pong' }],
    ['Reply with exactly SAFE.', { kind: 'exact', text: 'SAFE' }],
    ['Reply with exactly: cache probe one.', { kind: 'exact', text: 'cache probe one.' }],
    ['Reply with the single word: ok', { kind: 'exact', text: 'ok' }],
    ['Respond with the word "blue"', { kind: 'exact', text: 'blue' }],
    ['Repeat after me: the quick brown fox', { kind: 'exact', text: 'the quick brown fox' }],
    ['Echo 你好 🌍 é 👩‍👩‍👧', { kind: 'exact', text: '你好 🌍 é 👩‍👩‍👧' }],
    ['Just return the string "maybe" by itself', { kind: 'exact', text: 'maybe' }],
    ['Say this is a test', { kind: 'say', text: 'this is a test' }],
    ['count to 20', { kind: 'count', from: 1, to: 20, step: 1 }],
    ['Count from 1 to 60', { kind: 'count', from: 1, to: 60, step: 1 }],
    ['数到10', { kind: 'count', from: 1, to: 10, step: 1 }],
    ['What is 17*23?', { kind: 'arithmetic', expression: '17 × 23', result: '391' }],
    ["Count r's in strawberry", { kind: 'letters', letter: 'r', word: 'strawberry', count: 3 }],
    ['list three benefits of exercise', { kind: 'list', count: 3, of: 'benefits of exercise' }],
    ['give me 5 startup ideas', { kind: 'list', count: 5, of: 'startup ideas' }],
    ["translate 'hello' to French", { kind: 'translate', text: 'hello', to: 'french' }],
    ['How do you say thank you in Spanish?', { kind: 'translate', text: 'thank you', to: 'spanish' }],
    ['Compare Python and Go', { kind: 'compare', a: 'Python', b: 'Go' }],
    ['write a haiku about autumn', { kind: 'write', form: 'haiku' }],
    ['Write a story about a dragon who learns to code', { kind: 'write', form: 'story' }],
    ['Write a function that sends an email', { kind: 'code', language: 'python', does: 'sends an email' }],
    ["What's the weather like in Boston?", { kind: 'live', what: 'weather', where: 'Boston' }],
    ['Why is the sky blue?', { kind: 'why', clause: 'the sky is blue' }],
    ['Pick a random number between 1 and 10', { kind: 'random-number', low: 1, high: 10 }],
  ])('reads %j', (text, task) => {
    expect(read(text).task).toEqual(task);
  });

  it.each([
    ['hello', 'greeting'],
    ['Bonjour !', 'greeting'],
    ['こんにちは', 'greeting'],
    ['thanks!', 'thanks'],
    ['Who are you?', 'identity'],
    ['How do I cross the river?', 'how-to'],
    ['What is machine learning?', 'what-is'],
    ['Is Python a good first language?', 'yes-no'],
    ['Should we use microservices?', 'opinion'],
    ['Could you please explain quantum computing', 'explain'],
    ['Book a flight from New York to London', 'action'],
    ['Extract info as JSON: John is 30 years old', 'json'],
    ['I love hiking in the mountains', 'statement'],
    ['', 'empty'],
  ])('sees in %j a task of the kind %s', (text, kind) => {
    expect(read(text).task.kind).toBe(kind);
  });

  it.each([
    ['What is machine learning?', 'machine learning'],
    ['Explain quantum computing in two sentences', 'quantum computing'],
    ['Tell me a fun fact about cats', 'cats'],
    ['Plan a trip to New York for 3 days', 'trip to New York'],
    ['Write a long essay about the Roman Empire', 'Roman Empire'],
    ['解释一下机器学习', '机器学习'],
    ['为什么天空是蓝色的？', '天空'],
  ])('finds the topic of %j', (text, phrase) => {
    expect(read(text).topic.phrase).toBe(phrase);
  });

  it('joins the text parts of the last user message and counts its images', () => {
    const ask = understand(
      conversation(user('earlier'), {
        role: 'user',
        content: [
          { type: 'text', text: 'What is' },
          { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
          { type: 'text', text: 'in this image?' },
        ],
      }),
    );
    expect(ask).toMatchObject({ text: 'What is\nin this image?', images: 1, turns: 2, task: { kind: 'image' } });
  });

  it('remembers what the user said of themselves', () => {
    const ask = understand(
      conversation(
        user('My name is Ana and I live in Lisbon.'),
        { role: 'assistant', content: 'Hi' },
        user('What is my name?'),
      ),
    );
    expect(ask.task).toEqual({ kind: 'recall', key: 'name', value: 'Ana' });
    expect(ask.facts.get('city')).toBe('Lisbon');
  });

  it('goes on from the number of the last answer', () => {
    const ask = understand(
      conversation(
        user('What is 6 times 7?'),
        { role: 'assistant', content: 'It is 42.' },
        user('Now divide that by 2.'),
      ),
    );
    expect(ask.task).toMatchObject({ kind: 'arithmetic', result: '21' });
  });

  it('lets the system message choose language, name and length', () => {
    const system: Message = { role: 'system', content: 'Your name is Aria. Always answer in Chinese, briefly.' };
    const ask = understand(conversation(system, user('What is rain?')));
    expect(ask).toMatchObject({ language: 'zh', persona: { name: 'Aria' }, wanted: { length: { unit: 'brief' } } });
  });

  it('answers a question about a text from the text', () => {
    const material = `site_name: Pydantic AI\nsite_url: https://example.org\n${'other: value\n'.repeat(20)}`;
    const ask = read(`What is the site_name in this YAML configuration?\n\n${material}`);
    expect(ask.task).toEqual({ kind: 'lookup', answer: 'Pydantic AI' });
  });

  it('keeps every text bounded, however long the input is', () => {
    const long = 'How do I bake bread? '.repeat(100_000);
    const ask = understand(conversation({ role: 'system', content: long }, user(long)));
    expect(ask.text.length).toBeLessThanOrEqual(HEAD_LIMIT + TAIL_LIMIT + 1);
    expect(ask.system.length).toBeLessThanOrEqual(HEAD_LIMIT + TAIL_LIMIT + 1);
    expect(ask.topic.phrase.length).toBeLessThanOrEqual(PHRASE_LIMIT);
    expect(ask.topic.keywords.length).toBeLessThanOrEqual(12);
  });

  it('reads no character between the beginning and the end of a long text', () => {
    const ends = ['x'.repeat(HEAD_LIMIT), 'y'.repeat(TAIL_LIMIT)];
    const ask = read(`${ends[0]}${'z'.repeat(1_000_000)}${ends[1]}`);
    expect(ask.text).toBe(ends.join('\n'));
  });
});
