// What goes through every door is the same, byte for byte; what is not stands in DEVIATIONS, with the reason.
import { describe, expect, test } from 'vitest';
import { ask, DOORS, type Door } from '../support/doors.ts';

/** Response headers that only some doors have. Each has to occur, or it would be no deviation. */
const DEVIATIONS: Readonly<Record<Door['name'], Readonly<Record<string, string>>>> = {
  memory: {},
  'node server': {
    connection: 'HTTP/1.1 manages connections; the other doors have none',
    'keep-alive': 'as above',
    date: 'a server must tell the time (RFC 9110 section 6.6.1), which would make no two answers the same',
    'transfer-encoding': 'the framing of a body whose length is not known when it begins',
  },
  msw: { 'transfer-encoding': 'without it a body that breaks would be taken for whole' },
};

const TOOL = {
  type: 'function',
  function: { name: 'find', parameters: { type: 'object', properties: { q: { type: 'string' } } } },
};

const REQUESTS: readonly (readonly [name: string, body: object, headers: Record<string, string>])[] = [
  ['a plain answer', {}, {}],
  ['a stream', { stream: true, stream_options: { include_usage: true } }, {}],
  [
    'text beyond the basic plane',
    { messages: [{ role: 'user', content: 'Say exactly: 🌊 été 海' }], stream: true },
    {},
  ],
  ['a tool call', { tools: [TOOL], tool_choice: 'required' }, {}],
  ['a streamed tool call', { tools: [TOOL], tool_choice: 'required', stream: true }, {}],
  ['two choices', { n: 2, stream: true }, {}],
  ['an invalid request', { temperature: 9 }, {}],
  ['an unknown model', { model: 'none' }, {}],
  ['a wrong content type', {}, { 'content-type': 'text/plain' }],
  ['no key', {}, { authorization: '' }],
];

interface Seen {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

async function seenThrough(door: Door, body: object, headers: Record<string, string> = {}): Promise<Seen> {
  await using open = await door.open({ seed: 11, stableIds: true });
  const response = await ask(open, body, { headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  const usual = [...response.headers].filter(([name]) => !(name in DEVIATIONS[door.name]));
  return { status: response.status, headers: usual.toSorted(), body: bytes.toString('latin1') };
}

describe('all doors', () => {
  test.each(REQUESTS)('give the same bytes: %s', async (_, body, headers) => {
    const [memory, ...others] = await Promise.all(DOORS.slice(0, 2).map((door) => seenThrough(door, body, headers)));
    // Apart from the others, since it replaces the `fetch` that they use.
    const msw = await seenThrough(DOORS[2] as Door, body, headers);
    for (const other of [...others, msw]) expect(other).toEqual(memory);
  });

  test('deviate in nothing but what is listed, and in all of that', async () => {
    for (const door of DOORS) {
      await using open = await door.open();
      const names = new Set<string>();
      for (const stream of [true, false]) {
        const response = await ask(open, { stream });
        await response.arrayBuffer();
        for (const [name] of response.headers) names.add(name);
      }
      const listed = Object.keys(DEVIATIONS[door.name]);
      expect(listed.filter((name) => !names.has(name))).toEqual([]);
    }
  });
});
