import { describe, expect, it } from 'vitest';
import type { EndpointId } from '../../src/contract/contract-data.ts';
import type { Finding } from '../../src/contract/finding.ts';
import { loadEndpoint } from '../../src/contract/endpoints/load-endpoint.ts';
import { loadProfile } from '../../src/contract/profile.ts';
import { judgeStream } from '../../src/contract/grammar/stream-grammar.ts';
import type { ResponseSchema } from '../../src/contract/api-types.ts';
import { loadValidators } from '../../src/contract/schema/validators.ts';
import { responseRules } from '../../src/endpoints/responses/response-rules.ts';
import { validateBody } from '../../src/endpoints/validate/validate-body.ts';
import type { ErrorPlan } from '../../src/engine/plan.ts';
import { openModels } from '../../src/mock/open-models.ts';
import {
  officialRecordings,
  otherFiles,
  recordingsAbsent,
  recordingsOf,
  whereRecorded,
  type Recording,
} from './recorded-responses.ts';

/** Streams from before the API numbered its events, in March 2025. */
const UNNUMBERED = new Set(['6625caaf1369', '2c562f459d67', 'c1916d4f151a']);

const isFine = ({ status = 200 }: Recording): boolean => status < 300;
const isPosted = ({ method }: Recording): boolean => method.toLowerCase() === 'post';

describe.skipIf(recordingsAbsent).each(['starmagic', 'openai'])(
  `the %s contract of Responses and Embeddings${whereRecorded}`,
  (profile) => {
    const endpoint = (id: EndpointId) => loadProfile(profile).then((contract) => loadEndpoint(contract, id));

    it.each([
      ['responses', 280],
      ['embeddings', 45],
    ] as const)('accepts every request of %s that the API accepted, of more than %i', async (id, least) => {
      const validators = await loadValidators(await endpoint(id));
      const accepted = officialRecordings(id).filter((recording) => isFine(recording) && isPosted(recording));
      const faults = accepted.flatMap((one) => (validators.request(one.request) ?? []).map((fault) => [one.id, fault]));
      expect(faults).toEqual([]);
      expect(accepted.length).toBeGreaterThan(least);
    });

    it.each([
      ['responses', 'ResponseObject', 235],
      ['embeddings', 'EmbeddingList', 45],
    ] as const)('accepts every answer of %s', async (id, schema: ResponseSchema, least) => {
      const validators = await loadValidators(await endpoint(id));
      const answers = officialRecordings(id).filter((recording) => isFine(recording) && recording.kind === 'json');
      expect(
        answers.flatMap((one) => validators.response(schema, one.response).map((fault) => [one.id, fault])),
      ).toEqual([]);
      expect(answers.length).toBeGreaterThan(least);
    });

    it.each([
      ['responses', 7],
      ['embeddings', 2],
    ] as const)('accepts every error of %s', async (id, count) => {
      const validators = await loadValidators(await endpoint(id));
      const errors = officialRecordings(id).filter(({ kind }) => kind === 'error');
      expect(errors.flatMap((one) => validators.response('ErrorResponse', one.response))).toEqual([]);
      expect(errors).toHaveLength(count);
    });
  },
);

/** Long base64 is cut in the corpus, so what it stands for cannot be read. */
const isWhole = ({ request }: Recording): boolean => !JSON.stringify(request).includes('base64 cut]');

describe.skipIf(recordingsAbsent)(`the rules of Responses${whereRecorded}`, async () => {
  const profile = await loadProfile('openai');
  const contract = await loadEndpoint(profile, 'responses');
  const validators = await loadValidators(contract);
  const models = await openModels(profile, { any: true });
  const judge = ({ request }: Recording): ErrorPlan | undefined => {
    const judged = validateBody(request, responseRules, { contract, validators, models });
    return judged.kind === 'error' ? judged : undefined;
  };
  const created = officialRecordings('responses').filter((one) => isPosted(one) && one.path.endsWith('/responses'));

  it('refuse no request that the API accepted', () => {
    const accepted = created.filter((one) => isFine(one) && isWhole(one));
    expect(accepted.flatMap((one) => (judge(one) ? [[one.id, judge(one)?.error.message]] : []))).toEqual([]);
    expect(accepted.length).toBeGreaterThan(255);
  });

  it('refuse a file in the words of the API', () => {
    const refused = created.filter(({ response }) => JSON.stringify(response).includes('Invalid file data'));
    expect(refused.map((one) => ({ error: judge(one)?.error }))).toEqual(refused.map(({ response }) => response));
    expect(refused).toHaveLength(2);
  });
});

async function judgeAs(profile: string): Promise<(recording: Recording) => Finding[]> {
  const contract = await loadEndpoint(await loadProfile(profile), 'responses');
  const validators = await loadValidators(contract);
  const schema = (event: unknown): Finding[] => validators.response('ResponseEvent', event);
  return ({ response, request }) => judgeStream(contract.grammar, String(response), request, { schema });
}

const judge = await judgeAs('openai');
const streams = officialRecordings('responses').filter(({ kind }) => kind === 'stream');
const requirements = (findings: readonly Finding[]): string[] => findings.map(({ requirement }) => requirement);

describe.skipIf(recordingsAbsent)(`recorded streams of Responses${whereRecorded}`, () => {
  it('has those of the real API', () => {
    expect(streams).toHaveLength(46);
  });

  it.each(streams.map((recording) => [recording.id, recording] as const))(
    'accepts the stream %s of the real API without a finding of any level',
    (id, recording) => {
      expect(requirements(judge(recording))).toEqual(UNNUMBERED.has(id) ? ['responses.sequence'] : []);
    },
  );

  it.each(streams.map((recording) => [recording.id, recording] as const))(
    'refuses the stream %s of the real API when an event is lost',
    (_id, recording) => {
      const events = String(recording.response).split('\n\n').slice(0, -1);
      const without = (position: number): string => `${events.toSpliced(position, 1).join('\n\n')}\n\n`;
      const broken = (position: number): string[] => requirements(judge({ ...recording, response: without(position) }));
      expect(broken(0)).toContain('responses.created.first');
      expect(broken(-1)).toContain('responses.terminal.once');
      const done = events.findLastIndex((event) => event.includes('response.output_item.done'));
      expect(done < 0 || broken(done).includes('responses.item.closed')).toBe(true);
      const delta = events.findIndex((event) => event.includes('response.output_text.delta'));
      expect(delta < 0 || broken(delta).includes('responses.text.deltas')).toBe(true);
    },
  );
});

/** What the compatible servers of the corpus are known to break, from reading their streams. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  // Padding of its own measure.
  'responses.bedrock-mantle.us-east-1.api.aws.ndjson': ['MAY responses.obfuscation'],
  // No event lines, [DONE] at the end; the reasoning item is closed after the message is opened and comes back with other content.
  'responses.openrouter.ai.ndjson': [
    'MUST responses.terminal.output',
    'SHOULD responses.done.absent',
    'SHOULD responses.event.name',
    'SHOULD responses.item.sequential',
  ],
};

describe.skipIf(recordingsAbsent)(`recorded streams of Responses by other servers${whereRecorded}`, () => {
  const files = otherFiles();

  it.each(files)('breaks what is known of %s and nothing else', (file) => {
    const own = recordingsOf(file).filter(({ kind }) => kind === 'stream');
    const found = own.flatMap((recording) => judge(recording).map((one) => `${one.level} ${one.requirement}`));
    expect([...new Set(found)].toSorted()).toEqual(KNOWN[file] ?? []);
  });
});
