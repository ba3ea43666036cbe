import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createMock, type MockOptions } from '../../../src/index.ts';
import { createPlayedClient } from '../../kill-matrix/played-client.ts';
import { serviceFor } from '../../kill-matrix/setups.ts';

const REQUESTS = path.resolve(import.meta.dirname, '../../../fixtures/requests');
const PROFILES = ['starmagic', 'openai'] as const;

type Body = Readonly<Record<string, unknown>>;

const requestFiles: readonly string[] = readdirSync(REQUESTS).toSorted();
const requestIn = (file: string): Body => JSON.parse(readFileSync(path.join(REQUESTS, file), 'utf8')) as Body;

const digest = (parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** Asks a service as its sockets would, in virtual time. @returns the hash of head, body, and how the connection ended */
async function played(service: ReturnType<typeof serviceFor>, body: Body, faults?: string): Promise<string> {
  const seen = await createPlayedClient(service, faults).send(
    {
      method: 'POST',
      url: 'http://mock/v1/chat/completions',
      headers: [
        ['authorization', 'Bearer sk-pinned'],
        ['content-type', 'application/json'],
      ],
      body: Buffer.from(JSON.stringify(body)),
    },
    {},
  );
  const { head, readings, end } = seen;
  return digest([JSON.stringify([head, end?.how]), ...readings.map(({ bytes }) => bytes)]);
}

const frozen = (profile: (typeof PROFILES)[number]): ReturnType<typeof serviceFor> =>
  serviceFor({ profile, models: [], seed: 'pinned', pace: 0 }, true);

/** Every example request, with each profile, plain and streamed. */
export async function requestHashes(): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const profile of PROFILES) {
    const service = frozen(profile);
    for (const file of requestFiles) {
      for (const stream of [false, true]) {
        const { stream_options: options, ...body } = requestIn(file);
        const asked = { ...body, stream, ...(stream && options ? { stream_options: options } : {}) };
        // oxlint-disable-next-line no-await-in-loop
        hashes[`${profile} ${file} ${stream ? 'streamed' : 'plain'}`] = await played(service, asked);
      }
    }
  }
  return hashes;
}

/** Three requests under each of the named faults. */
export async function faultHashes(faults: readonly string[]): Promise<Record<string, string>> {
  const service = frozen('starmagic');
  const hashes: Record<string, string> = {};
  for (const fault of faults) {
    for (const file of ['text.json', 'stream-usage.json', 'tools-stream.json']) {
      // oxlint-disable-next-line no-await-in-loop
      hashes[`${fault} ${file}`] = await played(service, requestIn(file), fault);
    }
  }
  return hashes;
}

async function fetched(options: MockOptions, { model, ...rest }: Body): Promise<string[]> {
  await using mock = createMock({ seed: 'pinned', stableIds: true, ...options });
  const found: string[] = [];
  // Twice, since a sequence goes on.
  for (let turn = 0; turn < 2; turn++) {
    // oxlint-disable-next-line no-await-in-loop
    const response = await mock.fetch('http://mock/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer sk-pinned', 'content-type': 'application/json' },
      body: JSON.stringify({
        model,
        messages: [{ role: 'user', content: 'Tell me about the sea' }],
        tools: [
          {
            type: 'function',
            function: { name: 'find', parameters: { type: 'object', properties: { q: { type: 'string' } } } },
          },
        ],
        ...rest,
      }),
    });
    const head = JSON.stringify([response.status, [...response.headers].toSorted()]);
    // oxlint-disable-next-line no-await-in-loop
    const body = await response.text().catch((error: unknown) => `broken: ${error instanceof Error ? error.name : ''}`);
    found.push(digest([head, body]));
  }
  return found;
}

interface NamedScenario {
  readonly name: string;
  readonly match?: { readonly model?: string };
  /** Choices that the request asks for. */
  readonly n?: number;
}

/** Each scenario of `scenarios.json` alone, plain and streamed, asked twice. */
export async function scenarioHashes(): Promise<Record<string, string[]>> {
  const file = path.join(import.meta.dirname, 'scenarios.json');
  const scenarios = JSON.parse(readFileSync(file, 'utf8')) as (NamedScenario & { reply: string })[];
  const hashes: Record<string, string[]> = {};
  for (const { n = 1, ...scenario } of scenarios) {
    for (const stream of [false, true]) {
      const over = { model: scenario.match?.model ?? 'gpt-5.1', stream, ...(n > 1 ? { n } : {}) };
      // oxlint-disable-next-line no-await-in-loop
      hashes[`${scenario.name} ${stream ? 'streamed' : 'plain'}`] = await fetched({ scenarios: [scenario] }, over);
    }
  }
  return hashes;
}
