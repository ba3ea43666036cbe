import type { JsonObject } from '../../contract/requirements.ts';
import { transformEvents } from '../transforms/transform-stream.ts';
import type { Fault, WireTransform } from '../fault.ts';
import { mapChunks, mapTexts } from '../transforms/edit-events.ts';
import { without } from '../transforms/edit-json.ts';

/** Sets members of every chunk. */
const everywhere = (members: (chunk: JsonObject, nth: number) => JsonObject): WireTransform =>
  transformEvents(mapChunks((chunk, nth) => ({ ...chunk, ...members(chunk, nth) })));

/** Takes a member away from every chunk. */
const nowhere = (key: string): WireTransform => transformEvents(mapChunks((chunk) => without(chunk, key)));

/** Defects of what every chunk says of the answer: id, object, time, model. */
export const chunkEnvelopeFaults: readonly Fault[] = [
  {
    name: 'chunk.id-changes',
    title: 'Every chunk has a different id.',
    harm: 'tolerated',
    breaks: ['chunk.id.stable'],
    seen: 'https://github.com/microsoft/foundry-local/issues/144',
    clients: '·······',
    wire: everywhere(({ id }, nth) => ({ id: `${String(id)}-${nth}` })),
  },
  {
    name: 'chunk.id-empty',
    title: 'The id of every chunk is empty.',
    harm: 'silent',
    breaks: ['chunk.id'],
    seen: 'https://github.com/huggingface/text-generation-inference/issues/1782',
    clients: '·≠·····',
    wire: everywhere(() => ({ id: '' })),
  },
  {
    name: 'chunk.id-missing',
    title: 'Chunks have no id.',
    harm: 'silent',
    breaks: ['chunk.id'],
    seen: 'https://github.com/spring-projects/spring-ai/issues/6928',
    clients: '·≠·····',
    wire: nowhere('id'),
  },
  {
    name: 'chunk.id-number',
    title: 'The id of every chunk is a number.',
    harm: 'fatal',
    breaks: ['chunk.id'],
    seen: 'assumed',
    clients: '··TT···',
    wire: everywhere(() => ({ id: 7 })),
  },
  {
    name: 'chunk.object-wrong',
    title: 'The object of chunks is chat.completion.',
    harm: 'fatal',
    breaks: ['chunk.object'],
    seen: 'assumed',
    clients: '······T',
    wire: everywhere(() => ({ object: 'chat.completion' })),
  },
  {
    name: 'chunk.object-empty',
    title: 'The object of chunks is empty.',
    harm: 'fatal',
    breaks: ['chunk.object'],
    seen: 'assumed',
    clients: '······T',
    wire: everywhere(() => ({ object: '' })),
  },
  {
    name: 'chunk.created-zero',
    title: 'The created timestamp of chunks is 0.',
    harm: 'tolerated',
    breaks: ['body.created'],
    seen: 'https://github.com/AbanteAI/archive-old-cli-mentat/issues/429',
    clients: '·······',
    wire: everywhere(() => ({ created: 0 })),
  },
  {
    name: 'chunk.created-string',
    title: 'The created timestamp of chunks is a string.',
    harm: 'fatal',
    breaks: ['body.created', 'chunk.schema'],
    seen: 'assumed',
    clients: '··TT···',
    wire: everywhere(({ created }) => ({ created: new Date(Number(created) * 1000).toISOString() })),
  },
  {
    name: 'chunk.created-float',
    title: 'The created timestamp of chunks has fractions of a second.',
    harm: 'tolerated',
    breaks: ['body.created', 'chunk.schema'],
    seen: 'assumed',
    wire: everywhere(({ created }) => ({ created: Number(created) + 0.25 })),
  },
  {
    name: 'chunk.created-millis',
    title: 'The created timestamp of chunks is in milliseconds.',
    harm: 'tolerated',
    breaks: ['body.created'],
    seen: 'assumed',
    wire: everywhere(({ created }) => ({ created: Number(created) * 1000 })),
  },
  {
    name: 'chunk.created-missing',
    title: 'Chunks have no created timestamp.',
    harm: 'tolerated',
    breaks: ['body.created', 'chunk.schema'],
    seen: 'assumed',
    clients: '·······',
    wire: nowhere('created'),
  },
  {
    name: 'chunk.created-changes',
    title: 'The created timestamp of each chunk is the time it was sent.',
    harm: 'tolerated',
    breaks: ['chunk.created.stable'],
    seen: 'assumed',
    wire: everywhere(({ created }, nth) => ({ created: Number(created) + nth })),
  },
  {
    name: 'chunk.model-missing',
    title: 'Chunks have no model.',
    harm: 'tolerated',
    breaks: ['chunk.schema'],
    mayBreak: ['model.echo'],
    seen: 'https://github.com/microsoft/foundry-local/issues/144',
    clients: '·······',
    wire: nowhere('model'),
  },
  {
    name: 'chunk.model-changed',
    title: 'Chunks name a different model than requested.',
    harm: 'tolerated',
    breaks: ['model.echo'],
    mayBreak: ['model.echo.stable'],
    seen: 'https://github.com/kiyoakii/is-gpt-nerfed/pull/6',
    clients: '·······',
    wire: everywhere(() => ({ model: 'gpt-3.5-turbo-0125' })),
  },
  {
    name: 'chunk.model-drifts',
    title: 'The model changes within the stream.',
    harm: 'tolerated',
    breaks: ['chunk.model.stable'],
    mayBreak: ['model.echo'],
    seen: 'assumed',
    wire: everywhere(({ model }, nth) => ({ model: nth === 0 ? model : `${String(model)}-lite` })),
  },
  {
    name: 'chunk.padding-off',
    title: 'The padding of chunks is off by one character.',
    harm: 'tolerated',
    breaks: ['chunk.obfuscation.length'],
    seen: 'assumed',
    wire: transformEvents(mapTexts((text) => text.replace('"obfuscation":"', '"obfuscation":"x'))),
  },
];
