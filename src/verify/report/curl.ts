import { asLatin1 } from '../../recordings/latin1.ts';
import type { SentRequest } from '../../recordings/observation.ts';
import { HIDDEN_MARK, KEY_MARK } from '../../recordings/redaction/redaction-marks.ts';

/** Longer bodies come through a pipe: a single argument has a size limit, and a screen has one, too. */
const LONGEST_ARGUMENT = 2000;

/** Headers that curl sends by default. */
const OWN_HEADERS = ['Accept', 'User-Agent'];
const OWN_HEADERS_OF_BODIES = ['Content-Type', 'Expect'];

/** What redaction leaves of a data URL. */
const DATA_LEFT_OUT = /;sha256=[0-9a-f]{64};length=\d+/;
const DATA = /(?<=data:[^"\s,]{0,200};base64,)[A-Za-z0-9+/\\_=-]+/g;
/** Characters of base64 that are written out; of more than that only the beginning is. */
const LONGEST_DATA = 160;
const SHOWN_DATA = 24;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A text as one word of a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** The same for a text with the key in it, which the shell puts there. */
const withKey = (text: string, keyVariable: string): string =>
  text
    .split(KEY_MARK)
    .map((part) => (part === '' ? '' : quoted(part)))
    .join(`"$${keyVariable}"`);

/** Unredacted credentials are treated as a key. */
const masked = ([name, value]: readonly [string, string]): string =>
  name.toLowerCase() === 'authorization' && !value.includes(HIDDEN_MARK)
    ? value.replace(/^(\S+\s+)?\S+$/, (_, scheme: string | undefined) => `${scheme ?? ''}${KEY_MARK}`)
    : value;

/** The body as text; `undefined` for bytes that no shell word can hold. */
function textOf(body: Uint8Array): string | undefined {
  try {
    return body.includes(0) ? undefined : strict.decode(body);
  } catch {
    return undefined;
  }
}

/** Bytes as the format of `printf`, in which octal escapes stand for what is no printable ASCII. */
const printfFormat = (body: Uint8Array): string =>
  asLatin1(body)
    .replaceAll(/[\\%]/g, '$&$&')
    // A hyphen at the beginning would be an option.
    .replaceAll(/[^ -~]|^-/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`);

/** The client announces the length of a POST even where there is none, and curl does so for data that is empty. */
const hasBody = ({ method, body }: SentRequest): boolean => body.length > 0 || method === 'POST';

function headerOptions(request: SentRequest, keyVariable: string): string[] {
  const { headers } = request;
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const own = hasBody(request) ? [...OWN_HEADERS, ...OWN_HEADERS_OF_BODIES] : OWN_HEADERS;
  const shown = headers.filter((header) => !isLeftOut(header));
  return [
    ...shown.map((header) => {
      const [name] = header;
      const value = masked(header);
      // Nothing behind the colon makes curl leave the header out; a semicolon makes it empty.
      return `-H ${value === '' ? quoted(`${name};`) : withKey(`${name}: ${value}`, keyVariable)}`;
    }),
    ...own.filter((name) => !given.has(name.toLowerCase())).map((name) => `-H ${quoted(`${name}:`)}`),
  ];
}

/** A wrong key is as wrong when it is another one; any other header that is hidden is better not sent at all. */
const isLeftOut = ([name, value]: readonly [string, string]): boolean =>
  value.includes(HIDDEN_MARK) && name.toLowerCase() !== 'authorization';

const withoutData = (text: string): string =>
  text.replaceAll(DATA, (data) => (data.length > LONGEST_DATA ? `${data.slice(0, SHOWN_DATA)}...` : data));

/** So many of a character in a row are left to the shell to make. */
const LONG_RUN = 1000;
/** Characters that mean nothing to a shell or to `tr`. */
const PLAIN = /[\w. ]/;

/** Where the next long run of a plain character is. Not a pattern: with a back reference, megabytes overflow its stack. */
function longRun(text: string, from: number): { readonly start: number; readonly end: number } | undefined {
  for (let start = from; start < text.length;) {
    const code = text.charCodeAt(start);
    let end = start + 1;
    while (text.charCodeAt(end) === code) end++;
    if (end - start >= LONG_RUN && PLAIN.test(text.charAt(start))) return { start, end };
    start = end;
  }
  return undefined;
}

/** A text as one word of a POSIX shell, without long runs of a character. */
function shortQuoted(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let run = longRun(text, 0); run; run = longRun(text, done)) {
    if (run.start > done) parts.push(quoted(text.slice(done, run.start)));
    parts.push(`"$(head -c ${run.end - run.start} /dev/zero | tr '\\0' '${text.charAt(run.start)}')"`);
    done = run.end;
  }
  if (done < text.length || parts.length === 0) parts.push(quoted(text.slice(done)));
  return parts.join('');
}

/** Sends the body as it is, in an argument or through a pipe before the command. */
function bodyParts(request: SentRequest): { readonly pipe: string; readonly option: string[] } {
  const { body } = request;
  if (!hasBody(request)) return { pipe: '', option: [] };
  const whole = textOf(body);
  const text = whole === undefined ? undefined : withoutData(whole);
  if (text !== undefined && text.length <= LONGEST_ARGUMENT)
    return { pipe: '', option: [`--data-raw ${quoted(text)}`] };
  const printed = text === undefined ? quoted(printfFormat(body)) : `%s ${shortQuoted(text)}`;
  return { pipe: `printf ${printed} |\n  `, option: ['--data-binary @-'] };
}

const wantsStream = (body: Uint8Array): boolean => /"stream"\s*:\s*true/.test(asLatin1(body));

function methodOption(request: SentRequest): string[] {
  const { method } = request;
  if (method === 'HEAD') return ['--head'];
  return method === (hasBody(request) ? 'POST' : 'GET') ? [] : [`-X ${quoted(method)}`];
}

/** What the command does not send although the request did. */
function notes({ headers, body }: SentRequest): string[] {
  const hidden = headers.filter(isLeftOut).map(([name]) => name);
  const text = asLatin1(body);
  return [
    ...(hidden.length > 0 ? [`# Left out: ${hidden.join(', ')}`] : []),
    ...(DATA_LEFT_OUT.test(text) || withoutData(text) !== text
      ? ['# Data URLs are shortened: put the data back.']
      : []),
  ];
}

/**
 * A command for a POSIX shell that sends a request again, byte for byte, and shows the head of the answer, too.
 *
 * What it does not send although the request did, comments behind it tell.
 *
 * @param request redacted, or as it was sent; then its credentials are taken for the key, and nothing else is made out to be a secret
 * @param keyVariable name of the environment variable that holds the key
 * @example
 * curlOf({ method: 'GET', url: 'https://api.example.com/v1/models', headers: [], body: new Uint8Array() }, 'STARMOCK_API_KEY');
 */
export function curlOf(request: SentRequest, keyVariable: string): string {
  const { url, body, headers } = request;
  const { pipe, option } = bodyParts(request);
  const flags = [
    `-isS${wantsStream(body) ? 'N' : ''}`,
    ...(url.startsWith('https:') ? ['--http1.1'] : []),
    ...(headers.some(([name]) => name.toLowerCase() === 'accept-encoding') ? ['--compressed'] : []),
    // Brackets and braces of a URL mean sets to curl.
    ...(/[[\]{}]/.test(url.replaceAll(KEY_MARK, '')) ? ['--globoff'] : []),
    ...methodOption(request),
    withKey(url, keyVariable),
  ];
  const command = [`curl ${flags.join(' ')}`, ...headerOptions(request, keyVariable), ...option].join(' \\\n  ');
  return [`${pipe}${command}`, ...notes(request)].join('\n');
}
