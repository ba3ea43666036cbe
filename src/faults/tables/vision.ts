import { readImageSize } from '../../contract/tokens/image-size.ts';
import { asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import { transformSteps, transformUsage, counted } from '../transforms/edit-answer.ts';
import { messagesOf, partsOf, textOf, withMessages } from '../transforms/edit-messages.ts';
import { transformRequest } from '../transforms/edit-request.ts';
import { mapSaid } from '../transforms/edit-said.ts';
import type { Fault } from '../fault.ts';
import { refuse } from '../transforms/refuse.ts';
import { statusError } from './status.ts';

/** The URLs of the images of a request. */
function imagesOf(body: JsonObject | undefined): string[] {
  return messagesOf(body)
    .flatMap(partsOf)
    .filter(({ type }) => type === 'image_url')
    .map((part) => String(asObject(part['image_url'])['url'] ?? ''));
}

const urlOf = (part: JsonObject): string => String(asObject(part['image_url'])['url'] ?? '');

/** Leaves out the images that are meant. */
const dropImages = (meant: (url: string) => boolean): NonNullable<Fault['policy']> =>
  transformRequest((body) =>
    withMessages(body, (messages) =>
      messages.map((message) => {
        const kept = partsOf(message).filter((part) => part['type'] !== 'image_url' || !meant(urlOf(part)));
        if (kept.length === partsOf(message).length) return message;
        return { ...message, content: kept.length > 0 ? kept : [{ type: 'text', text: '' }] };
      }),
    ),
  );

/** Refuses a request that has an image like this. */
const rejectImage =
  (meant: (url: string) => boolean, complaint: string): NonNullable<Fault['policy']> =>
  (request) =>
    imagesOf(request.body).some(meant) ? refuse(complaint, { param: 'messages', code: 'invalid_image_url' }) : request;

const isData = (url: string): boolean => url.startsWith('data:');

/** Defects of how images are taken. */
export const visionFaults: readonly Fault[] = [
  {
    name: 'vision.drop',
    title: "Images don't reach the model, which responds as if it had seen them.",
    harm: 'silent',
    breaks: ['vision.seen', 'vision.counted'],
    mayBreak: ['vision.invalid'],
    seen: 'assumed',
    policy: dropImages(() => true),
  },
  {
    name: 'vision.unseen',
    title: "The model says that it can't see images.",
    harm: 'silent',
    breaks: ['vision.seen'],
    mayBreak: ['usage.completion.matches', 'usage.completion.inflated'],
    seen: 'assumed',
    plan: transformSteps((events, { request }) =>
      imagesOf(request.body).length > 0 ? mapSaid(events, () => 'I am a text model and cannot see images.') : events,
    ),
  },
  {
    name: 'vision.uncounted',
    title: 'Images are processed but not counted in the prompt tokens.',
    harm: 'tolerated',
    breaks: ['vision.counted'],
    mayBreak: ['usage.prompt.recount'],
    seen: 'assumed',
    plan: transformUsage((usage, _plan, { request }) => {
      if (imagesOf(request.body).length === 0) return usage;
      const characters = messagesOf(request.body).map(textOf).join(' ').length;
      return counted(usage, Math.min(usage.prompt_tokens, Math.ceil(characters / 4) + 7), usage.completion_tokens);
    }),
  },
  {
    name: 'vision.413',
    title: 'A proxy rejects large images because of its body limit.',
    harm: 'fatal',
    breaks: ['vision.seen'],
    mayBreak: ['vision.counted', 'param.declared'],
    seen: 'assumed',
    parameters: [{ name: 'value', default: 64, title: 'Maximum length of the data URL, such as 16k.' }],
    policy: (request, context) =>
      imagesOf(request.body).some((url) => isData(url) && url.length > context.number('value'))
        ? refuse('Request Entity Too Large', { status: 413, type: 'request_too_large' })
        : request,
  },
  {
    name: 'vision.data-refused',
    title: 'Images are accepted only by URL; inline images are rejected.',
    harm: 'fatal',
    breaks: ['param.declared'],
    mayBreak: ['vision.counted', 'vision.seen'],
    seen: 'assumed',
    policy: rejectImage(isData, 'Invalid image_url: only http and https are supported.'),
  },
  {
    name: 'vision.url-refused',
    title: 'Images are accepted only inline; URLs are rejected.',
    harm: 'fatal',
    breaks: ['param.declared'],
    seen: 'assumed',
    policy: rejectImage((url) => !isData(url), 'Invalid image_url: only data URLs are supported.'),
  },
  {
    name: 'vision.invalid-accepted',
    title: 'An invalid image is silently ignored.',
    harm: 'silent',
    breaks: ['vision.invalid'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: dropImages((url) => isData(url) && readImageSize(url) === undefined),
  },
  {
    name: 'vision.invalid-500',
    title: 'An invalid image gets a 5xx.',
    harm: 'costly',
    breaks: ['vision.invalid'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: (request) =>
      imagesOf(request.body).some((url) => isData(url) && readImageSize(url) === undefined)
        ? statusError(500)
        : request,
  },
];
