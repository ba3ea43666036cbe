import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, KEY_MARK } from '../../../../src/recordings/redaction/redact.ts';
import { reveals } from '../../verify/support/reveals.ts';

const buffer = (text: string): Buffer => Buffer.from(text, 'utf8');
const hex = (text: string): string => buffer(text).toString('hex');
const codes = (text: string, write: (code: number) => string): string =>
  text
    .split('')
    .map((character) => write(character.charCodeAt(0)))
    .join('');

/** Ways to write a secret down, with what may stand around it. */
const ENCODINGS: Readonly<Record<string, (secret: string, around: string) => string>> = {
  plain: (secret) => secret,
  JSON: (secret) => JSON.stringify({ message: `no such key: ${secret}` }),
  'JSON with \\u': (secret) => `"${codes(secret, (code) => `\\u${code.toString(16).padStart(4, '0')}`)}"`,
  'JSON with \\U': (secret) => `"${codes(secret, (code) => `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`)}"`,
  'a query': (secret) => `?api_key=${encodeURIComponent(secret)}&x=1`,
  'form data': (secret) => new URLSearchParams({ key: secret }).toString(),
  'percent signs': (secret) => `%20${hex(secret).replaceAll(/../g, '%$&')}%20`,
  'PERCENT SIGNS': (secret) => hex(secret).toUpperCase().replaceAll(/../g, '%$&'),
  hexadecimal: (secret) => `0x${hex(secret)}`,
  HEXADECIMAL: (secret) => `0x${hex(secret).toUpperCase()}`,
  base64: (secret) => buffer(secret).toString('base64'),
  base64url: (secret) => buffer(secret).toString('base64url'),
  'longer base64': (secret, around) => buffer(`${around}${secret}${around}`).toString('base64'),
  'longer base64url': (secret, around) => buffer(`${around}${secret}${around}`).toString('base64url'),
  'basic credentials': (secret, around) => `Basic ${buffer(`${around}:${secret}`).toString('base64')}`,
  HTML: (secret) =>
    `<b>${secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')}</b>`,
  'HTML in numbers': (secret) => codes(secret, (code) => `&#${code};`),
  'HTML in hexadecimal numbers': (secret) => codes(secret, (code) => `&#x${code.toString(16)};`),
  'HTML in HEXADECIMAL numbers': (secret) => codes(secret, (code) => `&#x${code.toString(16).toUpperCase()};`),
  backwards: (secret) => [...secret].toReversed().join(''),
};

const key = fc.stringMatching(/^sk-[A-Za-z0-9_-]{17,48}$/);
/** Any printable ASCII, which is all that a header can carry; with enough variety to be a secret. */
const strange = fc
  .stringMatching(/^[!-~](?:[ -~]{10,40})[!-~]$/)
  .filter((text) => new Set(text).size > 7 && !/\[|\]|^\s|\s$/.test(text));
const secrets = fc.oneof(key, strange);

describe('redacting', () => {
  it.each(Object.entries(ENCODINGS))('takes a key out that is written as %s', (_, encode) => {
    fc.assert(
      fc.property(secrets, fc.stringMatching(/^[a-z]{0,5}$/), (secret, around) => {
        const redactor = createRedactor([secret]);
        const text = `before ${encode(secret, around)} behind`;
        const inText = redactor.text(text);
        const inBytes = Buffer.from(redactor.bytes(buffer(text))).toString('utf8');
        expect([reveals(inText, secret), reveals(inBytes, secret)]).toEqual([[], []]);
        expect(inText).toContain(KEY_MARK);
        expect(redactor.forms.filter((form) => inText.includes(form))).toEqual([]);
        expect(redactor.text(inText)).toBe(inText);
      }),
      { numRuns: 50 },
    );
  });

  it('is not blind: what judges it here sees every encoding of what was not redacted', () => {
    fc.assert(
      fc.property(
        key,
        fc.stringMatching(/^[a-z]{0,5}$/),
        fc.constantFrom(...Object.values(ENCODINGS)),
        (secret, around, encode) => {
          expect(reveals(`before ${encode(secret, around)} behind`, secret)).not.toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('leaves everything else as it is', () => {
    const other = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/sk-|bearer/i.test(text));
    fc.assert(
      fc.property(key, fc.array(other, { minLength: 1, maxLength: 5 }), (secret, texts) => {
        // What follows a key without a gap might belong to it.
        const parts = texts.map((text) => ` ${text} `);
        const redactor = createRedactor([secret]);
        expect(redactor.text(parts.join(secret))).toBe(parts.join(KEY_MARK));
        expect(Buffer.from(redactor.bytes(buffer(parts.join(secret)))).toString('utf8')).toBe(parts.join(KEY_MARK));
      }),
      { numRuns: 100 },
    );
  });

  it('leaves bytes as they are that are no text', () => {
    fc.assert(
      fc.property(key, fc.uint8Array({ maxLength: 300 }), (secret, some) => {
        fc.pre(!/sk-|bearer/i.test(Buffer.from(some).toString('latin1')));
        const redactor = createRedactor([secret]);
        expect(Buffer.from(redactor.bytes(some))).toEqual(Buffer.from(some));
        const around = Buffer.concat([some, buffer(` ${secret} `), some]);
        expect(Buffer.from(redactor.bytes(around))).toEqual(Buffer.concat([some, buffer(` ${KEY_MARK} `), some]));
      }),
      { numRuns: 100 },
    );
  });

  it('takes out twelve characters of a key, and leaves what services show of a masked one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{40}$/), fc.nat({ max: 28 }), (random, start) => {
        fc.pre(new Set(random).size > 15);
        const secret = `sk-${random}`;
        const redactor = createRedactor([secret]);
        const part = secret.slice(start, start + 12);
        expect(redactor.text(`key <${part}>`)).toBe(`key <${KEY_MARK}>`);
        const masked = `Incorrect API key provided: ${secret.slice(0, 7)}*****${secret.slice(-4)}.`;
        expect(redactor.text(masked)).toBe(masked);
      }),
    );
  });

  it('knows several keys', () => {
    const [one, two] = ['sk-0123456789abcdef', 'sk-fedcba9876543210'];
    const redactor = createRedactor([one, two]);
    expect(redactor.text(`${one} ${two} ${one}`)).toBe('[key] [key] [key]');
  });

  it('leaves a word alone that is too short for a secret', () => {
    expect(createRedactor(['test']).text('a test of testing')).toBe('a test of testing');
  });

  it.each([
    ['a key of somebody', 'no: sk-abcdefghijklmnopqrstuvwx!', 'no: [redacted]!'],
    ['a token behind its scheme', 'Authorization: Bearer abcdef1234567890==', 'Authorization: Bearer [redacted]'],
    ['a masked key', 'sk-abc***xyz1', 'sk-abc***xyz1'],
    ['a phrase about the scheme', 'Use Bearer authentication.', 'Use Bearer authentication.'],
  ])('looks at %s', (_, text, expected) => {
    expect(createRedactor([]).text(text)).toBe(expected);
  });
});

/** A stream that says a text in these pieces, with other things between them. */
const stream = (pieces: readonly string[], field: string): string =>
  pieces
    .map(
      (piece, index) =>
        `data: ${JSON.stringify({ id: 'chatcmpl-1', choices: [{ index: 0, delta: { [field]: piece }, finish_reason: null }], n: index })}\n\n`,
    )
    .join('');

function cut(text: string, places: readonly number[]): string[] {
  const at = [0, ...places.map((place) => place % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  return at.slice(1).map((end, index) => text.slice(at[index], end));
}

const said = (body: string, field: string): string =>
  body
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map(
      (line) =>
        (JSON.parse(line.slice(6)) as { choices: { delta: Record<string, string> }[] }).choices[0]?.delta[field] ?? '',
    )
    .join('');

describe('a key that a stream tells in pieces', () => {
  it('is taken out of them, and nothing else is', () => {
    fc.assert(
      fc.property(
        key,
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.constantFrom('content', 'arguments', 'reasoning_content'),
        (secret, places, field) => {
          const text = `Your key is ${secret} and that is all.`;
          const body = stream(cut(text, places), field);
          const redacted = createRedactor([secret]).text(body);
          // A piece that gives too much away by itself has a mark of its own.
          expect(said(redacted, field).replace(/(?:\[key\])+/, '[key]')).toBe('Your key is [key] and that is all.');
          expect(redacted.replaceAll(/"(?:content|arguments|reasoning_content)":"[^"]*"/g, '')).toBe(
            body.replaceAll(/"(?:content|arguments|reasoning_content)":"[^"]*"/g, ''),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is found where two choices speak by turns', () => {
    const secret = 'sk-0123456789abcdef0123';
    const pieces = cut(secret, [4, 8, 12, 16]);
    const body = pieces
      .flatMap((content) =>
        [0, 1].map((index) => `data: ${JSON.stringify({ choices: [{ index, delta: { content } }] })}\n\n`),
      )
      .join('');
    const redacted = createRedactor([secret]).text(body);
    expect(redacted.match(/\[key\]/g)).toHaveLength(2);
    expect(pieces.filter((piece) => redacted.includes(piece))).toEqual([]);
  });

  it('leaves a stream alone that tells no key', () => {
    const body = stream(['{"a":"', 'sk-', '\\"', 'é', '"}'], 'arguments');
    expect(createRedactor(['sk-0123456789abcdef0123']).text(body)).toBe(body);
  });
});

describe('a text that wants to keep a redactor busy', () => {
  const MIB = 1024 * 1024;
  const secret = 'sk-0123456789abcdefghijklmnopqrstuv';

  it.each<[string, string]>([
    ['one endless string', `{"content":"${'x'.repeat(16 * MIB)}"}`],
    ['one endless key', 'sk-'.repeat(3 * MIB)],
    ['one endless token', `Bearer ${'a'.repeat(8 * MIB)}`],
    ['a scheme and nothing but spaces', `Bearer${' '.repeat(MIB)}`],
    ['quotes', '"'.repeat(4 * MIB)],
    ['backslashes', `"${'\\'.repeat(2 * MIB)}"`],
    ['names without end', '"a":"'.repeat(MIB)],
    ['the key, over and over', secret.repeat(100_000)],
    [
      'the key in pieces, over and over',
      '{"content":"sk-0123456"}\n{"content":"789abcdefghijklmnopqrstuv"}\n'.repeat(20_000),
    ],
  ])('ends: %s', (_, text) => {
    const redacted = createRedactor([secret]).bytes(Buffer.from(text, 'latin1'));
    expect(Buffer.from(redacted).includes(secret)).toBe(false);
  });
});
