import { withoutTrailingSlashes } from '../../contract/without-trailing-slashes.ts';
import { asLatin1 } from '../latin1.ts';
import type { SentRequest } from '../observation.ts';
import { createRedactor, type Redactor } from '../redaction/redact.ts';
import { canonical, leavesOf, type JsonPath } from './json-leaves.ts';
import { headerOf } from './recorded-answer.ts';
import { createNormalizer, type Normalized } from './volatile.ts';

/** What a request is matched by: method, path, query and body. Headers say who asks and how, and not what. */
export interface MatchKey {
  /** Everything as it was sent, but for secrets, key order, white space and number forms. */
  readonly exact: string;
  /** The same without what differs from run to run. */
  readonly key: string;
  /** What that was. */
  readonly normalized: readonly Normalized[];
  /** What `key` is made of, leaf by leaf, for comparison. */
  leaves(): ReadonlyMap<string, unknown>;
}

/** Where and when a request was sent. */
export interface SentTo {
  /** Base URL, or its path: what is before the path of the endpoint is no part of the key. */
  readonly base: string;
  /** Unix milliseconds; 0 where that is not known. */
  readonly moment: number;
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : (url.split('?', 1)[0] ?? ''));

/** Below the base; where the base is another one, below the version of the API. */
function relativePath(url: string, base: string): string {
  const path = pathOf(url);
  const prefix = withoutTrailingSlashes(pathOf(base));
  if (prefix !== '' && path.startsWith(`${prefix}/`)) return path.slice(prefix.length);
  return path.replace(/^.*\/v\d{1,64}\w*(?=\/)/, '');
}

const queryOf = (url: string): Readonly<Record<string, string>> => {
  const at = url.indexOf('?');
  return at < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(at + 1)));
};

/** The boundary of a multipart body differs in each request. */
function withoutBoundary(text: string, type: string, notes: Normalized[]): string {
  const boundary = /boundary="?([^";]+)/i.exec(type)?.[1];
  if (boundary === undefined || !text.includes(boundary)) return text;
  notes.push({ path: 'body', kind: 'boundary' });
  return text.split(boundary).join('<boundary>');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Deeper bodies are compared as they are. */
const MAX_DEPTH = 500;

const depthOf = (text: string): number => {
  let depth = 0;
  let most = 0;
  for (const bracket of text.match(/[[{}\]]/g) ?? []) {
    depth += bracket === '{' || bracket === '[' ? 1 : -1;
    most = Math.max(most, depth);
  }
  return most;
};

interface Body {
  readonly exact: unknown;
  readonly normal: unknown;
  readonly notes: readonly Normalized[];
}

function bodyOf({ headers, body }: SentRequest, moment: number): Body {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  const value = depthOf(text) > MAX_DEPTH ? undefined : parsed(text);
  if (value === undefined) {
    const notes: Normalized[] = [];
    const raw = withoutBoundary(asLatin1(body), headerOf(headers, 'content-type') ?? '', notes);
    return { exact: raw, normal: raw, notes };
  }
  const normalizer = createNormalizer(moment);
  const keep = (_: JsonPath, one: string): string => one;
  const normal = canonical(value, (path, one) => normalizer.text(path, one));
  return { exact: canonical(value, keep), normal, notes: normalizer.notes };
}

/**
 * The key of a request, made by one function for what was recorded and for what is asked.
 *
 * @param request redacted, see {@link redactForMatching}
 * @example
 * matchKey(request, { base: 'https://api.example.com/v1', moment: Date.now() }).key;
 */
export function matchKey(request: SentRequest, { base, moment }: SentTo): MatchKey {
  const target = {
    method: request.method.toUpperCase(),
    path: relativePath(request.url, base),
    query: canonical(queryOf(request.url), (_, text) => text),
  };
  const { exact, normal, notes } = bodyOf(request, moment);
  let leaves: ReadonlyMap<string, unknown> | undefined;
  return {
    exact: JSON.stringify([target, exact]),
    key: JSON.stringify([target, normal]),
    normalized: notes,
    leaves: () =>
      (leaves ??= new Map([
        ['method', target.method],
        ['path', target.path],
        ...[...leavesOf(target.query)]
          .filter(([path]) => path !== '')
          .map(([path, one]) => [`query.${path}`, one] as const),
        ...leavesOf(normal),
      ])),
  };
}

/** Headers that hold a credential. */
const CREDENTIALS = ['authorization', 'api-key', 'x-api-key', 'x-goog-api-key'];

/** The secrets that a request shows by itself. */
export const credentialsOf = ({ headers }: Pick<SentRequest, 'headers'>): string[] =>
  CREDENTIALS.flatMap((name) => headerOf(headers, name)?.replace(/^\s*(?:Bearer|Basic)\s+/i, '') ?? []).filter(
    (value) => value !== '' && !value.includes('['),
  );

/** Redactors that are kept; what a secret looks like in every encoding is long in the making. */
const MAX_REDACTORS = 64;
const redactors = new Map<string, Redactor>();

/** The redactor of some secrets. */
export function redactorFor(secrets: readonly string[]): Redactor {
  const name = JSON.stringify(secrets);
  const redactor = redactors.get(name) ?? createRedactor(secrets);
  redactors.delete(name);
  redactors.set(name, redactor);
  const [oldest] = redactors.keys();
  if (redactors.size > MAX_REDACTORS && oldest !== undefined) redactors.delete(oldest);
  return redactor;
}

/** A request without secrets: the key is made of what a cassette may hold. */
export const redactForMatching = (request: SentRequest): SentRequest =>
  redactorFor(credentialsOf(request)).request(request);
