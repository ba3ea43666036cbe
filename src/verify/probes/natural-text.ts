import { createHash } from 'node:crypto';

/** Draws whole numbers below a limit, the same for the same label. */
export type Draw = (below: number) => number;

/** Draws that follow from a label alone. */
export function drawsFrom(label: string): Draw {
  let state = createHash('sha256').update(label).digest().readUInt32BE(0);
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One of several, by a draw. */
export function pick<T>(list: readonly [T, ...T[]], draw: Draw): T {
  return list[draw(list.length)] ?? list[0];
}

const WHO = [
  'the clerk',
  'Ms. Amsel',
  'the night shift',
  'a neighbor',
  'the courier',
  'Mr. Oduya',
  'the caretaker',
] as const;
const WHERE = [
  'the front desk',
  'the harbor office',
  'the library',
  'the bakery',
  'the workshop',
  'the museum',
] as const;
const WHAT = [
  'two crates of lamps',
  'a box of letters',
  'the new chairs',
  'a roll of carpet',
  'the spare keys',
] as const;
const WHEN = ['on Monday', 'after lunch', 'before noon', 'late on Friday', 'in the morning', 'last week'] as const;
const WHY = [
  'because of the fog',
  'as the lift was out of order',
  'since nobody had called',
  'because the road was closed',
] as const;

const SENTENCES: readonly [(draw: Draw) => string, ...((draw: Draw) => string)[]] = [
  (draw) => `${pick(WHO, draw)} brought ${pick(WHAT, draw)} to ${pick(WHERE, draw)} ${pick(WHEN, draw)}`,
  (draw) => `${pick(WHERE, draw)} opened late ${pick(WHEN, draw)} ${pick(WHY, draw)}`,
  (draw) => `${pick(WHO, draw)} counted ${pick(WHAT, draw)} twice and found one missing ${pick(WHEN, draw)}`,
  (draw) => `nobody at ${pick(WHERE, draw)} remembered who had ordered ${pick(WHAT, draw)}`,
  (draw) => `${pick(WHO, draw)} waited ${5 + draw(50)} minutes at ${pick(WHERE, draw)} ${pick(WHY, draw)}`,
  (draw) => `${pick(WHEN, draw)} ${pick(WHO, draw)} moved ${pick(WHAT, draw)} from ${pick(WHERE, draw)} to the cellar`,
  (draw) =>
    `the invoice for ${pick(WHAT, draw)} came to ${20 + draw(900)} euros, which ${pick(WHO, draw)} paid in cash`,
];

/** So many plain English sentences, as notes of a day: about 16 tokens each. */
export function notes(sentences: number, draw: Draw): string {
  return Array.from({ length: sentences }, () => {
    const sentence = pick(SENTENCES, draw)(draw);
    return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
  }).join(' ');
}
