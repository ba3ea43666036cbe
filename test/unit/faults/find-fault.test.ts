import { describe, expect, test } from 'vitest';
import { StarmockError } from '../../../src/contract/errors.ts';
import { checkFaults, chooseFault, findFault } from '../../../src/faults/find-fault.ts';

function complaint(text: string): string {
  try {
    chooseFault(text);
  } catch (error) {
    if (error instanceof StarmockError) return `${error.code} ${error.message}`;
  }
  return 'none';
}

describe('finding a fault', () => {
  test('gives it the defaults of its parameters', () => {
    expect([...chooseFault('http.status').values]).toEqual([
      ['value', 500],
      ['retry_after', 0],
    ]);
  });

  test.each([
    ['vision.413=16k', 'value', 16_384],
    ['vision.413=2m', 'value', 2_097_152],
    ['usage.estimate=0.5', 'value', 0.5],
    ['param.ignore=stop', 'value', 'stop'],
    ['429@retry_after=7', 'retry_after', 7],
  ])('reads its parameters: %s', (text, name, value) => {
    expect(chooseFault(text).values.get(name)).toBe(value);
  });

  test.each([
    ['sse.done-misssing', 'there is no fault "sse.done-misssing"; did you mean sse.done-missing'],
    ['stall', 'did you mean sse.stall'],
    ['nothing.like-it', 'there is no fault "nothing.like-it"; starmock faults lists them'],
    ['b.bom=3', 'fault b.bom has no parameter "value"; it takes none'],
    ['http.status@wait=3', 'fault http.status has no parameter "wait"; it takes http.status=…, retry_after'],
    ['http.status=many', 'value of fault http.status isn\'t a number: "many"'],
    ['b.bom@', '"b.bom@" is not the name of a fault; write name, name=value or'],
  ])('says what is wrong: %s', (text, message) => {
    expect(complaint(text)).toContain('BAD_OPTION Cannot inject fault: ');
    expect(complaint(text)).toContain(message);
  });

  test('tells of the first mistake in a list', () => {
    expect(checkFaults('b.bom, b.bomb')).toMatchObject({ problem: 'there is no fault "b.bomb"' });
    expect(checkFaults('b.bom, 429')).toBeUndefined();
    expect(checkFaults(' ')).toEqual({ problem: 'it names no fault' });
  });

  test('takes a bare status for an error with it', () => {
    expect(findFault('503')).toMatchObject({ text: '503', fault: { name: 'http.status' } });
  });
});
