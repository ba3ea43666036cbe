import type { Random } from '../random.ts';
import { daysOf, isoDate, isoTime } from './civil-date.ts';

/** What a format needs to make an example. `now` is in seconds since 1970. */
export interface FormatInput {
  readonly random: Random;
  readonly now: number;
}

const HEX = '0123456789abcdef';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const WORDS = ['north', 'river', 'cedar', 'amber', 'maple', 'harbor', 'summit', 'meadow', 'falcon', 'orchid'];

const draw = (random: Random, alphabet: string, count: number): string => {
  let text = '';
  for (let i = 0; i < count; i++) text += alphabet[random.int(0, alphabet.length - 1)] ?? '';
  return text;
};

/** A day within two months after now: appointments and departures lie ahead. */
const someDay = ({ random, now }: FormatInput): string => isoDate(daysOf(now) + random.int(1, 60));
/** On the quarter hour of a working day, as people choose times. */
const someTime = ({ random }: FormatInput): string => isoTime(random.int(32, 76) * 900);

const uuid = (random: Random): string => {
  const hex = draw(random, HEX, 32);
  const variant = draw(random, '89ab', 1);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
};

const host = (random: Random): string => `${random.pick(WORDS)}.example.com`;

type Maker = (input: FormatInput) => string;

const MAKERS: Readonly<Record<string, Maker>> = {
  date: someDay,
  time: (input) => `${someTime(input)}Z`,
  'date-time': (input) => `${someDay(input)}T${someTime(input)}Z`,
  'iso-time': (input) => `${someTime(input)}Z`,
  'iso-date-time': (input) => `${someDay(input)}T${someTime(input)}Z`,
  duration: ({ random }) => random.pick(['PT30M', 'PT1H', 'PT2H', 'P1D', 'P3D', 'P1W']),
  email: ({ random }) => `${random.pick(WORDS)}.${random.pick(WORDS)}@example.com`,
  'idn-email': ({ random }) => `${random.pick(WORDS)}@example.com`,
  hostname: ({ random }) => host(random),
  'idn-hostname': ({ random }) => host(random),
  ipv4: ({ random }) => `192.0.2.${random.int(1, 254)}`,
  ipv6: ({ random }) => `2001:db8::${draw(random, '123456789abcdef', 1)}${draw(random, HEX, 3)}`,
  uri: ({ random }) => `https://example.com/${random.pick(WORDS)}`,
  url: ({ random }) => `https://example.com/${random.pick(WORDS)}`,
  iri: ({ random }) => `https://example.com/${random.pick(WORDS)}`,
  'uri-reference': ({ random }) => `/${random.pick(WORDS)}`,
  'iri-reference': ({ random }) => `/${random.pick(WORDS)}`,
  'uri-template': ({ random }) => `/${random.pick(WORDS)}/{id}`,
  uuid: ({ random }) => uuid(random),
  'json-pointer': ({ random }) => `/${random.pick(WORDS)}/0`,
  'json-pointer-uri-fragment': ({ random }) => `#/${random.pick(WORDS)}`,
  'relative-json-pointer': ({ random }) => `1/${random.pick(WORDS)}`,
  regex: () => '^[a-z]+$',
  byte: ({ random }) => draw(random, LETTERS, 8),
};

/** A plausible text in a JSON Schema `format`; `undefined` for formats nobody defined. */
export function makeFormat(format: string, input: FormatInput): string | undefined {
  return Object.hasOwn(MAKERS, format) ? MAKERS[format]?.(input) : undefined;
}

/** Formats whose texts may be as long as one likes, built to a length (in characters). */
export function makeFormatOfLength(format: string, length: number, random: Random): string | undefined {
  const fill = (count: number): string => draw(random, LETTERS, Math.max(0, count));
  switch (format) {
    case 'email':
    case 'idn-email':
      return longEmail(length, fill);
    case 'hostname':
    case 'idn-hostname':
      return labels(length, fill);
    case 'uri':
    case 'url':
    case 'iri':
      return length < 13 ? `a:${fill(length - 2)}` : `https://${fill(1)}.io/${fill(length - 13)}`;
    case 'uri-reference':
    case 'iri-reference':
    case 'uri-template':
    case 'json-pointer':
      return length === 0 ? '' : `/${fill(length - 1)}`;
    default:
      return undefined;
  }
}

/** Host names consist of labels of at most 63 characters (RFC 1035 §2.3.4). */
function labels(length: number, fill: (count: number) => string): string {
  let text = '';
  for (let rest = length; rest > 0;) {
    const size = rest <= 63 ? rest : Math.min(50, rest - 2);
    text += fill(size);
    rest -= size;
    if (rest > 1) text += '.';
    rest--;
  }
  return text;
}

function longEmail(length: number, fill: (count: number) => string): string {
  const local = Math.min(Math.max(1, length - 5), 40);
  return `${fill(local)}@${length - local - 4 > 0 ? labels(length - local - 4, fill) : fill(1)}.io`;
}

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
const HOST = /^(?=.{1,253}$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;
const EMAIL =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;
const URI = /^[a-z][a-z\d+.-]{0,30}:(?:\/\/)?[^\s"<>\\^`{|}]+$/i;
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isDate = (text: string): boolean =>
  DATE.test(text) && Number(text.slice(8)) <= (MONTH_DAYS[Number(text.slice(5, 7)) - 1] ?? 31) && isLeapSafe(text);
const isLeapSafe = (text: string): boolean => {
  if (!text.endsWith('-02-29')) return true;
  const year = Number(text.slice(0, 4));
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
};

const TESTS: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDate,
  time: (text) => TIME.test(text),
  'date-time': (text) => isDate(text.slice(0, 10)) && /^[t\s]$/i.test(text.slice(10, 11)) && TIME.test(text.slice(11)),
  duration: (text) => /^P(?!$)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/.test(text),
  email: (text) => EMAIL.test(text) && !text.startsWith('.') && !text.includes('..') && !text.includes('.@'),
  hostname: (text) => HOST.test(text),
  ipv4: (text) => new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`).test(text),
  ipv6: (text) => /^[\da-f:]{2,39}$/i.test(text) && text.split(':').length > 2,
  uri: (text) => URI.test(text),
  uuid: (text) => /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text),
};
const SAME_AS: Readonly<Record<string, string>> = {
  'idn-email': 'email',
  'idn-hostname': 'hostname',
  url: 'uri',
  iri: 'uri',
  'iso-time': 'time',
  'iso-date-time': 'date-time',
};

/** Whether a text (the user's, or a default) may stand where the format is asked for. Unknown formats accept all. */
export function fitsFormat(format: string, text: string): boolean {
  if (text.length > 4096) return false;
  const name = SAME_AS[format] ?? format;
  const test = Object.hasOwn(TESTS, name) ? TESTS[name] : undefined;
  return test === undefined || test(text);
}
