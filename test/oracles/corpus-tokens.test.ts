import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChatCompletionRequest } from '../../src/contract/api-types.ts';
import type { ModelInfo } from '../../src/contract/models.ts';
import { countPromptTokens } from '../../src/contract/tokens/prompt-tokens.ts';
import { tokenizer } from '../support/tokenizer.ts';

/** What the prompt-token rules of a model need; `spec/models.yaml` has no entries for these models. */
type Rules = Pick<ModelInfo, 'prompt_tokens' | 'image_tokens'>;

const NO_IMAGES: Rules['image_tokens'] = { rule: 'tiles', base: 85, tile: 170, multiplier: 1 };
const CHAT: Rules = { prompt_tokens: { prime: 3, family: 'gpt-4o' }, image_tokens: NO_IMAGES };
const REASONING: Rules = { prompt_tokens: { prime: 2, family: 'gpt-5' }, image_tokens: NO_IMAGES };

/** Models with the o200k vocabulary. Left out: o1-mini, of which there is one sample, and the search models, which add text. */
const RULES: readonly (readonly [RegExp, Rules])[] = [
  [/^gpt-4o(?!.*search)|^gpt-4\.1/, CHAT],
  [/^gpt-5|^o3/, REASONING],
];

/** Its file is given in the recording as another text than was sent: the recorder replaced an id and cut the rest. */
const EDITED = new Set(['03e4c5b23c4f']);

interface Format {
  readonly type: string;
  readonly json_schema?: { readonly strict?: boolean };
}
interface Recorded {
  readonly id: string;
  readonly kind: 'json' | 'stream' | 'error';
  readonly request: ChatCompletionRequest & { readonly response_format?: Format };
  readonly response: unknown;
}
interface Sample {
  readonly id: string;
  readonly request: Recorded['request'];
  readonly rules: Rules;
  readonly promptTokens: number;
}

const FILE = resolve(process.env.STARMOCK_CORPUS ?? '../shared/corpus', 'api.openai.com.ndjson');

function usageOf({ kind, response }: Recorded): { readonly prompt_tokens: number } | undefined {
  if (kind === 'json') return (response as { usage?: { prompt_tokens: number } }).usage;
  if (kind !== 'stream') return undefined;
  const last = String(response)
    .split('\n')
    .findLast((line) => line.includes('"usage":{'));
  return last === undefined
    ? undefined
    : (JSON.parse(last.slice('data: '.length)) as { usage: { prompt_tokens: number } }).usage;
}

function readSamples(): Sample[] {
  if (!existsSync(FILE)) return [];
  const lines = readFileSync(FILE, 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const recorded = JSON.parse(line) as Recorded;
    const { id, request } = recorded;
    const rules = RULES.find(([pattern]) => pattern.test(request.model))?.[1];
    const usage = usageOf(recorded);
    return rules && usage && !EDITED.has(id) ? [{ id, request, rules, promptTokens: usage.prompt_tokens }] : [];
  });
}

const samples = readSamples();
const hasMedia = ({ request }: Sample): boolean =>
  /"type":"(image_url|file|input_audio)"/.test(JSON.stringify(request));
const hasTools = ({ request }: Sample): boolean => request.tools !== undefined;
const hasCalls = ({ request }: Sample): boolean => request.messages.some(({ role }) => role === 'tool');
const hasSchema = ({ request }: Sample): boolean => request.response_format?.type === 'json_schema';
const isStrict = ({ request }: Sample): boolean => request.response_format?.json_schema?.strict === true;

/** Ours less theirs. */
const error = ({ request, rules, promptTokens }: Sample): number =>
  countPromptTokens(request, rules, tokenizer).total - promptTokens;
const shareWithin = (chosen: readonly Sample[], tokens: number): number =>
  chosen.filter((sample) => Math.abs(error(sample)) <= tokens).length / chosen.length;

describe.skipIf(samples.length === 0)('prompt_tokens of recorded answers (skipped where there is no corpus)', () => {
  it('equals every plain-text sample', () => {
    const plain = samples.filter((one) => ![hasMedia, hasTools, hasSchema, hasCalls].some((has) => has(one)));
    expect(plain.length).toBeGreaterThan(50);
    expect(plain.filter((one) => error(one) !== 0).map(({ id }) => id)).toEqual([]);
  });

  it('meets samples with tools: three in four exactly, nearly all within one token', () => {
    const tools = samples.filter((one) => (hasTools(one) || hasCalls(one)) && !hasMedia(one) && !hasSchema(one));
    expect(tools.length).toBeGreaterThan(60);
    expect(shareWithin(tools, 0)).toBeGreaterThanOrEqual(0.74);
    expect(shareWithin(tools, 1)).toBeGreaterThanOrEqual(0.97);
    expect(shareWithin(tools, 3)).toBe(1);
  });

  it('meets conversations with tool calls and results, all but one within one token', () => {
    const calls = samples.filter((one) => hasCalls(one) && !hasMedia(one) && !hasSchema(one));
    expect(calls.length).toBeGreaterThan(20);
    expect(shareWithin(calls, 1)).toBeGreaterThanOrEqual(0.97);
  });

  it('meets strict schemas within three tokens', () => {
    const schemas = samples.filter((one) => isStrict(one) && !hasTools(one));
    expect(schemas.length).toBeGreaterThan(20);
    expect(shareWithin(schemas, 3)).toBe(1);
  });
});
