import { asList, asObject } from '../contract/schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import type { Fault, WireTransform } from './fault.ts';
import { transformRequest } from './transforms/edit-request.ts';
import { without, type Edit } from './transforms/edit-response.ts';
import { transformJson } from './transforms/transform-body.ts';

const isVectors = (body: JsonObject): boolean => asObject(asList(body['data'])[0])['object'] === 'embedding';

/** Edits answers that hold vectors. */
const inList = (edit: Edit): WireTransform => transformJson('list', (body) => (isVectors(body) ? edit(body) : body));

/** Edits each entry. */
const entries = (edit: (entry: JsonObject, place: number) => unknown): WireTransform =>
  inList((body) => ({ ...body, data: asList(body['data']).map((entry, place) => edit(asObject(entry), place)) }));

/** Edits each vector that comes as numbers. */
const vectors = (edit: (vector: readonly number[], place: number) => unknown): WireTransform =>
  entries((entry, place) => {
    const { embedding } = entry;
    return Array.isArray(embedding) ? { ...entry, embedding: edit(embedding.map(Number), place) } : entry;
  });

const scaled = (vector: readonly number[], factor: number): number[] => vector.map((value) => value * factor);

const usage = (edit: Edit): WireTransform =>
  inList((body) => ({ ...body, usage: isJsonObject(body['usage']) ? edit(body['usage']) : body['usage'] }));

const FLOATS = ['embeddings.format.same', 'embeddings.unit', 'embeddings.near', 'embeddings.stable'] as const;

/** Cuts texts and lists that are too long. */
const MAX_CHARACTERS = 20_000;
const MAX_INPUTS = 2048;

const faults: readonly Omit<Fault, 'endpoint'>[] = [
  {
    name: 'embeddings.order-turned',
    title: 'Vectors come in the reverse order of the input, numbered as if they did not.',
    harm: 'silent',
    breaks: ['embeddings.order'],
    mayBreak: ['embeddings.stable', 'embeddings.near'],
    seen: 'assumed',
    wire: inList((body) => ({
      ...body,
      data: asList(body['data'])
        .toReversed()
        .map((entry, index) => ({ ...asObject(entry), index })),
    })),
  },
  {
    name: 'embeddings.index-zero',
    title: 'Every vector has the index 0.',
    harm: 'silent',
    breaks: ['embeddings.order'],
    seen: 'assumed',
    wire: entries((entry) => ({ ...entry, index: 0 })),
  },
  {
    name: 'embeddings.base64-ignored',
    title: 'Numbers come although base64 was asked for.',
    harm: 'silent',
    breaks: ['embeddings.format.base64'],
    seen: 'https://github.com/openai/openai-node/issues/1542',
    policy: transformRequest(without('encoding_format')),
  },
  {
    name: 'embeddings.base64-always',
    title: 'Vectors come as base64 although numbers were asked for.',
    harm: 'fatal',
    breaks: ['embeddings.format.float'],
    seen: 'assumed',
    policy: transformRequest((body) => ({ ...body, encoding_format: 'base64' })),
  },
  {
    name: 'embeddings.formats-differ',
    title: 'Both formats hold different numbers.',
    harm: 'silent',
    breaks: ['embeddings.format.same'],
    mayBreak: ['embeddings.stable', 'embeddings.near', 'embeddings.dimensions', 'embeddings.tokens.input'],
    seen: 'assumed',
    wire: vectors((vector) => vector.toReversed()),
  },
  {
    name: 'embeddings.not-unit',
    title: 'Vectors are twenty times as long as 1.',
    harm: 'silent',
    breaks: ['embeddings.unit'],
    mayBreak: FLOATS,
    seen: 'https://github.com/CopilotKit/aimock',
    wire: vectors((vector) => scaled(vector, 22)),
  },
  {
    name: 'embeddings.zero',
    title: 'Vectors are zero.',
    harm: 'silent',
    breaks: ['embeddings.finite', 'embeddings.unit'],
    mayBreak: [...FLOATS, 'embeddings.order', 'embeddings.dimensions', 'embeddings.tokens.input'],
    seen: 'assumed',
    wire: vectors((vector) => scaled(vector, 0)),
  },
  {
    name: 'embeddings.short',
    title: 'Vectors have half of the numbers that the model documents.',
    harm: 'silent',
    breaks: ['embeddings.length'],
    mayBreak: [...FLOATS, 'embeddings.dimensions'],
    seen: 'assumed',
    wire: vectors((vector) => vector.slice(0, vector.length / 2)),
  },
  {
    name: 'embeddings.dimensions-ignored',
    title: 'dimensions is ignored.',
    harm: 'silent',
    breaks: ['embeddings.length'],
    mayBreak: ['embeddings.dimensions'],
    seen: 'assumed',
    policy: transformRequest(without('dimensions')),
  },
  {
    name: 'embeddings.dimensions-other',
    title: 'A shorter vector is another one, and not the beginning of the whole.',
    harm: 'silent',
    breaks: ['embeddings.dimensions'],
    seen: 'assumed',
    wire: (exchange, context) =>
      context.request.body?.['dimensions'] === undefined
        ? exchange
        : vectors((vector) => vector.toReversed())(exchange, context),
  },
  {
    name: 'embeddings.random',
    title: 'The same text gets another vector each time.',
    harm: 'silent',
    breaks: ['embeddings.stable'],
    mayBreak: [...FLOATS, 'embeddings.order', 'embeddings.dimensions', 'embeddings.tokens.input'],
    seen: 'https://github.com/CopilotKit/aimock',
    wire: (exchange, context) =>
      vectors((vector) => {
        const at = Math.floor(context.random() * vector.length);
        return [...vector.slice(at), ...vector.slice(0, at)];
      })(exchange, context),
  },
  {
    name: 'embeddings.meaningless',
    title: 'A text lies closer to strange ones than to its paraphrase.',
    harm: 'silent',
    breaks: ['embeddings.near'],
    mayBreak: ['embeddings.order', 'embeddings.stable'],
    seen: 'https://github.com/CopilotKit/aimock',
    wire: vectors((vector, place) => (place === 1 ? scaled(vector, -1) : vector)),
  },
  {
    name: 'embeddings.tokens-as-text',
    title: 'Tokens are embedded as the digits that they are written with.',
    harm: 'silent',
    breaks: ['embeddings.tokens.input'],
    mayBreak: ['embeddings.usage.recount'],
    seen: 'assumed',
    policy: transformRequest((body) =>
      typeof asList(body['input'])[0] === 'number' ? { ...body, input: asList(body['input']).join(' ') } : body,
    ),
  },
  {
    name: 'embeddings.empty-accepted',
    title: 'An empty text gets a vector.',
    harm: 'silent',
    breaks: ['embeddings.empty'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: transformRequest((body) =>
      body['input'] === '' || (Array.isArray(body['input']) && body['input'].length === 0)
        ? { ...body, input: ' ' }
        : body,
    ),
  },
  {
    name: 'embeddings.text-cut',
    title: 'A text that is too long is cut in silence.',
    harm: 'silent',
    breaks: ['embeddings.limit.tokens'],
    mayBreak: ['embeddings.usage.recount'],
    seen: 'assumed',
    policy: transformRequest((body) =>
      typeof body['input'] === 'string' && body['input'].length > MAX_CHARACTERS
        ? { ...body, input: body['input'].slice(0, MAX_CHARACTERS) }
        : body,
    ),
  },
  {
    name: 'embeddings.inputs-cut',
    title: 'Of too many inputs the first are answered.',
    harm: 'silent',
    breaks: ['embeddings.limit.inputs'],
    mayBreak: ['embeddings.order', 'http.complete'],
    seen: 'assumed',
    policy: transformRequest((body) =>
      asList(body['input']).length > MAX_INPUTS ? { ...body, input: asList(body['input']).slice(0, MAX_INPUTS) } : body,
    ),
  },
  {
    name: 'embeddings.model-other',
    title: 'Answers name another model.',
    harm: 'silent',
    breaks: ['embeddings.model'],
    seen: 'assumed',
    wire: inList((body) => ({ ...body, model: 'bge-small-en' })),
  },
  {
    name: 'embeddings.model-substituted',
    title: 'A model that is not there is replaced by one that is.',
    harm: 'silent',
    breaks: ['embeddings.model.unknown', 'err.model'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: transformRequest((body) =>
      String(body['model']).startsWith('gpt-99') ? { ...body, model: 'text-embedding-3-small' } : body,
    ),
  },
  {
    name: 'embeddings.data-missing',
    title: 'Vectors come under another key.',
    harm: 'fatal',
    breaks: ['embeddings.schema'],
    mayBreak: ['embeddings.order', 'embeddings.finite', 'embeddings.length', 'embeddings.format.base64'],
    seen: 'assumed',
    wire: inList(({ data, ...body }) => ({ ...body, embeddings: data })),
  },
  {
    name: 'embeddings.usage-text',
    title: 'The counts of usage are strings.',
    harm: 'tolerated',
    breaks: ['embeddings.usage.schema'],
    mayBreak: ['embeddings.schema'],
    seen: 'assumed',
    wire: usage(({ prompt_tokens: prompt, total_tokens: total }) => ({
      prompt_tokens: String(prompt),
      total_tokens: String(total),
    })),
  },
  {
    name: 'embeddings.usage-total-wrong',
    title: 'The total of usage is more than the prompt tokens.',
    harm: 'costly',
    breaks: ['embeddings.usage.sum'],
    seen: 'assumed',
    wire: usage((counts) => ({ ...counts, total_tokens: Number(counts['total_tokens']) + 1 })),
  },
  {
    name: 'embeddings.usage-estimated',
    title: 'Tokens are not counted but estimated.',
    harm: 'costly',
    breaks: ['embeddings.usage.recount'],
    seen: 'assumed',
    wire: usage(({ prompt_tokens: prompt }) => ({
      prompt_tokens: Number(prompt) * 2 + 1,
      total_tokens: Number(prompt) * 2 + 1,
    })),
  },
];

/** Faults that answers of `/v1/embeddings` alone can have. */
export const embeddingFaults: readonly Fault[] = faults.map((fault): Fault => ({ ...fault, endpoint: 'embeddings' }));
