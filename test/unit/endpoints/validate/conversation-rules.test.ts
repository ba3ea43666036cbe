import { describe, expect, it } from 'vitest';
import { bodyWith, essence, validatorFor } from './context.ts';

const validate = await validatorFor();
const user = { role: 'user', content: 'hi' };
const calls = (...ids: string[]): object => ({
  role: 'assistant',
  content: null,
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'f', arguments: 'not json' } })),
});
const answer = (id: string): object => ({ role: 'tool', tool_call_id: id, content: 'ok' });

const UNANSWERED =
  "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
  'The following tool_call_ids did not have response messages: ';
const STRAY =
  "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.";
const NULL_CONTENT = "Invalid value for 'content': expected a string, got null.";
const LONG = 'x'.repeat(86);
const TOO_LONG = 'string too long. Expected a string with maximum length 40, but got a string with length 86 instead.';

describe('a conversation out of order', () => {
  it.each([
    ['unanswered calls', [user, calls('a', 'b'), user], 'messages.[2].role', `${UNANSWERED}a, b`],
    ['one unanswered call of two', [user, calls('a', 'b'), answer('b'), user], 'messages.[3].role', `${UNANSWERED}a`],
    ['calls at the end', [user, calls('a')], 'messages.[1].role', `${UNANSWERED}a`],
    ['calls before the next calls', [user, calls('a'), calls('b'), answer('b')], 'messages.[2].role', `${UNANSWERED}a`],
    ['a tool message first', [answer('a')], 'messages.[0].role', STRAY],
    ['a tool message after a user', [user, calls('a'), answer('a'), user, answer('a')], 'messages.[4].role', STRAY],
    [
      'a tool message after plain text',
      [user, { role: 'assistant', content: 'x' }, answer('a')],
      'messages.[2].role',
      STRAY,
    ],
    [
      'an answer to another call',
      [user, calls('a'), answer('z')],
      'messages.[2].tool_call_id',
      "Invalid parameter: 'tool_call_id' of 'z' not found in 'tool_calls' of previous message.",
    ],
    [
      'a tool message without id',
      [user, calls('a'), { role: 'tool', content: 'x' }],
      'messages.[2].tool_call_id',
      "Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'.",
    ],
    [
      'a function message without name',
      [user, { role: 'function', content: 'x' }],
      'messages.[1].name',
      "Missing parameter 'name': messages with role 'function' must have a 'name'.",
    ],
    ['a user without content', [{ role: 'user' }], 'messages.[0].content', NULL_CONTENT],
    ['a system message with null', [{ role: 'system', content: null }, user], 'messages.[0].content', NULL_CONTENT],
    ['an assistant that says nothing', [user, { role: 'assistant' }], 'messages.[1].content', NULL_CONTENT],
    [
      'a tool message without content',
      [user, calls('a'), { role: 'tool', tool_call_id: 'a' }],
      'messages.[2].content',
      NULL_CONTENT,
    ],
  ])('rejects %s', (_, messages, param, message) => {
    const type = 'invalid_request_error';
    expect(essence(validate(bodyWith({ messages })))).toEqual({ status: 400, message, type, param, code: null });
  });

  it.each([
    ['a call', [user, calls(LONG), answer(LONG)], 'messages[1].tool_calls[0].id'],
    ['an answer', [user, calls('a'), answer(LONG)], 'messages[2].tool_call_id'],
  ])('rejects an id of 86 characters on %s', (_, messages, param) => {
    const error = essence(validate(bodyWith({ messages })));
    expect(error).toMatchObject({
      status: 400,
      message: `Invalid '${param}': ${TOO_LONG}`,
      param,
      code: 'string_above_max_length',
    });
  });

  it('words the content of a developer message as any other field', () => {
    const error = validate(bodyWith({ messages: [{ role: 'developer' }, user] }))?.error;
    expect(error).toMatchObject({ param: 'messages[0].content', code: 'missing_required_parameter' });
  });
});

describe('a conversation in order', () => {
  it.each([
    ['answered calls', [user, calls('a', 'b'), answer('b'), answer('a'), user]],
    ['answers at the end', [user, calls('a'), answer('a')]],
    ['a second answer to a call', [user, calls('a'), answer('a'), answer('a')]],
    ['two rounds', [user, calls('a'), answer('a'), calls('a'), answer('a')]],
    ['an assistant last', [user, { role: 'assistant', content: 'x' }]],
    ['an assistant that only refuses', [user, { role: 'assistant', refusal: 'no' }, user]],
    ['reasoning that comes back', [user, { role: 'assistant', content: 'x', reasoning_content: 'y' }, user]],
    ['ids of 40 characters', [user, calls('x'.repeat(40)), answer('x'.repeat(40))]],
    ['a function that returns null', [user, { role: 'function', name: 'f', content: null }]],
  ])('accepts %s', (_, messages) => {
    expect(validate(bodyWith({ messages }))).toBeUndefined();
  });
});
