import { describe, expect, it } from 'vitest';
import { checkImages } from '../../../../src/endpoints/validate/image-rules.ts';
import { effort } from '../../../support/effort.ts';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const GIF = 'R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
const WEBP = btoa('RIFF\x24\0\0\0WEBPVP8 ');
const JPEG = '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBg==';
const shown = (image: unknown): unknown[] => [
  {
    role: 'user',
    content: [
      { type: 'text', text: 'what?' },
      { type: 'image_url', image_url: image },
    ],
  },
];
const UNSUPPORTED =
  "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].";
const PATH = 'messages[0].content[1].image_url.url';
const wrong = (got: string): string =>
  `Invalid image URL: '${PATH}'. Expected a base64-encoded data URL with an image MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU='), but got ${got}.`;

describe('images of a conversation', () => {
  it.each([
    `data:image/png;base64,${PNG}`,
    `data:image/gif;base64,${GIF}`,
    `data:image/webp;base64,${WEBP}`,
    `data:image/jpeg;base64,${JPEG}`,
    `DATA:IMAGE/PNG;charset=x;BASE64,${PNG}`,
    `data:image/jpeg;base64,${PNG}`,
    'https://example.org/cat.png',
    'http://127.0.0.1:4010/cat',
  ])('accepts %s', (url) => {
    expect(checkImages(shown({ url }))).toBeUndefined();
  });

  it.each([
    ['https://', null, 'invalid_image_url', 'Error while downloading https://.'],
    ['http://exa mple.org/x', null, 'invalid_image_url', 'Error while downloading http://exa mple.org/x.'],
    ['cat.png', PATH, 'invalid_value', wrong("a value without the 'data:' prefix")],
    ['', PATH, 'invalid_value', wrong("a value without the 'data:' prefix")],
    [`data:application/pdf;base64,${PNG}`, PATH, 'invalid_value', wrong("unsupported MIME type 'application/pdf'")],
    ['data:image/png;base64,', PATH, 'invalid_value', wrong('empty base64-encoded bytes')],
    ['data:image/png;base64', null, 'invalid_image_url', 'Invalid base64 image_url.'],
    ['data:image/png,abc', null, 'invalid_image_url', 'Invalid base64 image_url.'],
    ['data:image/png;base64,!!!!', null, 'invalid_image_url', 'Invalid base64 image_url.'],
    [`data:image/png;base64,${PNG}%%`, null, 'invalid_image_url', 'Invalid base64 image_url.'],
    [`data:image/svg+xml;base64,${btoa('<svg xmlns="x"/>')}`, null, 'invalid_image_format', UNSUPPORTED],
    ['data:image/jpeg;base64,UGxlYXNlIHNldCBhIHVzZXItYWdlbnQ=', null, 'invalid_image_format', UNSUPPORTED],
  ])('rejects %s', (url, param, code, message) => {
    expect(checkImages(shown({ url }))?.error).toEqual({ message, type: 'invalid_request_error', param, code });
  });

  it('judges a bare string like the object form, under its own path', () => {
    expect(checkImages(shown(`data:image/png;base64,${PNG}`))).toBeUndefined();
    expect(checkImages(shown('cat.png'))?.error.param).toBe('messages[0].content[1].image_url');
  });

  it('reports the first bad image of all messages, tool results included', () => {
    const messages = [
      ...shown({ url: 'https://example.org' }),
      { role: 'tool', content: [{ type: 'image_url', image_url: { url: 'x' } }] },
    ];
    expect(checkImages(messages)?.error.param).toBe('messages[1].content[0].image_url.url');
  });

  it('looks only at the ends of a large image', () => {
    const parts = shown({ url: `data:image/png;base64,${PNG.slice(0, 40)}${'A'.repeat(20_000_000)}` });
    expect(checkImages(parts)).toBeUndefined();
    // To look at all of it costs some fifty.
    expect(effort(() => checkImages(parts))).toBeLessThan(10);
  });
});
