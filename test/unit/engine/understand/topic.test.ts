import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTopic, PHRASE_LIMIT, tidyPhrase, topicOf } from '../../../../src/engine/understand/topic.ts';

describe('tidyPhrase', () => {
  it('keeps a phrase short, on one line and free of marks, whatever the text', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 600 }), (text) => {
        const phrase = tidyPhrase(text);
        expect(phrase.length).toBeLessThanOrEqual(PHRASE_LIMIT);
        expect(phrase).not.toMatch(/[{}[\]<>|"`\n\r\0]| {2}|^\s|\s$/);
        expect(phrase.isWellFormed()).toBe(true);
      }),
      { seed: 7, numRuns: 400 },
    );
  });
});

describe('topicOf', () => {
  it.each([
    ['the Roman Empire', { phrase: 'Roman Empire', determiner: 'the ', plural: false }],
    ['my boss', { phrase: 'boss', determiner: 'your ', plural: false }],
    ['benefits of tea', { phrase: 'benefits of tea', determiner: '', plural: true }],
    ['the history of wars', { phrase: 'history of wars', determiner: 'the ', plural: false }],
    ['cats and dogs', { phrase: 'cats and dogs', plural: true }],
    ['TypeScript generics', { phrase: 'TypeScript generics', plural: true }],
    ['lions', { phrase: 'lions', plural: true }],
    ['physics', { phrase: 'physics', plural: false }],
    ['Kubernetes', { phrase: 'Kubernetes', plural: false }],
  ])('reads %j', (raw, topic) => {
    expect(topicOf(raw, 'en')).toMatchObject(topic);
  });
});

describe('findTopic', () => {
  it('keeps names of several words together', () => {
    expect(findTopic('Somebody said they would go and see New York City', 'en').phrase).toContain('New York City');
  });

  it('finds nothing where there are no words', () => {
    expect(findTopic('🎉 … ?!', 'en').phrase).toBe('');
  });
});
