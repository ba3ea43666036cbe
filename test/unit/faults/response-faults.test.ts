// Every fault of Responses shows in some answer, breaks what it says wherever it shows, and nothing that it does not name.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultContract } from '../../../src/contract/contract.ts';
import { loadEndpoint } from '../../../src/contract/endpoints/load-endpoint.ts';
import { responseFaults } from '../../../src/faults/response-faults.ts';
import type { FaultSpec } from '../../../src/faults/fault-spec.ts';
import { createMock, type Mock } from '../../../src/index.ts';
import { callResponses } from '../../support/responses.ts';

const contract = await loadEndpoint(defaultContract(), 'responses');
/** What judges of a stream look at, and what those of a plain body do. */
const judgedBy = (...judges: readonly string[]): ReadonlySet<string> =>
  new Set(contract.requirements.filter(({ judge }) => judges.includes(judge)).map(({ id }) => String(id)));
const JUDGED = { streamed: judgedBy('grammar', 'schema'), plain: judgedBy('schema') };

const WEATHER = {
  type: 'function',
  name: 'get_weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const REQUESTS = {
  text: { model: 'gpt-5.1', input: 'What is the capital of France?', metadata: { run: '7' } },
  call: { model: 'gpt-5.1', input: "What's the weather in Tokyo?", tools: [WEATHER] },
  thoughts: { model: 'gpt-5', input: "What's the weather in Tokyo?", tools: [WEATHER], reasoning: { summary: 'auto' } },
  cut: { model: 'gpt-5.1', input: 'Write an essay about the sea', max_output_tokens: 16 },
};

interface Trial {
  readonly subject: string;
  readonly judged: ReadonlySet<string>;
  readonly bites: boolean;
  readonly found: ReadonlySet<string>;
}

const sound: Mock = createMock({ profile: 'openai', stableIds: true, selfCheck: true });
afterAll(() => sound.close());

async function textFrom(mock: Mock, body: object): Promise<string> {
  const response = await callResponses(mock, body);
  return response.text();
}

async function trialsOf(fault: FaultSpec): Promise<Trial[]> {
  await using mock = createMock({ profile: 'openai', stableIds: true, selfCheck: true, faults: [fault] });
  const trials: Trial[] = [];
  for (const [name, request] of Object.entries(REQUESTS)) {
    for (const stream of [true, false]) {
      const body = { ...request, stream };
      // oxlint-disable-next-line no-await-in-loop
      const bites = (await textFrom(mock, body)) !== (await textFrom(sound, body));
      const findings = mock.requests.at(-1)?.findings ?? [];
      const found = new Set(findings.map(({ requirement }) => String(requirement)));
      const form = stream ? 'streamed' : 'plain';
      trials.push({ subject: `${name}, ${form}`, judged: JUDGED[form], bites, found });
    }
  }
  return trials;
}

test('there are forty at least, and answers without them break nothing', async () => {
  expect(responseFaults.length).toBeGreaterThanOrEqual(40);
  for (const request of Object.values(REQUESTS)) {
    for (const stream of [true, false]) {
      // oxlint-disable-next-line no-await-in-loop
      await textFrom(sound, { ...request, stream });
      expect(sound.requests.at(-1)?.findings).toEqual([]);
    }
  }
});

describe.each(responseFaults.map((fault) => [fault.name, fault] as const))('%s', (name, fault) => {
  let trials: readonly Trial[] = [];
  beforeAll(async () => {
    trials = await trialsOf(name as FaultSpec);
  });

  test('shows, breaks what it says and nothing else', () => {
    const shown = trials.filter(({ bites }) => bites);
    expect(shown.length).toBeGreaterThan(0);
    const kept = shown.flatMap(({ subject, judged, found }) =>
      fault.breaks.filter((id) => judged.has(id) && !found.has(id)).map((id) => `${subject}: ${id}`),
    );
    expect(kept).toEqual([]);
    const known: ReadonlySet<string> = new Set([...fault.breaks, ...(fault.mayBreak ?? [])]);
    const more = trials.flatMap(({ subject, found }) =>
      [...found].filter((id) => !known.has(id)).map((id) => `${subject}: ${id}`),
    );
    expect(more).toEqual([]);
  });
});
