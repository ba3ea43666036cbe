import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../src/contract/api-types.ts';
import { TOOL_TEXT_LIMIT } from '../../../../src/engine/understand/ask.ts';
import { readToolResults } from '../../../../src/engine/understand/tool-results.ts';

const call: Message = {
  role: 'assistant',
  content: null,
  tool_calls: [{ id: 'c1', type: 'function', function: { name: 'get_weather', arguments: '{"location":"Tokyo"}' } }],
};
const answer = (content: string): Message => ({ role: 'tool', tool_call_id: 'c1', content });

describe('readToolResults', () => {
  it('joins a result to the call that it answers', () => {
    const [result] = readToolResults([{ role: 'user', content: 'hi' }, call, answer('{"temperature":22}')]);
    expect(result).toMatchObject({
      name: 'get_weather',
      callId: 'c1',
      args: { location: 'Tokyo' },
      value: { temperature: 22 },
      failed: false,
    });
  });

  it('reads none where the conversation goes on after them', () => {
    expect(readToolResults([call, answer('1'), { role: 'user', content: 'and now?' }])).toEqual([]);
  });

  it.each(['{"error":"not found"}', '{"success":false}', 'Error: timeout', '2 validation errors:\nname missing'])(
    'takes %j for a failure',
    (text) => {
      expect(readToolResults([call, answer(text)])[0]?.failed).toBe(true);
    },
  );

  it.each(['{"error":null,"ok":true}', 'No errors were found', '[]'])('takes %j for a success', (text) => {
    expect(readToolResults([call, answer(text)])[0]?.failed).toBe(false);
  });

  it('keeps the text of a result bounded', () => {
    const [result] = readToolResults([call, answer('['.repeat(1_000_000))]);
    expect(result?.text.length).toBe(TOOL_TEXT_LIMIT);
    expect(result?.value).toBeUndefined();
  });
});
