import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Finding } from '../../src/contract/finding.ts';
import type { StreamGrammar } from '../../src/contract/grammar/data.ts';
import { reassemble } from '../../src/contract/grammar/reassemble.ts';
import { judgeStream } from '../../src/contract/grammar/stream-grammar.ts';
import { readEvents } from '../../src/contract/grammar/sse-events.ts';

interface Recording {
  readonly id: string;
  readonly kind: string;
  readonly request?: { readonly model?: string; readonly stream_options?: { readonly include_usage?: boolean } };
  readonly response: string;
}

const folder = resolve(import.meta.dirname, '../..', process.env['STARMOCK_CORPUS'] ?? '../shared/corpus');
const absent = !existsSync(folder);

const grammar = parse(readFileSync('spec/stream-grammar.yaml', 'utf8')) as StreamGrammar;
const tokenizer = { count: (text: string) => encode(text).length };

function streamsOf(file: string): Recording[] {
  if (absent) return [];
  const lines = readFileSync(resolve(folder, file), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Recording).filter((recording) => recording.kind === 'stream');
}

/** Older models count in another vocabulary. */
const countsInO200k = ({ request }: Recording): boolean => /gpt-4o|gpt-4\.|gpt-5|^o\d/.test(request?.model ?? '');

function judge(recording: Recording): Finding[] {
  const options = countsInO200k(recording) ? { tokenizer } : {};
  return judgeStream(grammar, recording.response, recording.request, options);
}

const official = streamsOf('api.openai.com.ndjson');

describe.skipIf(absent)(`recorded streams (skipped where STARMOCK_CORPUS, ${folder}, is absent)`, () => {
  it('has the streams of the real API, with and without usage', () => {
    expect(official.length).toBeGreaterThanOrEqual(70);
    expect(official.filter((r) => r.request?.stream_options?.include_usage).length).toBeGreaterThanOrEqual(30);
    expect(official.filter(countsInO200k).length).toBeGreaterThanOrEqual(20);
  });

  it.each(official.map((recording) => [recording.id, recording] as const))(
    'accepts the stream %s of the real API without a finding of any level',
    (_id, recording) => {
      expect(judge(recording)).toEqual([]);
    },
  );

  it.each(official.map((recording) => [recording.id, recording] as const))(
    'refuses the stream %s of the real API when an event is lost',
    (_id, recording) => {
      const events = recording.response.split('\n\n').slice(0, -1);
      const without = (position: number): string => `${events.toSpliced(position, 1).join('\n\n')}\n\n`;
      expect(judge({ ...recording, response: without(0) }).map((f) => f.requirement)).toContain('chunk.role.first');
      expect(judge({ ...recording, response: without(-1) }).map((f) => f.requirement)).toContain('sse.done.once');
    },
  );

  it('puts every stream of the real API together to a whole answer', () => {
    for (const { response } of official) {
      const { events } = readEvents(response);
      const { choices } = reassemble(events.slice(0, -1).map((event) => JSON.parse(event.data ?? '') as unknown));
      for (const { message, finish_reason: reason } of choices) {
        expect(reason).not.toBeNull();
        expect(message.content ?? message.refusal ?? message.tool_calls ?? message.function_call).toBeTruthy();
      }
    }
  });
});

/** What the compatible servers of the corpus are known to break, from reading their streams. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  'api.deepseek.com.ndjson': ['SHOULD usage.stream.null-elsewhere'],
  'api.groq.com.ndjson': [
    'INFO err.in-stream',
    'MUST chunk.created.stable',
    'SHOULD sse.event.none',
    'SHOULD usage.stream.null-elsewhere',
  ],
  'api.mistral.ai.ndjson': ['SHOULD usage.stream.null-elsewhere'],
  'openrouter.ai.ndjson': [
    'MUST finish.once',
    'MUST usage.stream.last',
    'SHOULD chunk.role.once',
    'SHOULD usage.completion.matches',
    'SHOULD usage.stream.null-elsewhere',
  ],
};

describe.skipIf(absent)('recorded streams of other servers (skipped without a corpus)', () => {
  const files = absent
    ? []
    : readdirSync(folder).filter((file) => file.endsWith('.ndjson') && !file.startsWith('api.openai'));

  it.each(files)('breaks what is known of %s and nothing else', (file) => {
    const found = streamsOf(file).flatMap((recording) => judge(recording).map((f) => `${f.level} ${f.requirement}`));
    expect([...new Set(found)].toSorted()).toEqual(KNOWN[file] ?? []);
  });
});
