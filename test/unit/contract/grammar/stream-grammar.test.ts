import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { GRAMMAR_NAMES, namesUsed } from '../../../../src/contract/grammar/compile.ts';
import type { StreamGrammar } from '../../../../src/contract/grammar/data.ts';
import { collectRequirements } from '../../../../src/contract/requirements.ts';
import { createStreamJudge, judgeStream } from '../../../../src/contract/grammar/stream-grammar.ts';
import { mutate, MUTATIONS } from './mutations.ts';
import { bytesOf, chunk, choice, TRANSCRIPTS, usage } from './transcripts.ts';

const source = readFileSync('spec/stream-grammar.yaml', 'utf8');
const load = (): StreamGrammar => parse(source) as StreamGrammar;
const grammar = load();
const shapes = Object.entries(TRANSCRIPTS);
const ids = (findings: readonly { requirement: string }[]): string[] => [
  ...new Set(findings.map((f) => f.requirement)),
];
const text = TRANSCRIPTS['a text'] ?? { request: {}, chunks: [] };

/** The plain body that calls one function. */
function plainCall(name: string): unknown {
  const call = { id: 'x', type: 'function', function: { name, arguments: '{}' } };
  return { choices: [{ index: 0, message: { content: null, tool_calls: [call] }, finish_reason: 'tool_calls' }] };
}

function verdict(changed: StreamGrammar, name: string): string[] {
  const { request, chunks } = TRANSCRIPTS[name] ?? text;
  return ids(judgeStream(changed, bytesOf(chunks), request));
}

/** The rules, tolerating what breaks one requirement: steps stay but are no breach any more, all else goes. */
function without<Rule extends object>(breaks: string, rules: readonly Rule[]): Rule[] {
  return rules.flatMap((rule) => {
    const breach = 'breaks' in rule && rule.breaks === breaks;
    if (breach && !('from' in rule)) return [];
    const requires = 'requires' in rule ? { requires: without(breaks, rule.requires as object[]) } : {};
    return [{ ...rule, ...(breach ? { breaks: undefined } : {}), ...requires }];
  });
}

/** The grammar without one requirement. */
function tolerant(breaks: string): StreamGrammar {
  const { stream, choice, framing, invariants, levels } = load();
  return {
    levels,
    stream: { ...stream, transitions: without(breaks, stream.transitions) },
    choice: { ...choice, transitions: without(breaks, choice.transitions) },
    framing: without(breaks, framing),
    invariants: without(breaks, invariants),
  };
}

describe('a good stream', () => {
  it.each(shapes)('is accepted: %s', (_name, { request, chunks }) => {
    expect(judgeStream(grammar, bytesOf(chunks), request)).toEqual([]);
  });

  it.each(shapes)('is accepted chunk by chunk, already parsed: %s', (_name, { request, chunks }) => {
    const judge = createStreamJudge(grammar, { request });
    expect([...chunks.flatMap((body) => judge.event(body)), ...judge.event('[DONE]'), ...judge.end()]).toEqual([]);
  });

  it.each([
    ['keep-alive comments', (body: string) => body.replaceAll('data:', ': ping\n\ndata:')],
    ['CRLF', (body: string) => body.replaceAll('\n', '\r\n')],
    ['no space after the colon', (body: string) => body.replaceAll('data: ', 'data:')],
  ])('may be framed with %s', (_name, reframe) => {
    expect(judgeStream(grammar, reframe(bytesOf(text.chunks)), {})).toEqual([]);
  });

  it.each(['', 'data: [DONE]\n\n'])('may end in an error, which is told but breaks nothing', (tail) => {
    const error = { error: { message: 'The server had an error.', type: 'server_error', param: null, code: null } };
    const body = `${bytesOf([...text.chunks.slice(0, 2), error]).replace('data: [DONE]\n\n', '')}${tail}`;
    expect(judgeStream(grammar, body, {})).toMatchObject([{ requirement: 'err.in-stream', level: 'INFO', event: 2 }]);
  });
});

describe('a single fault', () => {
  it.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))('is found: %s', (_name, mutation) => {
    const { body, request } = mutate(mutation);
    const found = ids(judgeStream(grammar, body, request));
    expect(found.toSorted()).toEqual([mutation.breaks, ...(mutation.also ?? [])].toSorted());
  });

  it('is looked for, for every requirement of the grammar', () => {
    const elsewhere = ['usage.completion.matches', 'stream.equals-plain'];
    expect(new Set([...MUTATIONS.map((m) => m.breaks), ...elsewhere])).toEqual(new Set(Object.keys(grammar.levels)));
  });

  it('is told once, where it is first seen, with event, path and what was expected', () => {
    const chunks = text.chunks.map((body, i) => ({ ...body, id: i === 0 ? 'chatcmpl-a' : 'chatcmpl-b' }));
    expect(judgeStream(grammar, bytesOf(chunks), {})).toEqual([
      {
        requirement: 'chunk.id.stable',
        level: 'MUST',
        event: 1,
        path: '/id',
        expected: '"chatcmpl-a", as before',
        received: '"chatcmpl-b"',
      },
    ]);
  });

  it('is told for each choice that has it', () => {
    const both = [choice({ content: 'a' }), choice({ content: 'b' }, null, 1)];
    const ends = [choice({}, 'stop'), choice({}, 'stop', 1)];
    const findings = judgeStream(grammar, bytesOf([chunk(both), chunk(ends)]), { n: 2 });
    expect(findings.map((f) => [f.requirement, f.path])).toEqual([
      ['chunk.role.first', '/choices/0/delta/content'],
      ['chunk.role.first', '/choices/1/delta/content'],
    ]);
  });
});

describe('what is not known', () => {
  it('is not judged: without a request, any n and any usage are fine', () => {
    const two = TRANSCRIPTS['two choices that take turns'] ?? text;
    const counted = TRANSCRIPTS['a text with usage'] ?? text;
    expect(judgeStream(grammar, bytesOf(two.chunks))).toEqual([]);
    expect(judgeStream(grammar, bytesOf(counted.chunks))).toEqual([]);
  });

  it.each([
    '',
    'data: 1\n\n',
    '<html>',
    'data: null\n\n',
    'data: {"choices":[null,1,{"delta":{"tool_calls":[null]}}]}\n\n',
  ])('does not trip the judge: %j', (body) => {
    expect(ids(judgeStream(grammar, body, { n: 'x', stream_options: 1 }))).toContain('sse.done.once');
  });

  it('survives nesting deeper than the stack', () => {
    const deep = `data: {"choices":${'['.repeat(200_000)}${']'.repeat(200_000)}}\n\n`;
    expect(ids(judgeStream(grammar, deep, {}))).toContain('sse.done.once');
  });
});

describe('facts from outside', () => {
  const counted = TRANSCRIPTS['a text with usage'] ?? text;
  const words = { count: (said: string) => said.length };
  const spend = (tokens: number): string =>
    bytesOf(counted.chunks.toSpliced(-1, 1, chunk([], { usage: usage(tokens) })));

  it.each([
    [4, ['usage.completion.matches']],
    [5, []],
    [16, []],
    [17, ['usage.completion.matches']],
  ])('let %i completion tokens for a text of 5 be judged', (tokens, expected) => {
    expect(ids(judgeStream(grammar, spend(tokens), counted.request, { tokenizer: words }))).toEqual(expected);
  });

  it.each([
    ['the same text', { content: 'Hello', refusal: null }, []],
    ['another text', { content: 'Hello!' }, ['stream.equals-plain']],
    ['reasoning that was not streamed', { content: 'Hello', reasoning_content: 'Hm.' }, ['stream.equals-plain']],
  ])('let the stream be compared with a plain answer that has %s', (_what, message, expected) => {
    const plain = { choices: [{ index: 0, message, logprobs: null, finish_reason: 'stop' }] };
    expect(ids(judgeStream(grammar, bytesOf(text.chunks), {}, { plain }))).toEqual(expected);
  });

  it('compares tool calls without their ids', () => {
    const call = TRANSCRIPTS['a whole call in one delta'] ?? text;
    expect(judgeStream(grammar, bytesOf(call.chunks), {}, { plain: plainCall('f') })).toEqual([]);
    expect(ids(judgeStream(grammar, bytesOf(call.chunks), {}, { plain: plainCall('g') }))).toEqual([
      'stream.equals-plain',
    ]);
  });

  it('adds what a schema says of each chunk, but not twice', () => {
    const finding = { requirement: 'chunk.schema', level: 'MUST', path: '/x', expected: 'a', received: 'b' } as const;
    const findings = judgeStream(grammar, bytesOf(text.chunks), {}, { schema: () => [finding] });
    expect(findings).toEqual([{ ...finding, event: 0 }]);
  });
});

describe('the data', () => {
  it('gives every state exactly one step for every symbol', () => {
    const symbols = grammar.choice.symbols.flatMap((s) => ('symbol' in s ? [s.symbol] : [s.header, s.piece]));
    const events = [...grammar.stream.events.map((rule) => rule.event), 'end'];
    const steps = ({ states, transitions }: typeof grammar.choice | typeof grammar.stream, on: string[]): unknown[] =>
      states.flatMap((state) =>
        on.map((symbol) => [
          state,
          symbol,
          transitions.filter((t) => t.from.includes(state) && t.on.includes(symbol)).length,
        ]),
      );
    const all = [...steps(grammar.choice, [...new Set(symbols)]), ...steps(grammar.stream, events)] as [
      string,
      string,
      number,
    ][];
    expect(all.filter(([, , count]) => count !== 1)).toEqual([]);
  });

  it('uses every name that the code has, and no other', () => {
    const items = parse(readFileSync('spec/responses-grammar.yaml', 'utf8')) as StreamGrammar;
    const ofItems = namesUsed(items);
    const used = Object.entries(namesUsed(grammar)).map(([kind, names]) => [
      kind,
      [...new Set([...names, ...ofItems[kind as keyof typeof ofItems]])].toSorted(),
    ]);
    expect(Object.fromEntries(used)).toEqual(
      Object.fromEntries(Object.entries(GRAMMAR_NAMES).map(([kind, names]) => [kind, [...names].toSorted()])),
    );
  });

  it('gives a level to every requirement that it breaks, and breaks every one that it gives a level', () => {
    const broken = new Set([...source.matchAll(/breaks: ([\w.-]+)/g)].map(([, id]) => id));
    expect(broken).toEqual(new Set(Object.keys(grammar.levels)));
  });

  it('agrees with the levels in the contract document', () => {
    const document = parse(readFileSync('spec/openapi.yaml', 'utf8')) as Record<string, unknown>;
    const levels = new Map<string, string>(collectRequirements(document).map((r) => [r.id, r.level]));
    const here = Object.entries(grammar.levels);
    expect(here.map(([id]) => [id, levels.get(id)])).toEqual(here);
  });

  it('refuses a name that nothing stands behind', () => {
    const bad = { ...grammar, invariants: [{ check: 'is-nice', on: ['choice'], breaks: 'chunk.schema' } as const] };
    expect(() => createStreamJudge(bad)).toThrow('unknown check "is-nice"');
  });
});

describe('a change of the data changes the verdict', () => {
  it('when a step becomes a breach', () => {
    const changed = load();
    const steps = changed.choice.transitions.map((t) =>
      t.on.includes('content') && t.to === 'text' ? { ...t, breaks: 'chunk.schema' as const } : t,
    );
    expect(verdict({ ...changed, choice: { ...changed.choice, transitions: steps } }, 'a text')).toEqual([
      'chunk.schema',
    ]);
  });

  it('when a state owes nothing more', () => {
    const changed = load();
    const choice = { ...changed.choice, complete: ['finished', 'text'] };
    const cut = bytesOf(text.chunks.slice(0, 2));
    expect(ids(judgeStream(grammar, cut, {}))).toEqual(['finish.once']);
    expect(judgeStream({ ...changed, choice }, cut, {})).toEqual([]);
  });

  it('when the stream must begin with an empty chunk', () => {
    const changed = load();
    const stream = {
      ...changed.stream,
      transitions: [
        { from: ['before'], on: ['choice'], to: 'choices', breaks: 'err.in-stream' as const },
        ...changed.stream.transitions,
      ],
    };
    expect(verdict({ ...changed, stream }, 'a text')).toEqual(['err.in-stream']);
  });

  it.each(MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
    'when what forbids it is gone: %s',
    (_name, mutation) => {
      const { body, request } = mutate(mutation);
      expect(ids(judgeStream(tolerant(mutation.breaks), body, request))).toEqual(mutation.also ?? []);
    },
  );
});
