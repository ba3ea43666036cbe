import { describe, expect, it } from 'vitest';
import {
  RESPONSE_PLAIN_TRANSCRIPTS,
  RESPONSE_STREAM_TRANSCRIPTS,
  responseTranscripts,
} from '../../../src/transcripts/response-transcripts.ts';
import { checked, validate } from '../../../src/transcripts/build-validate.ts';
import { transcripts } from '../../../src/transcripts/transcripts.ts';
import { validateResponse } from '../../../src/transcripts/validate-response.ts';

const ids = async (value: unknown): Promise<string[]> => [
  ...new Set((await validate(value)).map(({ requirement }) => requirement)),
];

describe('validate, of Responses', () => {
  it.each(RESPONSE_PLAIN_TRANSCRIPTS)(
    'finds nothing in a body, a text, bytes, a transcript or an answer of fetch: %s',
    async (name) => {
      const one = responseTranscripts[name];
      for (const form of [one.body, one.text, one.bytes, one, one.response()]) expect(await ids(form)).toEqual([]);
    },
  );

  it.each(RESPONSE_STREAM_TRANSCRIPTS)(
    'finds nothing in a stream as text, bytes, events or an answer of fetch: %s',
    async (name) => {
      const one = responseTranscripts[name];
      for (const form of [one.text, one.bytes, one.chunks, one, one.response()]) expect(await ids(form)).toEqual([]);
      expect(await ids(one.chunks[3])).toEqual([]);
    },
  );

  it('finds what is wrong with a body, a stream and an event', async () => {
    const { body } = responseTranscripts.tool;
    expect(await ids({ ...body, usage: { ...(body['usage'] as object), total_tokens: 1 } })).toEqual([
      'responses.usage.sum',
    ]);
    expect(await ids({ ...body, status: 'done' })).toContain('responses.status');
    const { text, chunks } = responseTranscripts['tool-stream'];
    expect(await ids(text.replaceAll(/event: response\.output_item\.done\n.*\n\n/g, ''))).toContain(
      'responses.item.closed',
    );
    expect(await ids(chunks.slice(1))).toContain('responses.created.first');
    expect(await ids({ ...chunks[2], output_index: 'first' })).not.toEqual([]);
  });

  it('tells values of other endpoints apart', async () => {
    expect(await validateResponse(transcripts.text.body, 'starmagic')).toBeUndefined();
    expect(await validateResponse(transcripts['text-stream'].text, 'starmagic')).toBeUndefined();
  });

  it('hands a good one on, and throws for a bad one', async () => {
    const { body } = responseTranscripts.text;
    expect(await checked(body)).toBe(body);
    await expect(checked({ ...body, status: 'done' })).rejects.toThrow('responses.status');
  });
});
