// Proves src/engine/prose/: the sentences that answers are made of.
import { describe, expect, it } from 'vitest';
import * as chinese from '../../../../src/engine/prose/chinese-bank.ts';
import { DOMAINS, domainOf } from '../../../../src/engine/prose/domains.ts';
import * as english from '../../../../src/engine/prose/english-bank.ts';
import { englishSlots } from '../../../../src/engine/prose/english-slots.ts';
import { fill } from '../../../../src/engine/prose/fill.ts';
import { FOREIGN } from '../../../../src/engine/prose/foreign-bank.ts';
import * as reasoning from '../../../../src/engine/prose/reasoning-bank.ts';
import { createVoice } from '../../../../src/engine/prose/voice.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { askAbout } from './ask-about.ts';

/** Slots that the writers add to their own templates. */
const ADDED = {
  step2: 'read',
  clause: 'it rains',
  verb: 'book',
  words: 'this',
  want: 'help',
  tools: '`t`',
  expression: '1 + 1',
  result: '2',
  sentence: 'It is.',
  e: '1',
  r: '1',
  hero: '小林',
  name: 'Ana',
  role: '向导',
  where: '',
  what: '天气',
  a: 'x',
  b: 'y',
};
const slots = {
  ...chinese.CHINESE_WORDS,
  ...englishSlots(askAbout('Tell me about rain'), domainOf(['rain'])),
  ...ADDED,
};
const lists = [english, chinese, reasoning].flatMap((bank) =>
  Object.entries(bank).filter((entry): entry is [string, readonly string[]] => Array.isArray(entry[1])),
);
const foreign = Object.entries(FOREIGN).flatMap(([language, bank]) =>
  Object.entries(bank).map(([name, list]): [string, readonly string[]] => [`${language}.${name}`, list]),
);

describe('templates', () => {
  it.each([...lists, ...foreign])('of %s can be filled in every way', (_, templates) => {
    for (const template of templates) {
      for (let seed = 0; seed < 12; seed++) {
        const text = createVoice(createRandom(`${seed}`), 1, '', slots).say(template);
        expect(text).not.toMatch(/[{}[\]|]| {2}|\.\.(?!\.)|undefined/);
        expect(text.trim()).not.toBe('');
      }
    }
  });

  it.each([...lists, ...foreign])('of %s are all different', (_, templates) => {
    expect(new Set(templates).size).toBe(templates.length);
  });
});

describe('fill', () => {
  const draw = { index: () => 0, next: (_: string, values: readonly string[]) => values[0] ?? '' };

  it('fills slots, capitals, lists and choices', () => {
    expect(fill('[Hi|Hello] {name}: {Word} [{name}|x]!', { name: 'Ana', word: ['rain', 'sun'] }, draw)).toBe(
      'Hi Ana: Rain Ana!',
    );
  });

  it('leaves marks in values alone', () => {
    expect(fill('{a}', { a: '{b} [c|d]' }, draw)).toBe('{b} [c|d]');
  });

  it('rejects a slot that nobody filled', () => {
    expect(() => fill('{nobody}', {}, draw)).toThrow('Failed to fill a template: no slot "nobody"');
  });
});

describe('domains', () => {
  it.each(DOMAINS.map((domain) => [domain.name, domain] as const))(
    'of %s have enough words for an answer',
    (_, domain) => {
      for (const list of [domain.aspect, domain.people, domain.goal, domain.step, domain.sample]) {
        expect(new Set(list).size).toBe(list.length);
        expect(list.length).toBeGreaterThanOrEqual(5);
      }
    },
  );
});
