import type { ErrorPlan } from '../engine/plan.ts';
import { bodyTooLarge, invalidUtf8, malformedJson, unsupportedMediaType } from './api-error.ts';
import type { ServiceRequest } from './service-request.ts';

/** Text of a body and the bytes that it was, or why there is none. */
export type BodyText = { readonly text: string; readonly bytes: Uint8Array } | { readonly fault: ErrorPlan };

const NOTHING = new Uint8Array();

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The body as text: JSON by its content type, within the limit, and valid UTF-8. */
export function readBodyText(request: ServiceRequest, maxBody: number): BodyText {
  const bytes = request.body ?? NOTHING;
  if (request.tooLarge || bytes.length > maxBody) return { fault: bodyTooLarge(maxBody) };
  const type = request.header('content-type');
  if (type !== 'application/json' && !JSON_TYPE.test(type ?? '')) return { fault: unsupportedMediaType(type) };
  try {
    return { text: utf8.decode(bytes), bytes };
  } catch {
    return { fault: invalidUtf8() };
  }
}

/** The value of a JSON text, or the API's error for a text that is none. */
export function parseJson(text: string): { readonly value: unknown } | { readonly fault: ErrorPlan } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { fault: malformedJson() };
  }
}
