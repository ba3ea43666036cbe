import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../src/contract/api-types.ts';
import { understand } from '../../../../src/engine/understand/understand.ts';
import { askAbout } from '../prose/ask-about.ts';

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
    ['What does this error mean: TypeError: undefined is not a function', 'TypeError: undefined is not a function'],
  ])('finds the topic of %j', (text, topic) => {
    expect(askAbout(text).topic.phrase).toBe(topic);
  });

  const talk = (first: string, answer: string, second: string) =>
    understand({
      model: 'm',
      messages: [
        { role: 'user', content: first },
        { role: 'assistant', content: answer },
        { role: 'user', content: second },
      ] satisfies Message[],
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
