import { asRecord, isRecord } from './json-record.ts';
import type { ErrorPlan } from '../../engine/plan.ts';
import { apiError, echo } from '../api-error.ts';

const EXAMPLE = 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU=';
/** Base64 characters of the first bytes: enough for every signature below. A whole image is never decoded here. */
const HEAD = 24;
const BASE64_HEAD = /^[A-Za-z0-9+/]*={0,2}$/;
const DATA_URL = /^data:([^;,]*)((?:;[^;,]{0,64}){0,8}),/i;

/** First bytes of the formats that the service reads. */
const SIGNATURES: readonly ((head: string) => boolean)[] = [
  (head) => head.startsWith('\x89PNG\r\n\x1a\n'),
  (head) => head.startsWith('\xff\xd8\xff'),
  (head) => head.startsWith('GIF87a') || head.startsWith('GIF89a'),
  (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP',
];

/**
 * Whether every image of a conversation can be used. An `http(s)` address that can be parsed is taken as it is, because
 * nothing is fetched; a data URL is judged by its head.
 */
export function checkImages(messages: readonly unknown[]): ErrorPlan | undefined {
  for (let i = 0; i < messages.length; i++) {
    const content = asRecord(messages[i])['content'];
    if (!Array.isArray(content)) continue;
    for (let j = 0; j < content.length; j++) {
      const image = asRecord(content[j])['image_url'];
      if (image === undefined) continue;
      const path = `messages[${i}].content[${j}].image_url${isRecord(image) ? '.url' : ''}`;
      const error = checkImage(isRecord(image) ? image['url'] : image, path, `Invalid image URL: '${path}'`);
      if (error !== undefined) return error;
    }
  }
  return undefined;
}

/**
 * Pictures are shown by users alone (openai-node#1030, OpenHands#7700). The message names the turn only, and comes in place of
 * what the schema has against the part.
 */
export function checkImagePlaces(messages: readonly unknown[]): ErrorPlan | undefined {
  for (let turn = 0; turn < messages.length; turn++) {
    const { role, content } = asRecord(messages[turn]);
    if (!Array.isArray(content) || role === 'user' || typeof role !== 'string') continue;
    if (!content.some((part) => asRecord(part)['type'] === 'image_url')) continue;
    const param = `messages[${turn}]`;
    const words = `Image URLs are only allowed for messages with role 'user', but this message with role '${echo(role)}' contains an image URL.`;
    return apiError(`Invalid '${param}'. ${words}`, { param, code: 'invalid_value' });
  }
  return undefined;
}

/** @param words that a message about the address begins with, which differ by endpoint */
export function checkImage(url: unknown, path: string, words: string): ErrorPlan | undefined {
  if (typeof url !== 'string') return undefined;
  if (/^https?:/i.test(url)) return URL.canParse(url) ? undefined : unreachable(url);
  const unusable = (got: string): ErrorPlan =>
    apiError(
      `${words}. Expected a base64-encoded data URL with an image MIME type (e.g. '${EXAMPLE}'), but got ${got}.`,
      { param: path, code: 'invalid_value' },
    );
  if (!/^data:/i.test(url)) return unusable("a value without the 'data:' prefix");
  const head = DATA_URL.exec(url.slice(0, 1024));
  if (head === null) return unreadable();
  const [prefix, mime = '', parameters = ''] = head;
  if (!/^image\//i.test(mime)) return unusable(`unsupported MIME type '${echo(mime)}'`);
  if (!/;base64$/i.test(parameters)) return unreadable();
  return url.length === prefix.length ? unusable('empty base64-encoded bytes') : checkBytes(url, prefix.length);
}

function checkBytes(url: string, start: number): ErrorPlan | undefined {
  const head = url.slice(start, start + HEAD);
  const tail = url.slice(Math.max(start, url.length - HEAD));
  if (!BASE64_HEAD.test(head) || !BASE64_HEAD.test(tail)) return unreadable();
  const bytes = decode(head);
  return SIGNATURES.some((matches) => matches(bytes)) ? undefined : unsupportedImage();
}

/** Bytes as Latin-1 text; what does not fill four characters is left out. */
function decode(head: string): string {
  const digits = head.replaceAll('=', '');
  return atob(digits.slice(0, digits.length - (digits.length % 4)));
}

const unreachable = (url: string): ErrorPlan =>
  apiError(`Error while downloading ${echo(url)}.`, { code: 'invalid_image_url' });

const unreadable = (): ErrorPlan => apiError('Invalid base64 image_url.', { code: 'invalid_image_url' });

/** Recorded, typing error included. */
const unsupportedImage = (): ErrorPlan =>
  apiError(
    "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
    { code: 'invalid_image_format' },
  );
