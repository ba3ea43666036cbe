// Proves src/engine/values.
import { describe, expect, it } from 'vitest';
import type { JsonSchema, JsonValue } from '../../../../src/contract/api-types.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import { argumentStates } from '../../../../src/engine/values/argument-state.ts';
import { describedChoice, describedChoices } from '../../../../src/engine/values/described-choice.ts';
import { createFacts } from '../../../../src/engine/values/facts.ts';
import { findEnumeration, splitCount } from '../../../../src/engine/values/find-enumeration.ts';
import { findGist } from '../../../../src/engine/values/find-gist.ts';
import { generateValue } from '../../../../src/engine/values/generate-value.ts';
import { createKnown } from '../../../../src/engine/values/known-values.ts';
import { coordinatedThings, leftoverWords } from '../../../../src/engine/values/leftover-words.ts';
import type { Bindings } from '../../../../src/engine/values/making.ts';
import { meaningOf } from '../../../../src/engine/values/meaning.ts';
import { withoutRetracted } from '../../../../src/engine/values/retracted.ts';
import { stem } from '../../../../src/engine/values/tokens.ts';
import { sameUnit } from '../../../../src/engine/values/unit-names.ts';

const stems = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(stem));
const S = { type: 'string' };

describe('withoutRetracted', () => {
  it.each([
    ['not in Berlin but in Hamburg', 'in Hamburg'],
    ['Meet at 3pm, sorry, 4pm', 'Meet at 4pm'],
    ['Will it snow in Tromso? Sorry, I mean in Bodo.', 'Will it snow in Bodo.'],
    ['Fly to Rome instead of Milan', 'Fly to Rome'],
    ['I have no idea', 'I have no idea'],
    ['Why not Python?', 'Why not Python?'],
  ])('reads "%s"', (text, expected) => expect(withoutRetracted(text)).toBe(expected));
});

describe('findEnumeration', () => {
  it.each([
    ['Put milk, rye bread and 6 eggs on the list.', ['milk', 'rye bread', '6 eggs']],
    ["I'd like to order 2 pizzas and a cola for pickup.", ['2 pizzas', 'cola']],
    ['Invite: Ann, Bob, Cleo', ['Ann', 'Bob', 'Cleo']],
    ['How deep is it?', []],
  ])('lists what "%s" names', (text, expected) => expect(findEnumeration(text)).toEqual(expected));

  it('tells how many of each', () => {
    expect(splitCount('2 x bagels')).toMatchObject({ thing: 'bagels', count: 2 });
    expect(splitCount('three ferns')).toMatchObject({ thing: 'ferns', count: 3 });
    expect(splitCount('rye bread')).toMatchObject({ thing: 'rye bread', count: 1 });
  });
});

describe('leftoverWords', () => {
  const covered = stems('set heating room temperature degrees tower height higher element data melting');
  it.each([
    ['Set the bedroom heating to 21 degrees', 'bedroom'],
    ['What is the melting point of gallium?', 'gallium'],
    ['Set the heating of Maple House higher', 'Maple House'],
  ])('finds the thing of "%s"', (text, expected) =>
    expect(leftoverWords(createFacts(text), covered)[0]).toBe(expected),
  );

  it('finds things that stand side by side', () => {
    const things = (text: string): readonly string[] => coordinatedThings(createFacts(text), covered);
    expect(things('Which is higher, the Kestrel tower or the Magpie tower?')).toEqual(['Kestrel', 'Magpie']);
    expect(things('The Kestrel tower is old.')).toEqual([]);
  });
});

describe('findGist', () => {
  it.each([
    ['Add a dentist appointment tomorrow at 3pm', 'add appointment', 'dentist appointment'],
    ['The lift is stuck, please open a ticket', 'open ticket', 'The lift is stuck'],
  ])('makes a title of "%s"', (text, words, expected) =>
    expect(findGist(createFacts(text), stems(words))).toBe(expected),
  );
});

describe('createKnown', () => {
  const field = (name: string, path: string[] = []): Parameters<ReturnType<typeof createKnown>['find']>[0] => ({
    name,
    path,
    meaning: meaningOf(name, '', '', path),
    description: '',
  });
  const known = (value: JsonValue, wish = '', name = 'find_order'): ReturnType<typeof createKnown> =>
    createKnown([{ name, value, text: JSON.stringify(value) }], wish);

  it.each<[JsonValue, string, string[], JsonValue]>([
    [{ order_id: 'A-1' }, 'order_id', [], 'A-1'],
    [{ id: 'A-1' }, 'order_id', [], 'A-1'],
    [{ order: { id: 7 } }, 'orderId', [], 7],
    [{ temperature_f: 50 }, 'fahrenheit', [], 50],
    [{ lat: 53.5 }, 'latitude', [], 53.5],
    [['a.md', 'b.md'], 'name', ['open_order'], 'a.md'],
  ])('finds in %j a value for %s', (value, name, path, expected) =>
    expect(known(value).find(field(name, path))[0]?.value).toBe(expected),
  );

  it('finds no identifier of something else', () => {
    expect(known({ customer_id: 'C-1' }, '', 'whoami').find(field('order_id'))).toEqual([]);
  });

  it('puts the record first that the wish singles out', () => {
    const flights = [
      { flight_id: 1, price: 212 },
      { flight_id: 2, price: 149 },
    ];
    expect(known(flights, 'the cheapest flight').find(field('flight_id'))[0]?.value).toBe(2);
    const bikes = [
      { bike_id: 'x', color: 'blue' },
      { bike_id: 'y', color: 'red' },
    ];
    expect(known(bikes, 'the red bike').find(field('bike_id'))[0]?.value).toBe('y');
  });

  it('keeps together the records that are meant together', () => {
    const members = [
      { id: 'm1', paid: false },
      { id: 'm2', paid: true },
      { id: 'm3', paid: false },
    ];
    expect(known(members, 'all who have not paid', 'list_members').several(field('member_id'))).toEqual(['m1', 'm3']);
  });

  it('tells the number that is asked for', () => {
    expect(known({ chairs: 64, tables: 12 }, 'How many tables?').asked('number')).toBe(12);
    expect(
      createKnown([{ name: 'gauge', args: { gauge: 3 }, value: { gauge: 3, level: 18 }, text: '' }], 'level').numbers,
    ).toEqual([18]);
  });
});

describe('bindings', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: { order_id: S, reason: S },
    required: ['order_id', 'reason'],
  };
  const states = (words: string, bindings: Bindings): string[] =>
    argumentStates(schema, { random: createRandom('1'), words, name: 'refund_order', bindings }).map(
      ({ state }) => state,
    );

  it('tells what is given, free and missing', () => {
    expect(states('Refund it, it broke', { first: 'words' })).toEqual(['missing', 'free']);
    expect(states('Refund order A-77, it broke', { first: 'words' })).toEqual(['given', 'free']);
    const known = createKnown([{ name: 'find_order', value: { order_id: 'A-9' }, text: '' }], '');
    expect(states('Refund it, it broke', { first: 'words', known })).toEqual(['given', 'free']);
  });

  it('never takes an identifier that belongs to something else', () => {
    expect(states('Refund the order of customer C-88', { first: 'words' })[0]).toBe('missing');
  });

  it('takes no value that has failed', () => {
    const bindings = { first: 'words' as const, refused: new Set(['a-77']) };
    expect(states('Refund order A-77, it broke', bindings)[0]).toBe('missing');
  });

  it('fills records from a list in the words', () => {
    const items = {
      type: 'array',
      items: { type: 'object', properties: { name: S, quantity: { type: 'integer' } }, required: ['name', 'quantity'] },
    };
    const order: JsonSchema = { type: 'object', properties: { items }, required: ['items'] };
    const words = 'Please order 2 margherita pizzas and 1 cola.';
    const bindings = { first: 'words' as const, covered: stems('order') };
    expect(generateValue(order, { random: createRandom('1'), words, name: 'place_order', bindings })).toMatchObject({
      items: [{ quantity: 2 }, { name: 'cola', quantity: 1 }],
    });
  });

  it('makes paths absolute where a base is given', () => {
    const file: JsonSchema = { type: 'object', properties: { path: S }, required: ['path'] };
    const bindings = { first: 'words' as const, base: '/repo' };
    expect(generateValue(file, { random: createRandom('1'), words: 'Read calc.py', bindings })).toEqual({
      path: '/repo/calc.py',
    });
  });
});

describe('described choices', () => {
  it('are read from a description and chosen by the words', () => {
    const choices = describedChoices("'yes' when the document helps, 'no' when it does not");
    expect(choices).toEqual(['yes', 'no']);
    expect(describedChoice(choices, createFacts('Document: Ferns need shade.\nQuestion: What do ferns need?'))).toBe(
      'yes',
    );
    expect(describedChoice(choices, createFacts('Document: Ferns need shade.\nQuestion: Who won the cup final?'))).toBe(
      'no',
    );
    expect(describedChoices('The "name" of it')).toEqual([]);
  });
});

describe('sameUnit', () => {
  it.each([
    [['temperature', 'c'], ['celsius'], true],
    [['price', 'gbp'], ['pounds'], true],
    [['a'], ['c'], false],
    [['distance', 'km'], ['miles'], false],
  ])('compares %j with %j', (a, b, expected) => expect(sameUnit(a, b)).toBe(expected));
});
