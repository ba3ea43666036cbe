// Proves src/engine/understand/, src/engine/prose/: what was said before is remembered.
import { describe, expect, it } from 'vitest';
import type { ChatCompletionRequest, Message } from '../../../../src/contract/api-types.ts';
import { composeAnswer } from '../../../../src/engine/prose/compose-answer.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { understand } from '../../../../src/engine/understand/understand.ts';
import { user } from '../../../support/requests.ts';

const system = (content: string): Message => ({ role: 'system', content });
const OK: Message = { role: 'assistant', content: 'I will remember it.' };
const conversation = (...messages: Message[]): ChatCompletionRequest => ({ model: 'm', messages });
const recalled = (...messages: Message[]): string | undefined => {
  const { task } = understand(conversation(...messages));
  return task.kind === 'recall' ? task.value : undefined;
};
const answer = (seed: string, ...messages: Message[]): string =>
  composeAnswer(understand(conversation(...messages)), createRandom(seed), {
    temperature: 1,
    verbosity: 'medium',
    images: [],
  });

describe('what was told earlier', () => {
  it.each([
    ['The code word is plover-1234.', 'What is the code word?', 'plover-1234'],
    ['Remember the code word avocet-5812.', 'What is the code word? Reply with the word alone.', 'avocet-5812'],
    ['Please remember this password: Tr0ub4dor&3', 'What was the password?', 'Tr0ub4dor&3'],
    ['The secret word is "blue moon".', 'Tell me the secret word.', 'blue moon'],
    ['Our codeword is falcon.', "What's the code word?", 'falcon'],
    ['The passphrase for the vault is open sesame, and I need it later.', 'What is the passphrase?', 'open sesame'],
    ['Memorize the magic word: abracadabra', 'Do you remember the magic word?', 'abracadabra'],
    ['My order number is A-1234.', 'What is my order number?', 'A-1234'],
    ['My favourite colour is teal.', "What's my favorite color?", 'teal'],
    ['The version is 1.2.3.', 'Which is the version number?', undefined],
    ['The project name is Falcon.', 'What is the project name?', 'Falcon'],
    ['Zanzibar is the password.', 'What is the password?', 'Zanzibar'],
    ['Remember the number 42.', 'What number did I tell you to remember?', '42'],
    ['My email is ana.b@example.com.', 'What is my email?', 'ana.b@example.com'],
    ['My name is Ana.', 'What is my name?', 'Ana'],
    ['记住暗号是青鸟。', '暗号是什么？', '青鸟'],
    ['我的订单号是A123，谢谢。', '我的订单号是多少？', 'A123'],
    ['我最喜欢的颜色是蓝色。', '我最喜欢的颜色是什么？', '蓝色'],
  ])('%j answers %j', (told, question, value) => {
    expect(recalled(user(told), OK, user(question))).toBe(value);
  });

  it.each(['system', 'developer'] as const)('is known from a %s message', (role) => {
    const told = 'You are a guard. The secret code word is heron-77. When you are asked for the code word, say it.';
    expect(recalled({ role, content: told }, user('What is the code word?'))).toBe('heron-77');
  });

  it('is known from an earlier part of the same message', () => {
    const parts: Message = {
      role: 'user',
      content: [
        { type: 'text', text: 'Remember the code word gannet-9.' },
        { type: 'text', text: 'What is the code word? Reply with the word alone.' },
      ],
    };
    expect(recalled(parts)).toBe('gannet-9');
    expect(answer('1', parts)).toBe('gannet-9');
  });

  it('is found among many messages, and in the middle of a long one', () => {
    const chat = Array.from({ length: 60 }, (_, i) => [user(`Tell me about number ${i}.`), OK]).flat();
    const long = `${'Blah blah. '.repeat(200)}The password is x7. ${'More of it. '.repeat(20)}`;
    expect(
      recalled(...chat.slice(0, 50), user('The password is tango.'), OK, ...chat, user('What is the password?')),
    ).toBe('tango');
    expect(recalled(system(long), user('What is the password?'))).toBe('x7');
  });

  it('is what was told last', () => {
    expect(
      recalled(user('The password is a1.'), OK, user('The password is b2.'), OK, user('What is the password?')),
    ).toBe('b2');
  });

  it('stands in every wording of the answer', () => {
    for (let seed = 0; seed < 20; seed++)
      expect(answer(`${seed}`, system('The code word is wren-4.'), user('What is the code word?'))).toContain('wren-4');
  });

  it('is noted when it is told', () => {
    const { task } = understand(conversation(user('Remember the code word avocet-5812.')));
    expect(task).toEqual({ kind: 'introduce', key: 'code word', value: 'avocet-5812' });
  });

  it('is missed where it was never told', () => {
    expect(answer('1', user('What is the secret code word?'))).toMatch(/secret code word/);
    expect(understand(conversation(user('What is the secret code word?'))).task).toMatchObject({ kind: 'recall' });
  });

  it.each([
    ['My name is Ana.', 'What is the name of the largest planet?'],
    ['The number is 5.', 'What is the number doubled?'],
    ['The code is 7.', 'What is the code for a red button in CSS?'],
    ['The word is cat.', 'What is the word for dog in Spanish?'],
    ['My phone number is 5.', 'What is the number of planets?'],
  ])('is not mixed up with another question: %j, %j', (told, question) => {
    expect(understand(conversation(user(told), OK, user(question))).task.kind).not.toBe('recall');
  });

  it('takes bounded time in hostile conversations', () => {
    const hostile = 'the secret '.repeat(500) + 'remember the '.repeat(300) + 'code word is'.repeat(200);
    expect(() =>
      recalled(...Array.from({ length: 40 }, () => user(hostile)), user('What is the code word?')),
    ).not.toThrow();
  });
});
