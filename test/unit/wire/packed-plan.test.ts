import { describe, expect, it } from 'vitest';
import type { AnswerPlan, PlanEvent } from '../../../src/engine/plan.ts';
import { packPlan, unpackPlan } from '../../../src/wire/packed-plan.ts';
import { PLACEHOLDER } from '../../../src/wire/template.ts';
import { unfold } from '../../../src/wire/unfold.ts';

const planOf = (events: readonly PlanEvent[]): AnswerPlan => ({
  kind: 'answer',
  model: 'gpt-5.1',
  systemFingerprint: null,
  serviceTier: 'default',
  logprobs: 'null',
  events,
});

const role = (choice = 0): PlanEvent => ({ type: 'role', choice, wait: 300 });
const text = (words: string, wait: number, choice = 0): PlanEvent => ({ type: 'text', choice, text: words, wait });
const args = (index: number, words: string): PlanEvent => ({
  type: 'tool-args',
  choice: 0,
  index,
  text: words,
  wait: 9,
});
const open = (index: number): PlanEvent => ({
  type: 'tool-open',
  choice: 0,
  index,
  call: index,
  tool: 'function',
  name: 'f',
  wait: 5,
});
const finish: PlanEvent = { type: 'finish', choice: 0, reason: 'stop', wait: 0 };
const done: PlanEvent = { type: 'done', wait: 0 };
const logprob = { token: 'a', logprob: -0.1, bytes: [97], top_logprobs: [] };

const PLANS: Readonly<Record<string, readonly PlanEvent[]>> = {
  'text of many pieces': [role(), text('One', 0), text(' two', 31), text(' – 三 🙂', 65_535), finish, done],
  'an empty piece': [role(), text('', 1), text('', 2), text('a', 3), finish, done],
  'waits that are no whole numbers': [role(), text('a', 33.3), text('b', 33.4), text('c', 2), finish, done],
  'waits of more than a minute': [role(), text('a', 65_536), text('b', 70_000), text('c', 1), finish, done],
  'a lone surrogate': [role(), text('\ud83d', 1), text('\ude42', 2), finish, done],
  'a very long piece': [role(), text('x'.repeat(5000), 1), text('y'.repeat(70_000), 2), text('z', 3), finish, done],
  'choices that take turns': [role(), role(1), text('a', 1), text('b', 0, 1), text('c', 1), text('d', 0, 1), done],
  'calls side by side': [
    role(),
    open(0),
    args(0, '{'),
    args(0, '}'),
    open(1),
    args(1, '['),
    args(1, ']'),
    finish,
    done,
  ],
  'reasoning before the answer': [
    role(),
    { type: 'reasoning', choice: 0, text: 'Hm', wait: 4 },
    { type: 'reasoning', choice: 0, text: '…', wait: 4 },
    text('A', 1),
    text('B', 1),
    finish,
    done,
  ],
  'logprobs on some pieces': [
    role(),
    text('a', 1),
    { type: 'text', choice: 0, text: 'b', wait: 1, logprobs: () => [logprob] },
    text('c', 1),
    finish,
    done,
  ],
  'nothing at all': [],
};

describe('a packed plan', () => {
  it.each(Object.keys(PLANS))('gives back %s', (name) => {
    const plan = planOf(PLANS[name] ?? []);
    const again = unpackPlan(packPlan(plan));
    expect({ ...again }).toEqual(plan);
    expect(again.events).toEqual(plan.events);
  });

  it.each(Object.keys(PLANS))('unfolds to the same frames: %s', (name) => {
    const plan = planOf(PLANS[name] ?? []);
    const framesOf = (source: Parameters<typeof unfold>[0]): unknown[] =>
      [...unfold(source, PLACEHOLDER, { includeUsage: true, includeObfuscation: true }, 2)].map(({ wait, bytes }) => [
        wait,
        bytes,
      ]);
    expect(framesOf(packPlan(plan))).toEqual(framesOf(plan));
  });

  it('keeps pieces of a kind in one reel', () => {
    const { packed } = packPlan(planOf(PLANS['text of many pieces'] ?? []));
    expect(packed).toHaveLength(4);
  });
});
