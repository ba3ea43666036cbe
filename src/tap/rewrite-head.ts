import type { SentRequest } from '../recordings/observation.ts';
import type { Malformed } from '../verify/client/response-head.ts';
import type { Upstream } from './upstream.ts';

/** What a tap changes in the head of a request. */
export interface Rewriting {
  readonly upstream: Upstream;
  /** Replaces the client's key. */
  readonly apiKey?: string;
}

/** A head as it goes upstream. */
export interface RewrittenHead {
  /** One character a byte, with the blank line. */
  readonly text: string;
  readonly method: string;
  /** The target that the client asked for. */
  readonly asked: string;
  /** The URL that is asked for upstream. */
  readonly url: string;
  /** As sent upstream. */
  readonly headers: SentRequest['headers'];
  /** First value of a header as the client sent it, by lower-case name. */
  received(name: string): string | undefined;
}

const REQUEST_LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+ +)(\S+)( +HTTP\/1\.\d[ \t]*\r?\n)$/;
const FIELD = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)([ \t]*:[ \t]*)(.*?)([ \t]*\r?\n)$/;

/** A line that is no field has an empty name. */
interface Field {
  /** With its end, and the lines that continue it. */
  readonly line: string;
  readonly name: string;
  readonly value: string;
  /** The line with another value; its name, spaces and end stay. */
  withValue(value: string): string;
}

/** The lines of a head; those that continue a field stay with it. */
const linesOf = (text: string): string[] => text.split(/(?<=\n)(?![ \t])/);

function fieldOf(line: string): Field {
  const [, name = '', colon = '', value = '', end = ''] = FIELD.exec(line.replaceAll(/\r?\n[ \t]+/g, ' ')) ?? [];
  return { line, name, value, withValue: (other) => `${name}${colon}${other}${end}` };
}

/** Values that are replaced, and the names of those that are added where they are missing. */
function replacements({ upstream, apiKey }: Rewriting): readonly (readonly [name: string, value: string])[] {
  const { host, proxyAuthorization } = upstream;
  return [
    ['Host', host],
    ...(apiKey === undefined ? [] : [['Authorization', `Bearer ${apiKey}`] as const]),
    ...(proxyAuthorization === undefined ? [] : [['Proxy-Authorization', proxyAuthorization] as const]),
  ];
}

function rewrittenFields(lines: readonly string[], rewriting: Rewriting) {
  const received = lines.map(fieldOf);
  const wanted = new Map(replacements(rewriting).map(([name, value]) => [name.toLowerCase(), { name, value }]));
  const names = new Set(received.map(({ name }) => name.toLowerCase()));
  const added = [...wanted].flatMap(([key, { name, value }]) => (names.has(key) ? [] : [`${name}: ${value}\r\n`]));
  const kept = received.map(({ line, name, withValue }) => {
    const replaced = wanted.get(name.toLowerCase());
    return replaced ? withValue(replaced.value) : line;
  });
  return { received, sent: [...added, ...kept] };
}

/**
 * The head of a request as it goes upstream. Only the target, `Host` and, if there is a key to put in its place, `Authorization` change;
 * every other byte stays.
 *
 * @param text one character a byte, with the blank line
 */
export function rewriteHead(text: string, rewriting: Rewriting): RewrittenHead | Malformed {
  // Empty lines before a request line are skipped (RFC 9112 section 2.2).
  const [before = ''] = /^(?:\r?\n)*/.exec(text) ?? [];
  const [first = '', ...rest] = linesOf(text.slice(before.length));
  const [, method, asked, version] = REQUEST_LINE.exec(first) ?? [];
  if (method === undefined || asked === undefined) return { malformed: 'the request line is not HTTP/1.1' };
  const { received, sent } = rewrittenFields(rest.slice(0, -1), rewriting);
  const target = rewriting.upstream.target(asked);
  return {
    text: [before, method, target, version, ...sent, ...rest.slice(-1)].join(''),
    method: method.trim(),
    asked,
    url: rewriting.upstream.urlOf(target),
    headers: sent.map(fieldOf).flatMap(({ name, value }) => (name === '' ? [] : [[name, value] as const])),
    received: (wanted) => received.find(({ name }) => name.toLowerCase() === wanted)?.value,
  };
}
