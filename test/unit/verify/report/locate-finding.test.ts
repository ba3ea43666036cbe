import { describe, expect, it } from 'vitest';
import { locateFinding, type Place } from '../../../../src/verify/report/locate-finding.ts';
import { seen, type ObservedFacts } from '../support/observed.ts';

const EVENTS = { request: { stream: true }, headers: [['content-type', 'text/event-stream']] } as const;

const place = (facts: ObservedFacts, where: { readonly path?: string; readonly event?: number } = {}): Place =>
  locateFinding({ seen: seen(facts), path: '', ...where });

describe('locateFinding', () => {
  it('has no place in a body that is not there', () => {
    expect(place({})).toEqual({ excerpt: '' });
  });

  it('is the beginning of an event, when it came, and three lines from there', () => {
    const body = ['data: {"a":1}\n\n', 'data: {"b":2}\n\n', 'data: {"c":3}\n\ndata: {"d":4}\n\ndata: {"e":5}\n\n'];
    expect(place({ ...EVENTS, body }, { event: 1 })).toEqual({
      byte: 15,
      ms: 20,
      excerpt: 'data: {"b":2}\ndata: {"c":3}\ndata: {"d":4}',
    });
    expect(place({ ...EVENTS, body }, { event: 2 })).toMatchObject({ byte: 30, ms: 30 });
  });

  it('is the end of a stream where no event is to blame', () => {
    const body = 'data: {"a":1}\n\ndata: [DONE]\n\n';
    expect(place({ ...EVENTS, body })).toEqual({ excerpt: 'data: {"a":1}\ndata: [DONE]' });
    expect(place({ ...EVENTS, body }, { event: 99 })).toEqual({ excerpt: 'data: {"a":1}\ndata: [DONE]' });
  });

  it('is the line of the last name of a path', () => {
    const body = JSON.stringify({ id: 'é', choices: [{ index: 0, message: { role: 'x' } }] }, null, 1);
    const { byte = -1, excerpt } = place({ body }, { path: '/choices/0/message/role' });
    expect(excerpt.split('\n')[0]?.trim()).toBe('"role": "x"');
    expect(Buffer.from(body).subarray(byte).toString().trim()).toMatch(/^"role": "x"/);
  });

  it('is the name itself in a body of one line, however long that is', () => {
    const body = JSON.stringify({ id: 'é'.repeat(1000), 'a/b': 1, usage: { total_tokens: 'x' } });
    const bytes = Buffer.from(body);
    const { byte = -1, excerpt } = place({ body }, { path: '/usage/total_tokens' });
    expect(bytes.subarray(byte).toString()).toBe('"total_tokens":"x"}}');
    expect(excerpt).toContain('"usage":{"total_tokens":"x"}}');
    expect(place({ body }, { path: '/a~1b' }).byte).toBe(bytes.indexOf('"a/b"'));
  });

  it('came when its byte did', () => {
    const body = ['{"id":"x",', '"usage":{}}'];
    expect(place({ body }, { path: '/usage' })).toEqual({ byte: 10, ms: 20, excerpt: body.join('') });
    expect(place({ body }, { path: '/id' })).toEqual({ byte: 1, ms: 10, excerpt: body.join('') });
  });

  it('is the beginning of a body where the path names nothing in it', () => {
    expect(place({ body: '{\n"a":1}' }, { path: '/usage/total_tokens' })).toEqual({
      byte: 0,
      ms: 10,
      excerpt: '{\n"a":1}',
    });
  });

  it('tells no moment where nobody noted any', () => {
    expect(place({ body: '{}', timed: false })).toEqual({ byte: 0, excerpt: '{}' });
  });

  it('shortens long lines', () => {
    const { excerpt } = place({ body: JSON.stringify({ a: 'x'.repeat(5000) }) });
    expect(excerpt).toHaveLength(401);
    expect(excerpt.endsWith('…')).toBe(true);
  });
});
