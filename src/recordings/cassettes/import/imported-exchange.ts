import { StarmockError } from '../../../contract/errors.ts';
import { decodeContent } from '../../content-coding.ts';
import type { Observation } from '../../observation.ts';
import { observationOf } from '../../recorded-exchange.ts';
import { headerOf } from '../recorded-answer.ts';

type Headers = ReadonlyArray<readonly [name: string, value: string]>;

/** An exchange of another tool's file. */
export interface ImportedExchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Headers;
  readonly requestBody: Uint8Array;
  readonly status: number;
  readonly reason: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** @throws StarmockError BAD_RECORDING */
export function badImport(name: string, cause: string): never {
  throw new StarmockError('BAD_RECORDING', `Could not import "${name}": ${cause}`, { name });
}

const MAX_BYTES = 64 * 1024 * 1024;

const isText = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Many tools keep the header of a content coding that they have undone. */
function plainBody(coding: string | undefined, body: Uint8Array, name: string): Uint8Array {
  const decoded = decodeContent(coding, body, MAX_BYTES);
  if ('bytes' in decoded) return decoded.bytes;
  return isText(body) ? body : badImport(name, `a body is damaged: ${decoded.failed}`);
}

/** When an exchange was recorded, as far as the response tells. */
const momentOf = (headers: Headers): number => Date.parse(headerOf(headers, 'date') ?? '') || 0;

/** An exchange in the form that a recorder takes, without times: `timed` is false. @throws StarmockError BAD_RECORDING */
export function importedObservation(exchange: ImportedExchange, name: string): Observation {
  const { method, url, requestHeaders, requestBody, status, reason, headers } = exchange;
  const body = plainBody(headerOf(headers, 'content-encoding'), exchange.body, name);
  return observationOf({
    request: requestBody,
    body,
    status,
    reason,
    headers,
    method,
    url,
    requestHeaders,
    startedAt: momentOf(headers),
  });
}
