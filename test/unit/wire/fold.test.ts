import { describe, expect, test } from 'vitest';
import { fold } from '../../../src/wire/fold.ts';
import { call, finish, IDENTITY, planOf, role, text } from '../../support/plans.ts';

interface Body {
  readonly choices: readonly { readonly message: Record<string, unknown>; readonly finish_reason: string }[];
}

const bodyOf = (plan: ReturnType<typeof planOf>): Body => fold(plan, IDENTITY) as unknown as Body;

describe('fold', () => {
  test('writes keys in the order of the API', () => {
    const body = bodyOf(planOf([role(), text('Hi'), finish()], { logprobs: 'null' }));
    expect(Object.keys(body)).toEqual(
      'id object created model choices usage service_tier system_fingerprint'.split(' '),
    );
    expect(Object.keys(body.choices[0] ?? {})).toEqual(['index', 'message', 'logprobs', 'finish_reason']);
    expect(Object.keys(body.choices[0]?.message ?? {})).toEqual(['role', 'content', 'refusal', 'annotations']);
  });

  test('joins pieces of text and of reasoning', () => {
    const thought = { type: 'reasoning', choice: 0, text: 'Hm', wait: 0 } as const;
    const { message } = bodyOf(planOf([role(), thought, thought, text('a'), text('b'), finish()])).choices[0] ?? {};
    expect(message).toMatchObject({ reasoning_content: 'HmHm', content: 'ab' });
  });

  test('keeps content null for calls, and empty for an answer that was cut before its first word', () => {
    const calls = bodyOf(planOf([role(), ...call('f', ['{"a"', ':1}']), finish('tool_calls')])).choices[0]?.message;
    expect(calls).toMatchObject({ content: null, tool_calls: [{ function: { name: 'f', arguments: '{"a":1}' } }] });
    expect(bodyOf(planOf([role(), finish('length')])).choices[0]?.message['content']).toBe('');
  });

  test('has no tool_calls key when there are none', () => {
    expect(bodyOf(planOf([role(), text('x'), finish()])).choices[0]?.message).not.toHaveProperty('tool_calls');
  });

  test('keeps choices apart', () => {
    const body = bodyOf(planOf([role(0), role(1), text('a', 0), text('b', 1), finish('stop', 1), finish('length', 0)]));
    expect(body.choices.map((choice) => [choice.message['content'], choice.finish_reason])).toEqual([
      ['a', 'length'],
      ['b', 'stop'],
    ]);
  });
});
