// Proves src/mock/: which of several mistakes is told.
import { describe, expect, it } from 'vitest';
import { bodyWith, refusing, validatorFor } from './context.ts';

const validate = await validatorFor({
  closed: true,
  models: [
    refusing(
      'reasoner',
      { param: 'stop', when: 'always' },
      { param: 'max_tokens', when: 'always', hint: "Use 'max_completion_tokens' instead." },
      { param: 'temperature', when: 'always', only: 1 },
    ),
  ],
});
const WRONG = { probe: 'wrong type' };

/** Fields in the order the live service was seen to look at them; of two neighbors the later key is sent first. */
const OBSERVED = [
  'messages',
  'functions',
  'tools',
  'parallel_tool_calls',
  'max_completion_tokens',
  'n',
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'logprobs',
  'top_logprobs',
  'user',
  'seed',
  'safety_identifier',
  'prompt_cache_key',
  'prompt_cache_retention',
  'service_tier',
  'stream',
  'store',
  'verbosity',
];

describe('two faults in a body', () => {
  it.each(OBSERVED.slice(1).map((later, i) => [OBSERVED[i], later]))(
    'reports %s before %s',
    (first = '', later = '') => {
      expect(validate(bodyWith({ [later]: WRONG, [first]: WRONG }))?.error.param).toBe(first);
    },
  );

  it.each([
    ['a missing model before missing messages', { model: undefined, messages: undefined }, null],
    ['a missing model before an unknown key', { model: undefined, zzz: 1 }, null],
    ['an unknown model before missing messages', { model: 'nope', messages: undefined }, null],
    ['missing messages before an unknown key', { zzz: 1, messages: undefined }, 'messages'],
    ['an unknown key before a wrong type', { n: 'abc', zzz: 1 }, 'zzz'],
    ['an unknown key before empty messages', { messages: [], zzz: 1 }, 'zzz'],
    ['n before stop', { stop: 7, n: 'abc' }, 'n'],
    ['n before temperature', { temperature: 9, n: 0 }, 'n'],
    ['a field before a rule over fields', { tool_choice: 'auto', verbosity: 'bogus' }, 'verbosity'],
    [
      'a role before the content of an earlier message',
      { messages: [{ role: 'user' }, { role: 'x' }] },
      'messages[1].role',
    ],
    ['a wrong type before missing content', { messages: [{ role: 'user' }], user: 7 }, 'user'],
    ['a rule over fields before missing content', { messages: [{ role: 'user' }], top_logprobs: 1 }, 'top_logprobs'],
    ['an effort before missing content', { messages: [{ role: 'user' }], reasoning_effort: 'max' }, 'reasoning_effort'],
    ['an earlier message before a later one', { messages: [{ role: 'x' }, 7] }, 'messages[0].role'],
    [
      'content before tool_calls of a message',
      { messages: [{ role: 'assistant', content: 7, tool_calls: 7 }] },
      'messages[0].content',
    ],
  ])('reports %s', (_, change, param) => {
    expect(validate(bodyWith(change))?.error.param).toBe(param);
  });

  it.each([
    ['n before a refused stop', { stop: ['x'], n: 0 }, 'n'],
    ['a refused stop before a wrong verbosity', { verbosity: 'bogus', stop: ['x'] }, 'stop'],
    ['a refused stop before a wrong stream_options', { stream_options: 'x', stop: ['x'] }, 'stop'],
    ['a refused stop before a refused temperature', { temperature: 0.5, stop: ['x'] }, 'stop'],
    ['refused max_tokens before a wrong store', { store: 'x', max_tokens: 32 }, 'max_tokens'],
    ['a wrong metadata before a refused temperature', { temperature: 0.5, metadata: 'x' }, 'metadata'],
    ['a refused temperature before missing content', { messages: [{ role: 'user' }], temperature: 0.5 }, 'temperature'],
  ])('reports %s', (_, change, param) => {
    expect(validate(bodyWith({ model: 'reasoner', ...change }))?.error.param).toBe(param);
  });
});
