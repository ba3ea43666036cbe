import { jsonBody, jsonExchange, type HeaderList } from '../wire/encode.ts';
import type { Exchange } from '../wire/exchange.ts';

/** A page of metrics. */
export interface MetricsText {
  /** Media type. */
  readonly type: string;
  readonly body: string;
}

/** What the control API responds with. */
export interface ControlAnswer {
  readonly status: number;
  /** JSON; absent for an empty body. */
  readonly body?: object;
  /** Instead of JSON. */
  readonly text?: MetricsText;
  readonly headers?: HeaderList;
}

/** Codes of the errors of the control API; `spec/control.yaml` lists them. */
export type ControlErrorCode =
  | 'control_off'
  | 'forbidden'
  | 'unauthorized'
  | 'not_found'
  | 'method_not_allowed'
  | 'unsupported_media_type'
  | 'too_large'
  | 'invalid_body'
  | 'invalid_query'
  | 'invalid_scenarios'
  | 'invalid_fault'
  | 'timeout';

/** An error that says what to do. @param more further members of the body */
export const problem = (
  status: number,
  code: ControlErrorCode,
  message: string,
  more: object = {},
  headers: HeaderList = [],
): ControlAnswer => ({ status, body: { error: { code, message }, ...more }, headers });

/** Nothing may keep what it says: it changes with every request. */
const FRESH: HeaderList = [['cache-control', 'no-store']];

export function controlExchange({ status, body, text, headers = [] }: ControlAnswer): Exchange {
  const all = [...FRESH, ...headers];
  if (body) return jsonExchange(status, all, jsonBody(body));
  if (text)
    return {
      status,
      headers: [['content-type', text.type], ...all],
      frames: [{ wait: 0, bytes: text.body }],
      end: 'close',
    };
  return { status, headers: all, frames: [], end: 'close' };
}
