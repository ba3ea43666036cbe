import type { ErrorPlan } from '../engine/plan.ts';
import { bodyTooLarge, invalidUtf8, unsupportedMediaType } from './http-error.ts';
import { decodeBody, type DecodedBody } from './parsed-request.ts';
import type { RequestContext } from './request-context.ts';

const NOTHING = new Uint8Array();

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/** The door: a body that says it is JSON, is within the limit, and is valid UTF-8. */
export function admit(context: RequestContext, maxBody: number): DecodedBody | ErrorPlan {
  const bytes = context.body ?? NOTHING;
  if (context.tooLarge || bytes.length > maxBody) return bodyTooLarge(maxBody);
  const type = context.header('content-type');
  if (type !== 'application/json' && !JSON_TYPE.test(type ?? '')) return unsupportedMediaType(type);
  const body = context.decoded ?? decodeBody(bytes);
  return body.utf8 ? body : invalidUtf8();
}
