import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMock } from '../../src/index.ts';
import { createRandom, type Random } from '../../src/engine/random.ts';
import type { JsonValue } from '../../src/contract/api-types.ts';
import type { AgentLoop, Args, LoopCall, LoopTool, State } from './support/agent-loop.ts';
import { loops } from './support/agent-loops.ts';
import { loops as carriedOn } from './support/carried-on-agent-loops.ts';
import { loops as chained } from './support/chained-agent-loops.ts';
import { loops as further } from './support/further-agent-loops.ts';
import { loops as more } from './support/more-agent-loops.ts';
// @ts-expect-error -- plain JavaScript, which other runners of such loops read too
import { loops as untyped } from './support/tool-set-loops.js';

const toolSets = untyped as readonly AgentLoop[];

const ROUNDS = 12;
const mock = createMock({ speed: 'instant' });

interface Answer {
  readonly content: string | null;
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly function: { readonly name: string; readonly arguments: string };
  }[];
}

async function ask(body: unknown): Promise<Answer> {
  const response = await mock.fetch('http://mock/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-loop', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { choices?: { message: Answer }[]; error?: { message: string } };
  const message = answer.choices?.[0]?.message;
  if (message === undefined) throw new Error(answer.error?.message ?? 'no answer');
  return message;
}

interface Played {
  readonly calls: readonly LoopCall[];
  readonly text: string;
  readonly rounds: number;
  readonly ended: boolean;
}

function runTool(tools: readonly LoopTool[], name: string, args: Args, state: State): string {
  const found = tools.find((tool) => tool.name === name);
  try {
    const out = found === undefined ? 'Error: unknown tool' : found.run(args, state);
    return typeof out === 'string' ? out : JSON.stringify(out);
  } catch (error) {
    return `Error: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Plays an agent until it answers in words, or calls the tool that ends it. */
async function play(loop: Omit<AgentLoop, 'id' | 'check'>): Promise<Played> {
  const messages: unknown[] = [...loop.messages];
  const tools = loop.tools.map(({ name, description, parameters }) => ({
    type: 'function',
    function: { name, description, parameters },
  }));
  const state = loop.state?.() ?? {};
  const calls: LoopCall[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const message = await ask({ model: 'gpt-5.1', messages, tools, ...loop.options });
    messages.push(message);
    if (message.tool_calls === undefined || message.tool_calls.length === 0)
      return { calls, text: message.content ?? '', rounds: round + 1, ended: true };
    for (const { id, function: made } of message.tool_calls) {
      const args = JSON.parse(made.arguments) as Args;
      const out = runTool(loop.tools, made.name, args, state);
      calls.push({ round, name: made.name, args, out });
      messages.push({ role: 'tool', tool_call_id: id, content: out });
      if (made.name === loop.final) return { calls, text: made.arguments, rounds: round + 1, ended: true };
    }
    if (loop.reminder !== undefined) messages.push({ role: 'user', content: loop.reminder });
  }
  return { calls, text: '', rounds: ROUNDS, ended: false };
}

describe('agent loops', () => {
  it.each([...loops, ...more, ...further, ...chained, ...carriedOn, ...toolSets])(
    'end as they should: $id',
    async (loop) => {
      const run = await play(loop);
      expect(run.ended).toBe(true);
      const wrong = loop.check(run).filter(Boolean);
      expect({ wrong, calls: wrong.length === 0 ? [] : run.calls }).toEqual({ wrong: [], calls: [] });
    },
  );

  const shared = new URL('../../../shared/forms/loops-dev.mjs', import.meta.url);
  it.skipIf(!existsSync(shared))(
    'pass nine of ten of the shared ones (skipped where ../shared is absent)',
    async () => {
      const { loops: given } = (await import(shared.href)) as { loops: readonly AgentLoop[] };
      let good = 0;
      for (const loop of given) {
        const run = await play(loop);
        if (run.ended && loop.check(run).filter(Boolean).length === 0) good++;
      }
      expect(good).toBeGreaterThanOrEqual(Math.ceil(given.length * 0.9));
    },
  );
});

const NOUNS = ['order', 'customer', 'invoice', 'ticket', 'flight', 'room', 'report', 'parcel', 'user', 'file'];
const VERBS = ['get', 'find', 'list', 'create', 'cancel', 'update', 'send', 'delete', 'search', 'book'];
const KEYS = ['id', 'name', 'email', 'status', 'next_page', 'total', 'error', 'url', 'items', 'token'];

function randomResult(random: Random, depth = 0): JsonValue {
  const kind = random.int(0, depth > 1 ? 4 : 7);
  if (kind === 0) return random.pick(['Error: timeout', 'Error: not found. Did you mean "X-1"?', 'ok', '', 'queued']);
  if (kind === 1) return random.int(0, 1000);
  if (kind === 2) return null;
  if (kind === 3) return random.pick(['A-1', 'b@example.com', '2026-01-01', 'pending', 'yes']);
  if (kind === 4) return random.chance(0.5);
  if (kind === 5) return Array.from({ length: random.int(0, 3) }, () => randomResult(random, depth + 1));
  const keys = Array.from({ length: random.int(1, 4) }, () => random.pick(KEYS));
  return Object.fromEntries(keys.map((key) => [key, randomResult(random, depth + 1)]));
}

function randomTool(random: Random): LoopTool {
  const noun = random.pick(NOUNS);
  const names = Array.from({ length: random.int(0, 3) }, () => `${random.pick(NOUNS)}_${random.pick(KEYS)}`);
  const properties = Object.fromEntries(
    names.map((name) => [name, { type: random.pick(['string', 'number', 'integer', 'boolean']) }]),
  );
  return {
    name: `${random.pick(VERBS)}_${noun}_${random.int(0, 99)}`,
    description: `${random.pick(['Gets', 'Changes', 'Finds', 'Lists all', 'Returns the next'])} ${noun}s`,
    parameters: { type: 'object', properties, required: Object.keys(properties) },
    run: () => randomResult(random),
  };
}

describe('random agents', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    'end within twelve rounds and repeat nothing (seed %i)',
    async (seed) => {
      const random = createRandom(`agent/${seed}`);
      const tools = Array.from({ length: random.int(1, 6) }, () => randomTool(random));
      const wishes = ['Cancel', 'Find', 'Update all', 'Get every', 'Show me', 'Delete', 'If possible, book'];
      const content = `${random.pick(wishes)} ${random.pick(NOUNS)} A-${random.int(1, 99)} and ${random.pick(NOUNS)} of b@example.com.`;
      const system = `Before you ${random.pick(VERBS)} a ${random.pick(NOUNS)}, ${random.pick(VERBS)} the ${random.pick(NOUNS)}. Always call ${tools[0]?.name ?? ''} first.`;
      const run = await play({
        tools,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content },
        ],
        ...(random.chance(0.3) ? { reminder: '<state>round done</state>' } : {}),
      });
      expect(run.ended).toBe(true);
      const made = run.calls.map((call) => `${call.name} ${JSON.stringify(call.args)}`);
      expect(new Set(made).size).toBe(made.length);
    },
  );
});
