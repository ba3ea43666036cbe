import { describe, expect, test } from 'vitest';
import { parseFault, splitFaults } from '../../../src/faults/parse-fault.ts';

const read = (text: string): unknown => {
  const call = parseFault(text);
  return 'problem' in call ? 'problem' : { name: call.name, ...Object.fromEntries(call.values) };
};

describe('the name of a fault', () => {
  test.each([
    ['sse.bom', { name: 'sse.bom' }],
    ['usage.estimate=0.38', { name: 'usage.estimate', value: '0.38' }],
    ['sse.stall@chunk=3', { name: 'sse.stall', chunk: '3' }],
    ['sse.pause@chunk=3,ms=50', { name: 'sse.pause', chunk: '3', ms: '50' }],
    ['http.redirect=308@to=/v2', { name: 'http.redirect', value: '308', to: '/v2' }],
    ['429', { name: 'http.status', value: '429' }],
    ['503@retry_after=2', { name: 'http.status', value: '503', retry_after: '2' }],
    ['  sse.bom  ', { name: 'sse.bom' }],
  ])('is taken apart: %s', (text, wanted) => {
    expect(read(text)).toEqual(wanted);
  });

  test.each([
    '',
    '=3',
    'sse.stall=',
    'sse.stall@',
    'sse.stall@chunk',
    'sse.stall@chunk=',
    'sse.stall@=3',
    '429=1',
    'a@b=1=2',
  ])('is refused where it has no such form: "%s"', (text) => {
    expect(read(text)).toBe('problem');
  });

  test('keeps what was written', () => {
    expect(parseFault(' 429 ')).toMatchObject({ text: '429' });
  });
});

describe('a list of faults', () => {
  test.each([
    ['429,429,ok,sse.bom', ['429', '429', 'ok', 'sse.bom']],
    ['sse.pause@chunk=3,ms=50, usage.jitter=2', ['sse.pause@chunk=3,ms=50', 'usage.jitter=2']],
    ['503@retry_after=2,ok', ['503@retry_after=2', 'ok']],
    [' , ', []],
    ['', []],
  ])('is taken apart at its commas, those between parameters excepted: %s', (text, wanted) => {
    expect(splitFaults(text)).toEqual(wanted);
  });
});
