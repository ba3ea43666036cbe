// Proves src/wire/template.ts, src/wire/byte-template.ts.
import { describe, expect, it } from 'vitest';
import type { AnswerPlan, PlanEvent } from '../../../src/engine/plan.ts';
import { jsonBody, plainTemplate } from '../../../src/wire/encode.ts';
import { fold } from '../../../src/wire/fold.ts';

const IDENTITY = { id: `chatcmpl-${'x'.repeat(29)}`, created: 1_762_992_000, callId: () => `call_${'y'.repeat(24)}` };

const usage = (extra: object = {}): PlanEvent => ({
  type: 'usage',
  wait: 0,
  usage: {
    prompt_tokens: 12,
    completion_tokens: 0,
    total_tokens: 12,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
    ...extra,
  },
});

const text = (words: string): PlanEvent => ({ type: 'text', choice: 0, text: words, wait: 1 });
const role: PlanEvent = { type: 'role', choice: 0, wait: 1 };
const end: readonly PlanEvent[] = [
  { type: 'finish', choice: 0, reason: 'stop', wait: 0 },
  usage(),
  { type: 'done', wait: 0 },
];

const planOf = (events: readonly PlanEvent[], over: Partial<AnswerPlan> = {}): AnswerPlan => ({
  kind: 'answer',
  model: 'gpt-5.1-2025-11-13',
  systemFingerprint: null,
  serviceTier: 'default',
  logprobs: 'omit',
  events,
  ...over,
});

const PLANS: Readonly<Record<string, AnswerPlan>> = {
  'a text': planOf([role, text('Hello "you"!\n\tÉté – 三 🙂 \u2028'), ...end]),
  'a text in pieces': planOf([role, text('Hel'), text('lo'), ...end]),
  'no text': planOf([role, ...end]),
  'a lone surrogate': planOf([role, text('\ud83d'), ...end]),
  'logprobs that nobody asked for': planOf([role, text('a'), ...end], { logprobs: 'null', systemFingerprint: 'fp_1' }),
  'an answer cut off': planOf([role, text('a'), { type: 'finish', choice: 0, reason: 'length', wait: 0 }, usage()]),
  'two choices': planOf([role, { ...role, choice: 1 }, text('a'), ...end]),
  reasoning: planOf([role, { type: 'reasoning', choice: 0, text: 'Hm', wait: 0 }, text('a'), ...end]),
  'a refusal': planOf([role, { type: 'refusal', choice: 0, text: 'No', wait: 0 }, ...end]),
  'a call': planOf([
    role,
    { type: 'tool-open', choice: 0, index: 0, call: 0, tool: 'function', name: 'f', wait: 0 },
    { type: 'tool-args', choice: 0, index: 0, text: '{}', wait: 0 },
    ...end,
  ]),
  metadata: planOf([role, text('a'), ...end], { metadata: { a: 'b' } }),
  'a text usage': planOf([role, text('a'), usage({ note: 'estimated' })]),
  'a broken usage': planOf([role, text('a'), usage({ total_tokens: 1.5 })]),
  'an empty object in the usage': planOf([role, usage({ completion_tokens_details: {} })]),
  'details with one more key': planOf([
    role,
    usage({ prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0, x: 1 } }),
  ]),
  'no details': planOf([role, usage({ completion_tokens_details: undefined })]),
  'no usage': planOf([role, text('a')]),
};

describe('the template of a plain body', () => {
  it.each(Object.entries(PLANS))('gives what the folded plan gives, and knows its length: %s', (_, plan) => {
    const template = plainTemplate(plan);
    const body = template.render(IDENTITY);
    expect(body).toBe(jsonBody(fold(plan, IDENTITY)));
    expect(template.bytes).toBe(Buffer.byteLength(body));
  });
});
