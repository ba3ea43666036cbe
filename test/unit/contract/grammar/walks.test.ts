// Proves src/contract/grammar/: all that the grammar allows is accepted, and each mutation is found.
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { StreamGrammar } from '../../../../src/contract/grammar/data.ts';
import { createStreamJudge, judgeStream } from '../../../../src/contract/grammar/stream-grammar.ts';
import { bytesOf, chunk, choice, padded, usage, type Chunk } from './transcripts.ts';
import { speak, walk, wayTo, type Step } from './walks.ts';
import { growth, MAX_LINEAR_GROWTH } from '../../../support/effort.ts';

const grammar = parse(readFileSync('spec/stream-grammar.yaml', 'utf8')) as StreamGrammar;

const stream = fc.record({
  choices: fc.array(fc.array(fc.nat(999), { maxLength: 30 }), { minLength: 1, maxLength: 3 }),
  turns: fc.infiniteStream(fc.nat(99)),
  shared: fc.boolean(),
  asked: fc.boolean(),
  padding: fc.boolean(),
  empties: fc.boolean(),
});

/** Takes a step of one choice after the other, in any order, as the service does for n > 1. */
function interleave(walks: Step[][], turns: Iterator<number>): [step: Step, index: number][] {
  const left = walks.map((steps, index) => ({ steps: [...steps], index }));
  const order: [Step, number][] = [];
  while (left.some(({ steps }) => steps.length > 0)) {
    const waiting = left.filter(({ steps }) => steps.length > 0);
    const turn = waiting[Number(turns.next().value) % waiting.length];
    const step = turn?.steps.shift();
    if (turn && step) order.push([step, turn.index]);
  }
  return order;
}

/** Two steps of different choices may share a chunk. */
function pack(order: [Step, number][], shared: boolean, more: Chunk): Chunk[] {
  const chunks: Chunk[] = [];
  for (let i = 0; i < order.length; i++) {
    const [step, index] = order[i] ?? [];
    const [next, other] = order[i + 1] ?? [];
    const pair = shared && next !== undefined && other !== index;
    const parts = [choice(step?.delta, step?.finish, index)];
    if (pair) parts.push(choice(next.delta, next.finish, other));
    chunks.push(chunk(parts, more));
    if (pair) i++;
  }
  return chunks;
}

type Drawn = typeof stream extends fc.Arbitrary<infer Value> ? Value : never;

function built(drawn: Drawn): { request: Chunk; chunks: Chunk[]; symbols: string[] } {
  const walks = drawn.choices.map((decisions) => walk(grammar, decisions));
  const order = interleave(walks, drawn.turns[Symbol.iterator]());
  const none = drawn.asked ? { usage: null } : {};
  const chunks = [
    ...(drawn.empties ? [chunk([], none)] : []),
    ...pack(order, drawn.shared, none),
    ...(drawn.asked ? [chunk([], { usage: usage() })] : []),
  ];
  const request = { n: walks.length, stream_options: { include_usage: drawn.asked } };
  return { request, chunks: drawn.padding ? padded(chunks) : chunks, symbols: order.map(([step]) => step.symbol) };
}

describe('walks through the data', () => {
  it('are accepted, whichever legal way they take', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(stream, (drawn) => {
        const { request, chunks, symbols } = built(drawn);
        for (const symbol of symbols) seen.add(symbol);
        expect(judgeStream(grammar, bytesOf(chunks), request)).toEqual([]);
      }),
      { numRuns: 1000, seed: 36 },
    );
    const symbols = grammar.choice.symbols.flatMap((s) => ('symbol' in s ? [s.symbol] : [s.header, s.piece]));
    expect(seen).toEqual(new Set(symbols));
  });

  it('are refused when the stream is cut anywhere before its end', () => {
    fc.assert(
      fc.property(stream, fc.nat(), (drawn, at) => {
        const { request, chunks } = built(drawn);
        const body = bytesOf(chunks);
        const events = body.split('\n\n').slice(0, -1);
        const cut = events.slice(0, at % events.length).map((event) => `${event}\n\n`);
        const found = judgeStream(grammar, cut.join(''), request).map((finding) => finding.requirement);
        expect(found).toContain('sse.done.once');
      }),
      { numRuns: 200, seed: 37 },
    );
  });

  const breaches = grammar.choice.transitions.flatMap((rule) =>
    rule.breaks === undefined ? [] : rule.from.flatMap((from) => rule.on.map((on) => [from, on, rule.breaks] as const)),
  );

  it.each(breaches)('break in state %s at %s the requirement %s', (state, symbol, breaks) => {
    const judge = createStreamJudge(grammar, { request: {} });
    const steps = speak([...wayTo(grammar, state), symbol]);
    const found = steps.map(({ delta, finish }) => judge.event(chunk([choice(delta, finish)])));
    expect(found.slice(0, -1).flat()).toEqual([]);
    expect(found.at(-1)?.map((finding) => finding.requirement)).toContain(breaks);
  });
});

describe('the judge', () => {
  it('does the same work for each event, however many came before', () => {
    const judged = (count: number): void => {
      const judge = createStreamJudge(grammar, { request: {} });
      const events = [
        chunk([choice({ role: 'assistant' })]),
        ...Array.from({ length: count }, () => chunk([choice({ content: 'a' })])),
      ];
      expect(events.flatMap((body) => judge.event(body))).toEqual([]);
    };
    expect(growth(judged, 12_000)).toBeLessThan(MAX_LINEAR_GROWTH);
  });
});
