import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonBody, plainTemplate, streamTemplate } from '../../../src/wire/encode.ts';
import { fold } from '../../../src/wire/fold.ts';
import { unfold } from '../../../src/wire/unfold.ts';
import { utf8Length } from '../../../src/wire/utf8.ts';
import { textOf } from '../../support/events.ts';
import { call, finish, IDENTITY, planOf, role, text } from '../../support/plans.ts';

const OPTIONS = { includeUsage: true, includeObfuscation: true };

const PLANS = {
  text: planOf([role(), text('Hello, 世界 🌍'), finish()]),
  'two calls': planOf([role(), ...call('f', ['{"a":', '1}'], 0), ...call('g', ['{}'], 1), finish('tool_calls')]),
  'a custom call': planOf([role(), ...call('sql', ['SELECT 1'], 0, 'custom'), finish('tool_calls')]),
  'a legacy call': planOf([role(), ...call('f', ['{}'], 0, 'legacy'), finish('function_call')]),
};

describe.each(Object.entries(PLANS))('a template of %s', (_, plan) => {
  test('renders the stream as it would be encoded anew', () => {
    const template = streamTemplate(plan, OPTIONS);
    const streams = [template(IDENTITY), template(IDENTITY)].map((bytes) => textOf([{ wait: 0, bytes }]));
    const encoded = textOf(unfold(plan, IDENTITY, OPTIONS));
    expect(streams).toEqual([encoded, encoded]);
  });

  test('renders the plain body as it would be encoded anew, and knows its length', () => {
    const template = plainTemplate(plan);
    const body = template.render(IDENTITY);
    expect(body).toBe(jsonBody(fold(plan, IDENTITY)));
    expect(template.bytes).toBe(Buffer.byteLength(body));
  });
});

test('utf8Length agrees with an encoder on any text', () => {
  assert(
    property(string({ unit: 'binary' }), (value) => {
      expect(utf8Length(value)).toBe(Buffer.byteLength(value));
    }),
    { seed: 1 },
  );
});
