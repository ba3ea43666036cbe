import type { Endpoint } from '../contract/endpoints/endpoint.ts';
import type { ErrorPlan } from '../engine/plan.ts';
import { malformedJson } from './http-error.ts';
import { hashBytes } from './memo.ts';

/** A body that has been decoded. Its JSON is parsed when it is first asked for, and never again. */
export interface DecodedBody {
  readonly text: string;
  /** Of the bytes; {@link hashBytes}. */
  readonly hash: number;
  /** Whether the bytes are UTF-8; where they are not, the text is what a lenient reader makes of them. */
  readonly utf8: boolean;
  /** `undefined` where the text is no JSON. */
  json(): ParsedJson | undefined;
}

interface ParsedJson {
  readonly value: unknown;
}

/** A request to an endpoint whose body is JSON. No stage behind the door turns the value back into text or parses it again. */
export interface ParsedRequest {
  readonly endpoint: Endpoint;
  readonly session: string;
  readonly value: unknown;
  readonly text: string;
  readonly hash: number;
}

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder();
const encoder = new TextEncoder();

function parseJson(text: string): ParsedJson | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array): { readonly text: string; readonly utf8: boolean } {
  try {
    return { text: strict.decode(bytes), utf8: true };
  } catch {
    return { text: lenient.decode(bytes), utf8: false };
  }
}

export function decodeBody(bytes: Uint8Array): DecodedBody {
  const { text, utf8 } = decode(bytes);
  let parsed: { readonly json: ParsedJson | undefined } | undefined;
  return { text, hash: hashBytes(bytes), utf8, json: () => (parsed ??= { json: parseJson(text) }).json };
}

/** The body that a value has; it is encoded when its text is read. */
export function bodyOf(value: unknown): DecodedBody {
  let text: string | undefined;
  return {
    get text() {
      return (text ??= JSON.stringify(value));
    },
    get hash() {
      return hashBytes(encoder.encode(this.text));
    },
    utf8: true,
    json: () => ({ value }),
  };
}

/** What an endpoint gets that takes no body. */
export const NO_BODY: DecodedBody = { text: '', hash: 0, utf8: true, json: () => ({ value: undefined }) };

/** The request that a body makes, or the API's error for a body that is no JSON. */
export function parseRequest(endpoint: Endpoint, session: string, body: DecodedBody): ParsedRequest | ErrorPlan {
  const json = body.json();
  if (!json) return malformedJson();
  return {
    endpoint,
    session,
    value: json.value,
    get text() {
      return body.text;
    },
    get hash() {
      return body.hash;
    },
  };
}

export const isParsed = (request: ParsedRequest | ErrorPlan): request is ParsedRequest => 'endpoint' in request;
