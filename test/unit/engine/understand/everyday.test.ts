// Proves src/engine/understand/: everyday requests are read for what they are.
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../src/contract/api-types.ts';
import { understand } from '../../../../src/engine/understand/understand.ts';
import { askAbout } from '../prose/ask-about.ts';
import { growth, MAX_LINEAR_GROWTH } from '../../../support/effort.ts';

const talk = (first: string, answer: string, second: string) =>
  understand({
    model: 'm',
    messages: [
      { role: 'user', content: first },
      { role: 'assistant', content: answer },
      { role: 'user', content: second },
    ] satisfies Message[],
  });

describe('understand', () => {
  it.each([
    ['What is in this image?', { kind: 'missing', what: 'image' }],
    ['Describe this picture', { kind: 'missing', what: 'picture' }],
    ['Summarize this article', { kind: 'missing', what: 'article' }],
    ['这张图片里有什么？', { kind: 'missing', what: 'image' }],
    ['Is Python better than Java?', { kind: 'compare', a: 'Python', b: 'Java', choose: true }],
    ['Which is better, React or Vue?', { kind: 'compare', a: 'React', b: 'Vue', choose: true }],
    ['Should I use Postgres or MongoDB?', { kind: 'compare', a: 'Postgres', b: 'MongoDB', choose: true }],
    ['My code throws a null pointer exception, help!', { kind: 'problem' }],
    ['My app crashes when I open the settings page', { kind: 'problem', when: 'when you open the settings page' }],
    ['I get a 500 error when I call the API', { kind: 'problem', error: '500' }],
    ['I need help planning a trip to Japan', { kind: 'plan', of: 'trip', where: 'Japan' }],
    ['Where is my order #12345?', { kind: 'support', about: 'order', reference: '12345' }],
    ['I want a refund', { kind: 'support', about: 'refund' }],
    ['Review this code: function add(a, b) { return a - b; }', { kind: 'review', does: 'review' }],
    ['Explain this JSON: {"id": 1}', { kind: 'describe-data', value: { id: 1 } }],
    ['What are the pros and cons of remote work?', { kind: 'pros-cons' }],
    ['Can you recommend a good book?', { kind: 'list', count: 1, of: 'good book' }],
    ['Convert 10 km to miles', { kind: 'fact', short: '6.2137 miles' }],
    ['What is 100 fahrenheit in celsius?', { kind: 'fact', short: '37.778 °C' }],
    ['Detect the language: Bonjour tout le monde', { kind: 'fact', short: 'French' }],
    ['我想退款', { kind: 'support', about: 'refund' }],
    ['Python和Java哪个更好？', { kind: 'compare', a: 'Python', b: 'Java', choose: true }],
    ['帮我制定一个去日本的5天旅行计划', { kind: 'plan', of: 'trip', where: '日本', days: 5 }],
    ['把下面这句话翻译成英文：今天天气很好', { kind: 'translate', text: '今天天气很好' }],
    ['我的程序报错了：TypeError: x is undefined', { kind: 'problem' }],
    ['Suggest a title for a blog post about remote work', { kind: 'write', form: 'title' }],
    ['Write a commit message for adding user login', { kind: 'write', form: 'commit' }],
  ])('reads %j', (text, task) => {
    expect(askAbout(text).task).toMatchObject(task);
  });

  it.each([
    ['Explain how photosynthesis works', 'photosynthesis'],
    ['How does a car engine work?', 'car engine'],
    ['Explain how sleep affects memory', 'effect of sleep on memory'],
    ['How do birds fly?', 'birds'],
    ['Can dogs eat chocolate?', 'dogs'],
    ['Is the earth flat?', 'earth'],
    ['How old is the universe?', 'universe'],
    ["Explain like I'm five: blockchain", 'blockchain'],
    ['I want to learn Spanish', 'learning Spanish'],
    ['What is Docker and why should I use it?', 'Docker'],
    ['光合作用是如何工作的？', '光合作用'],
    ['What does this error mean: TypeError: undefined is not a function', 'TypeError: undefined is not a function'],
  ])('finds the topic of %j', (text, topic) => {
    expect(askAbout(text).topic.phrase).toBe(topic);
  });

  it('does not miss an image that an earlier message brought along', () => {
    const image = { type: 'image_url' as const, image_url: { url: 'data:image/png;base64,AAAA' } };
    const { task } = understand({
      model: 'm',
      messages: [
        { role: 'user', content: [image] },
        { role: 'assistant', content: 'A cat.' },
        { role: 'user', content: 'What is in this image?' },
      ],
    });
    expect(task.kind).not.toBe('missing');
  });

  it('reads the same system message the same way again and again', () => {
    const system = 'Classify as A_ or B_. Answer in French.';
    const [first, second] = [askAbout('hello', system), askAbout('hello', system)];
    expect(second).toEqual(first);
  });

  it('does no more for a long message full of half-made errors than its length asks for', () => {
    const read = (count: number): unknown => askAbout('Error Exception cannot (:'.repeat(count));
    expect(growth(read, 10_000)).toBeLessThan(MAX_LINEAR_GROWTH);
  });

  it('puts the new place of a follow-up into the question before', () => {
    const { task } = talk("What's the weather in Paris?", 'Sunny.', 'and in Berlin?');
    expect(task).toEqual({ kind: 'live', what: 'weather', where: 'Berlin' });
  });

  it('shortens its last answer on demand', () => {
    const { task } = talk('Explain black holes', 'They are dense. Nothing leaves them.', 'shorter please');
    expect(task).toMatchObject({ kind: 'rewrite', result: 'They are dense.' });
  });

  it('goes on about the topic before when asked for an example', () => {
    const ask = talk('Explain black holes', 'They are dense.', 'can you give me an example?');
    expect([ask.task, ask.topic.phrase]).toEqual([{ kind: 'continue', how: 'example' }, 'black holes']);
  });
});
