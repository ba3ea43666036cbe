import { describe, expect, it } from 'vitest';
import { asking, errorOf, USER } from './context.ts';

const PNG = `data:image/png;base64,${btoa('\x89PNG\r\n\x1a\n and so on')}`;
const PDF = 'data:application/pdf;base64,JVBERi0xLjc=';
const file = (members: object): object => ({ type: 'input_file', ...members });
const image = (url: unknown): object => ({ type: 'input_image', image_url: url });

const inMessage = (part: object): object => asking(USER, { role: 'user', content: [part] });
const inResult = (part: object): object =>
  asking(
    USER,
    { type: 'function_call', call_id: 'call_a', name: 'scan', arguments: '{}' },
    { type: 'function_call_output', call_id: 'call_a', output: [{ type: 'input_text', text: 'See:' }, part] },
  );

const EXPECTED = 'Expected a base64-encoded data URL with';

describe.each([
  ['message', inMessage, 'input[1].content[0]'],
  ['result of a tool', inResult, 'input[2].output[1]'],
] as const)('a %s', (_, body, path) => {
  it.each([
    [file({ filename: 'a.pdf', file_data: PDF })],
    [file({ filename: 'a.csv', file_data: 'data:text/csv;charset=utf-8;base64,YSxi' })],
    [file({ file_data: PDF })],
    [file({ file_id: 'file-7' })],
    [file({ file_url: 'https://files.test/a.pdf' })],
    [image(PNG)],
    [image('https://files.test/a.png')],
    [{ type: 'input_image', file_id: 'file-7' }],
  ])('may have %j', (part) => {
    expect(errorOf(body(part))).toBeUndefined();
  });

  it.each([
    ['JVBERi0xLjc=', "a value without the 'data:' prefix"],
    ['', "a value without the 'data:' prefix"],
    ['data:video/mp4;base64,AAAA', "unsupported MIME type 'video/mp4'"],
    ['data:;base64,AAAA', "unsupported MIME type ''"],
  ])('has no file of the data %j', (data, got) => {
    const error = errorOf(body(file({ filename: 'a', file_data: data })));
    expect(error).toMatchObject({ param: `${path}.file_data`, code: 'invalid_value' });
    expect(error?.message).toContain(`Invalid file data: '${path}.file_data'. ${EXPECTED} a valid file MIME type`);
    expect(error?.message).toContain(`but got ${got}. Please see`);
  });

  it('has no file without anything to find it by', () => {
    const param = `${path}.file_id`;
    const message = `Missing required parameter: '${param}'.`;
    expect(errorOf(body(file({ filename: 'a.pdf' })))).toMatchObject({
      param,
      code: 'missing_required_parameter',
      message,
    });
  });

  it.each([
    ['iVBORw0KGgo=', "a value without the 'data:' prefix"],
    ['data:image/png;base64,', 'empty base64-encoded bytes'],
    ['data:text/plain;base64,AAAA', "unsupported MIME type 'text/plain'"],
  ])('has no image at %j', (url, got) => {
    const param = `${path}.image_url`;
    const error = errorOf(body(image(url)));
    expect(error).toMatchObject({ param, code: 'invalid_value' });
    expect(error?.message).toContain(`Invalid '${param}'. ${EXPECTED} an image MIME type`);
    expect(error?.message).toContain(`but got ${got}.`);
  });

  it('has no image of bytes that are none', () => {
    expect(errorOf(body(image(`data:image/png;base64,${btoa('nothing to see here')}`)))).toMatchObject({
      code: 'invalid_image_format',
    });
  });
});

it('reports the first of several', () => {
  const bad = [image('x'), file({ file_data: 'y' })];
  expect(errorOf(asking({ role: 'user', content: bad.toReversed() }))?.param).toBe('input[0].content[0].file_data');
  expect(errorOf(asking({ role: 'user', content: bad }))?.param).toBe('input[0].content[0].image_url');
});
