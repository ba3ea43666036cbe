import type { Finding } from '../contract/finding.ts';
import { loadProfile } from '../contract/profile.ts';
import type { ResponseSchema } from '../contract/api-types.ts';
import { chat } from '../contract/endpoints/chat.ts';
import { loadEndpoint } from '../contract/endpoints/load-endpoint.ts';
import { responses } from '../contract/endpoints/responses.ts';
import { loadValidators } from '../contract/schema/validators.ts';
import { validate, type ValidateOptions } from '../transcripts/build-validate.ts';
import type { MatcherResult } from './matcher-result.ts';

const SHOWN = 10;

/** Levels below SHOULD don't fail a test. */
const isViolation = ({ level }: Finding): boolean => level === 'MUST' || level === 'SHOULD';

function line({ requirement, level, path, event, expected, received }: Finding): string {
  const place = [event === undefined ? '' : `event ${event}`, path].filter((part) => part !== '').join(' ');
  return `  ${requirement} (${level})${place === '' ? '' : ` at ${place}`}: expected ${expected}, received ${received}`;
}

function resultOf(what: string, findings: readonly Finding[]): MatcherResult {
  const violations = findings.filter(isViolation);
  const lines = violations.slice(0, SHOWN).map(line);
  const more = violations.length > SHOWN ? [`  and ${violations.length - SHOWN} more`] : [];
  const pass = violations.length === 0;
  return {
    pass,
    message: () =>
      pass
        ? `expected a value that is no ${what}`
        : [`expected a conforming ${what}, but`, ...lines, ...more].join('\n'),
  };
}

async function bodyOf(value: unknown): Promise<unknown> {
  if (value instanceof Response) return JSON.parse(await value.text());
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/** Judges a body: by its schema, and a plain answer also by what no schema can say. */
export async function matchConformance(
  received: unknown,
  schema: ResponseSchema,
  options: ValidateOptions = {},
): Promise<MatcherResult> {
  let body: unknown;
  try {
    body = await bodyOf(received);
  } catch (error) {
    return { pass: false, message: () => `expected a conforming ${schema}, but it is no JSON: ${String(error)}` };
  }
  const profile = await loadProfile(options.profile ?? 'starmagic');
  const own = schema.startsWith('Response') ? await loadEndpoint(profile, 'responses') : profile;
  const { response } = await loadValidators(own);
  const findings = response(schema, body);
  // What no schema can say, such as that the tokens add up, is worth asking of a body that has the right form.
  const isWhole = schema === chat.response || schema === responses.response;
  const judged = findings.length === 0 && isWhole ? await validate(body, options) : findings;
  return resultOf(schema, judged);
}

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

async function streamOf(value: unknown): Promise<unknown> {
  if (value instanceof Response) {
    const type = value.headers.get('content-type') ?? 'none';
    if (value.ok && type.startsWith('text/event-stream')) return new Uint8Array(await value.arrayBuffer());
    throw new TypeError(`status ${value.status}, content-type ${type}: ${(await value.text()).slice(0, 500)}`);
  }
  if (typeof value === 'string' || value instanceof Uint8Array) {
    const text = typeof value === 'string' ? value : new TextDecoder().decode(value);
    if (text.trimStart().startsWith('{')) throw new TypeError(`it is JSON: ${text.slice(0, 500)}`);
    return value;
  }
  if (Array.isArray(value)) return value;
  if (!isAsyncIterable(value)) throw new TypeError('it is neither text, bytes, chunks nor an answer of fetch');
  const chunks: unknown[] = [];
  for await (const chunk of value) chunks.push(chunk);
  return chunks;
}

/** Judges a stream by the grammar of streams. */
export async function matchStream(received: unknown, options: ValidateOptions = {}): Promise<MatcherResult> {
  let stream: unknown;
  try {
    stream = await streamOf(received);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return { pass: false, message: () => `expected a conforming stream, but ${cause}` };
  }
  return resultOf('stream', await validate(stream, options));
}
