import type { Observation } from '../../observation.ts';
import { badImport, importedObservation, type ImportedExchange } from './imported-exchange.ts';

type Pair = readonly [name: string, value: string];

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", '"': '"' };

/** A word of a shell: quotes of three kinds, and backslashes. */
const WORD = /(?:'[^']*'|\$'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|[^\s'"\\])+/g;
const PART = /'([^']*)'|\$'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\$]+|\$)/g;

/** What the shell makes of a word. */
const unquoted = (word: string): string =>
  word.replaceAll(PART, (_, single?: string, ansi?: string, double?: string, escaped?: string, plain?: string) => {
    if (ansi !== undefined)
      return ansi.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (__, code?: string, one?: string) =>
        code === undefined ? (ESCAPES[one ?? ''] ?? one ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
      );
    if (double !== undefined)
      return double.replaceAll(/\\(["\\$`]|\n)/g, (__, one: string) => (one === '\n' ? '' : one));
    if (escaped !== undefined) return escaped === '\n' ? '' : escaped;
    return single ?? plain ?? '';
  });

interface Command {
  method?: string;
  url?: string;
  readonly headers: Pair[];
  readonly data: string[];
}

/** Options that take a value and change nothing of what is kept. */
const WITH_VALUE = new Set([
  '-o',
  '--output',
  '-m',
  '--max-time',
  '--connect-timeout',
  '-x',
  '--proxy',
  '--cacert',
  '-w',
  '--write-out',
  '-A',
  '--user-agent',
  '-u',
  '--user',
  '-b',
  '--cookie',
]);
const DATA = new Set(['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--json']);

function headerPair(line: string): Pair {
  const at = line.indexOf(':');
  return [line.slice(0, at < 0 ? undefined : at).trim(), at < 0 ? '' : line.slice(at + 1).trim()];
}

function commandOf(words: readonly string[]): Command {
  const command: Command = { headers: [], data: [] };
  for (let at = 1; at < words.length; at++) {
    const word = words[at] ?? '';
    const value = (): string => words[++at] ?? '';
    if (word === '-X' || word === '--request') command.method = value();
    else if (word === '-H' || word === '--header') command.headers.push(headerPair(value()));
    else if (word === '--url') command.url = value();
    else if (DATA.has(word)) {
      if (word === '--json') command.headers.push(['Content-Type', 'application/json']);
      command.data.push(value());
    } else if (WITH_VALUE.has(word)) value();
    else if (!word.startsWith('-')) command.url = word;
  }
  return command;
}

/** The response as `curl -i` prints it; heads of proxies and interim responses before it are passed over. */
function responseOf(text: string, name: string): Pick<ImportedExchange, 'status' | 'reason' | 'headers' | 'body'> {
  let rest = text;
  for (;;) {
    const end = /\r?\n\r?\n/.exec(rest);
    const [first = '', ...lines] = rest.slice(0, end?.index).split(/\r?\n/);
    const [, code = '', reason = ''] = /^HTTP\/[\d.]+ (\d{3})(?: (.*))?$/.exec(first) ?? [];
    if (code === '') return badImport(name, 'the response does not begin with a status line; run curl with -i');
    const body = end ? rest.slice(end.index + end[0].length) : '';
    if (/^(?:1\d\d|200 connection established)/i.test(`${code} ${reason}`) && body.startsWith('HTTP/')) {
      rest = body;
      continue;
    }
    const headers = lines.filter((line) => line.includes(':')).map(headerPair);
    return { status: Number(code), reason, headers, body: new Uint8Array(Buffer.from(body, 'utf8')) };
  }
}

/** Whether a text is a curl command with what it printed. */
export const isCurl = (text: string): boolean => /^\s*(?:[$%#>] )?curl\s/.test(text);

const STATUS_LINE = /^HTTP\/[\d.]+ \d{3}/m;

/**
 * Reads a curl command and the response that it printed with `-i`.
 *
 * @throws StarmockError BAD_RECORDING
 * @example
 * importCurl(`curl -i https://api.example.com/v1/models -H 'Authorization: Bearer x'\nHTTP/1.1 200 OK\n…`, 'models');
 */
export function importCurl(text: string, name: string): Observation[] {
  const at = STATUS_LINE.exec(text)?.index;
  if (at === undefined)
    return badImport(name, 'it has a command and no response; run curl with -i, and keep what it prints');
  const line = text
    .slice(0, at)
    .replace(/^\s*[$%#>] /, '')
    .replaceAll(/\\\r?\n/g, ' ');
  const { method, url, headers, data } = commandOf([...line.matchAll(WORD)].map(([word]) => unquoted(word)));
  if (url === undefined) return badImport(name, 'its command names no URL');
  if (data.some((one) => one.startsWith('@')))
    return badImport(name, 'its data is in another file; put it in the command');
  return [
    importedObservation(
      {
        method: (method ?? (data.length > 0 ? 'POST' : 'GET')).toUpperCase(),
        url,
        requestHeaders: headers,
        requestBody: new Uint8Array(Buffer.from(data.join('&'), 'utf8')),
        ...responseOf(text.slice(at), name),
      },
      name,
    ),
  ];
}
