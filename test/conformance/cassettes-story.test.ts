// An agent run, from its first recording on: what docs/cassettes.md promises, one after the other.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMock } from '../../src/index.ts';
import { testFolder } from '../support/cassette-folder.ts';
import { hasTool } from '../support/toolchain.ts';
import { program, startProgram } from '../support/program.ts';

/** A loop with a tool, in a stream and then plain, by the official client. */
const AGENT = `
  import OpenAI from 'openai';
  const client = new OpenAI({ maxRetries: 0 });
  const tools = [{ type: 'function', function: { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } } }];
  const messages = [{ role: 'user', content: 'How is the weather in Oslo?' }];
  const calls = [];
  for await (const { choices } of await client.chat.completions.create({ model: 'gpt-5.1', messages, tools, stream: true }))
    for (const { function: said, id } of choices[0]?.delta.tool_calls ?? []) {
      if (id) calls.push({ id, type: 'function', function: { name: said.name, arguments: '' } });
      calls.at(-1).function.arguments += said.arguments ?? '';
    }
  messages.push({ role: 'assistant', content: null, tool_calls: calls });
  for (const { id } of calls) messages.push({ role: 'tool', tool_call_id: id, content: '{"celsius":4,"sky":"rain"}' });
  const { choices } = await client.chat.completions.create({ model: 'gpt-5.1', messages, tools });
  console.log(choices[0].message.content);
`;
/** The same loop with the standard library alone. */
const PYTEST = `
import json
import os
import urllib.request

TOOLS = [{"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}}}]


def ask(**body):
    headers = {"content-type": "application/json", "authorization": "Bearer " + os.environ["OPENAI_API_KEY"]}
    url = os.environ["OPENAI_BASE_URL"] + "/chat/completions"
    return urllib.request.urlopen(urllib.request.Request(url, json.dumps(body).encode(), headers))


def test_agent():
    messages = [{"role": "user", "content": "How is the weather in Oslo?"}]
    calls = []
    for line in ask(model="gpt-5.1", messages=messages, tools=TOOLS, stream=True):
        data = line.decode().removeprefix("data: ").strip()
        if not data.startswith("{"):
            continue
        for said in json.loads(data)["choices"][0]["delta"].get("tool_calls", []):
            if "id" in said:
                calls.append({"id": said["id"], "type": "function", "function": {"name": said["function"]["name"], "arguments": ""}})
            calls[-1]["function"]["arguments"] += said["function"].get("arguments", "")
    assert [call["function"]["name"] for call in calls] == ["get_weather"]
    messages.append({"role": "assistant", "content": None, "tool_calls": calls})
    messages.append({"role": "tool", "tool_call_id": calls[0]["id"], "content": '{"celsius":4,"sky":"rain"}'})
    answer = json.load(ask(model="gpt-5.1", messages=messages, tools=TOOLS))
    assert answer["choices"][0]["message"]["content"]
`;
const pytest = hasTool('python3', ['-m', 'pytest', '--version'], 'a replay in pytest');
const agent = ['--', process.execPath, '--input-type=module', '-e', AGENT];

describe('an agent run', () => {
  // Stands for the live API.
  const api = createMock({ profile: 'openai' });
  const folder = testFolder();
  const file = join(folder, 'default.starlog');
  let recorded: Awaited<ReturnType<typeof program>>;
  beforeAll(async () => {
    const { url } = await api.listen();
    recorded = await program(['tap', '--upstream', url, '--record', folder, ...agent]);
    await api.close(0);
  });
  afterAll(() => api.close(0));

  test('is recorded through a tap', () => {
    expect([recorded.code, recorded.stderr]).toEqual([
      0,
      expect.stringContaining('Recorded cassette default: 2 added'),
    ]);
    expect(recorded.stdout).not.toBe('');
  });

  test('is replayed offline by the command', async () => {
    const replayed = await program(['serve', '--cassettes', folder, ...agent]);
    expect([replayed.code, replayed.stdout]).toEqual([0, recorded.stdout]);
  });

  test('is replayed offline in the process', async () => {
    await using mock = createMock({ cassettes: [folder] });
    const client = new OpenAI({ apiKey: 'any', baseURL: 'http://mock/v1', fetch: mock.fetch, maxRetries: 0 });
    const unknown = client.chat.completions.create({
      model: 'gpt-5.1',
      messages: [{ role: 'user', content: 'How is the weather in Rome?' }],
    });
    await expect(unknown).rejects.toThrow('"How is the weather in Oslo?", got "How is the weather in Rome?"');
    expect(mock.verdict()).toMatchObject({ ok: false, replay: { loaded: 2, served: 0 } });
  });

  test.skipIf(!pytest)('is replayed offline in pytest', async () => {
    const suite = join(testFolder(), 'test_agent.py');
    writeFileSync(suite, PYTEST);
    const run = ['--', 'python3', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', suite];
    const replayed = await program(['serve', '--cassettes', folder, ...run]);
    expect([replayed.code, replayed.stdout]).toEqual([0, expect.stringContaining('1 passed')]);
    expect(replayed.stderr).toContain('Replayed 2 requests from 2 recordings');
  });

  test('names the field when a byte of the cassette is changed', async () => {
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('weather in Oslo', 'weather in 0slo'));
    const broken = await program(['serve', '--cassettes', folder, ...agent]);
    writeFileSync(file, text);
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain(
      'messages[0].content: recorded "How is the weather in 0slo?", got "How is the weather in Oslo?"',
    );
  });

  test('meets a fault, and the client fails', async () => {
    const failed = await program(['serve', '--cassettes', folder, '--fault', 'net.reset-in-body', ...agent]);
    // The exit code of the program: its client has thrown. The second turn is not asked for any more.
    expect([failed.code, failed.stdout]).toEqual([1, '']);
    expect(failed.stderr).toContain('Replayed 1 request from 2 recordings');
  });

  test('is judged: a broken answer in the cassette is a finding', async () => {
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/"total_tokens":( ?)\d+/, '"total_tokens":$17'));
    const checked = await program(['cassettes', 'check', folder, '--profile', 'openai', '--strict']);
    writeFileSync(file, text);
    expect([checked.code, checked.stdout]).toEqual([1, expect.stringContaining('violates usage.sum')]);
  });

  test('is looked at in the page', async () => {
    const viewing = startProgram(['view', file, '--port', '0']);
    const url = await viewing.says(/(?<=Showing 2 exchanges at )\S+/);
    const shown: unknown = await (await fetch(`${url}/exchanges/2`)).json();
    viewing.stop();
    expect((await viewing.ended).code).toBe(0);
    expect(shown).toMatchObject({ number: 2 });
    expect(JSON.stringify(shown)).toContain('How is the weather in Oslo?');
  });
});
