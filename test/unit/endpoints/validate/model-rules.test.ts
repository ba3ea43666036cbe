import { describe, expect, it } from 'vitest';
import { checkContextLength } from '../../../../src/endpoints/validate/model-rules.ts';
import { bodyWith, essence, modelLike, refusing, validatorFor } from './context.ts';

const { reasoning: _, ...plain } = modelLike('plain', {});
const validate = await validatorFor({
  models: [
    plain,
    refusing(
      'reasoner',
      { param: 'max_tokens', when: 'always', hint: "Use 'max_completion_tokens' instead." },
      { param: 'logit_bias', when: 'always' },
      { param: 'temperature', when: 'reasoning', only: 1 },
      { param: 'logprobs', when: 'reasoning' },
      { param: 'reasoning_effort', when: 'always', only: 'medium' },
      { param: 'web_search_options', when: 'always' },
      { param: 'input_audio', when: 'always' },
    ),
    modelLike('thinker', {
      reasoning: { efforts: ['low', 'high'], default_effort: 'low', content: 'hidden', token_step: 64 },
      refuses: [
        { param: 'temperature', when: 'reasoning', only: 1 },
        { param: 'top_p', when: 'reasoning' },
      ],
    }),
  ],
});
const audio = [{ type: 'input_audio', input_audio: { data: 'aGk=', format: 'wav' } }];
const turns = [
  { role: 'user', content: 'x' },
  { role: 'user', content: audio },
];

describe('what a model refuses', () => {
  it.each([
    [
      'reasoner',
      { max_tokens: 5 },
      'max_tokens',
      'unsupported_parameter',
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    ],
    [
      'reasoner',
      { logit_bias: { 1: 1 } },
      'logit_bias',
      'unsupported_parameter',
      "Unsupported parameter: 'logit_bias' is not supported with this model.",
    ],
    [
      'reasoner',
      { reasoning_effort: 'low' },
      'reasoning_effort',
      'unsupported_value',
      "Unsupported value: 'reasoning_effort' does not support 'low' with this model. Supported values are: 'medium'.",
    ],
    [
      'reasoner',
      { reasoning_effort: 'medium', temperature: 0 },
      'temperature',
      'unsupported_value',
      "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
    ],
    [
      'reasoner',
      { reasoning_effort: 'medium', logprobs: true },
      'logprobs',
      'unsupported_parameter',
      "Unsupported parameter: 'logprobs' is not supported with this model.",
    ],
    [
      'reasoner',
      { web_search_options: {} },
      'web_search_options',
      null,
      'Web search options not supported with this model.',
    ],
    [
      'reasoner',
      { messages: turns },
      'messages[1]',
      'invalid_value',
      "Invalid 'messages[1]'. Content blocks are expected to be either text or image_url type.",
    ],
    [
      'thinker',
      { temperature: 0.5 },
      'temperature',
      'unsupported_value',
      "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.",
    ],
    [
      'thinker',
      { top_p: 0.5 },
      'top_p',
      'unsupported_parameter',
      "Unsupported parameter: 'top_p' is not supported with this model.",
    ],
    ['plain', { reasoning_effort: 'low' }, null, null, 'Unrecognized request argument supplied: reasoning_effort'],
  ])('answers %s %j', (model, change, param, code, message) => {
    const type = 'invalid_request_error';
    expect(essence(validate(bodyWith({ model, ...change })))).toEqual({ status: 400, message, type, param, code });
  });

  it.each([
    ['reasoner', { temperature: 0.5, logprobs: true }, 'while it does not reason'],
    ['reasoner', { reasoning_effort: 'medium', temperature: 1 }, 'at its default'],
    ['reasoner', { max_tokens: null, logit_bias: null }, 'when they are null'],
    ['thinker', { reasoning_effort: 'high' }, 'within its efforts'],
    ['plain', { temperature: 0.5, messages: turns }, 'without refusals'],
  ])('lets %s take %j %s', (model, change, _why) => {
    expect(validate(bodyWith({ model, ...change }))).toBeUndefined();
  });
});

describe('the length of the context', () => {
  const model = modelLike('m', { limits: { input_tokens: 100, output_tokens: 10 } });

  it('accepts a prompt that just fits', () => {
    expect(checkContextLength(100, model)).toBeUndefined();
  });

  it('rejects a prompt one token longer', () => {
    expect(checkContextLength(101, model)?.error).toMatchObject({ param: 'messages', code: 'context_length_exceeded' });
  });
});
