import { spawn, type ChildProcess } from 'node:child_process';
import OpenAI, { APIError } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorResponse } from '../../src/contract/api-types.ts';

const CLI = 'node_modules/@stoplight/prism-cli/dist/index.js';
const question: OpenAI.ChatCompletionCreateParamsNonStreaming = {
  model: 'gpt-5.1',
  messages: [{ role: 'user', content: 'What is the capital of France?' }],
};

let prism: ChildProcess;
let origin: string;

/** Resolves with the address that Prism prints when it listens. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const [, address] = /listening on (http:\S+)/.exec(output) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`Prism exited with ${code}: ${output}`)));
  });
}

beforeAll(async () => {
  prism = spawn(process.execPath, [CLI, 'mock', '--port', '0', 'spec/openapi-3.1.json'], {
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  origin = await listening(prism);
});
afterAll(() => prism.kill());

const client = (): OpenAI => new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'sk-test', maxRetries: 0 });

describe('Prism, serving the 3.1 view', () => {
  it('answers the official client with the example', async () => {
    const completion = await client().chat.completions.create(question);
    expect(completion.choices[0]?.message.content).toBe('The capital of France is Paris.');
    expect(completion.usage?.total_tokens).toBe(23);
  });

  it('streams the example transcript to the official client', async () => {
    const headers = { accept: 'text/event-stream' };
    const stream = await client().chat.completions.create({ ...question, stream: true }, { headers });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    expect(text).toBe('The capital of France is Paris.');
  });

  it('lists the models of the catalogue', async () => {
    const { data } = await client().models.list();
    expect(data.map(({ id }) => id)).toEqual(['gpt-5.1', 'gpt-5.1-chat', 'gpt-5.1-thinking', 'gpt-5.1-2025-11-13']);
  });

  it('refuses a request without a key, in the envelope', async () => {
    const response = await fetch(`${origin}/v1/models`);
    const { error } = (await response.json()) as ErrorResponse;
    expect(response.status).toBe(401);
    expect(error.message).toBe('Missing bearer authentication in header');
  });

  it('refuses a body that the schema forbids', async () => {
    const refused = client().chat.completions.create({ ...question, temperature: 3 });
    await expect(refused).rejects.toBeInstanceOf(APIError);
  });
});
