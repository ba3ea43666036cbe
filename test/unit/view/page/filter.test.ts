import { describe, expect, test } from 'vitest';
import { parseFilter } from '../../../../src/view/page/filter.ts';
import type { ViewedSummary } from '../../../../src/view/viewed-exchange.ts';

const ROW: ViewedSummary = {
  number: 12,
  startedAt: 0,
  method: 'POST',
  path: '/v1/chat/completions',
  model: 'gpt-5.1',
  asked: 'What is the capital of France?',
  session: 'worker-2',
  source: { kind: 'scenario', name: 'capital' },
  faults: ['sse.stall'],
  state: 'reset',
  status: 200,
  stream: true,
  findings: 0,
};

describe('a filter', () => {
  test.each([
    ['', true],
    ['CAPITAL', true],
    ['capital berlin', false],
    ['"capital of France"', true],
    ['"capital  of"', false],
    ['-berlin', true],
    ['-capital', false],
    ['model:gpt', true],
    ['model:worker', false],
    ['-model:gpt', false],
    ['session:worker-2 fault:stall status:20', true],
    ['scenario:capital', true],
    ['is:fault is:cut', true],
    ['is:error', false],
    ['-is:error', true],
    ['is:nothing', false],
    ['#12', true],
    ['/v1/chat', true],
    ['constructor:x', false],
    ['is:constructor', false],
    ['-', true],
    ['"', true],
    ['model:"gpt-5.1" is:stream', true],
  ])('%j: %j', (text, expected) => {
    expect(parseFilter(text)(ROW)).toBe(expected);
  });

  test('looks a word with an unknown field up as it stands', () => {
    expect(parseFilter('http://x')(ROW)).toBe(false);
    expect(parseFilter('http://x')({ ...ROW, asked: 'Open http://x now' })).toBe(true);
  });
});
