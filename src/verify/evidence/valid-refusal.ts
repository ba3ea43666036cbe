import { asObject, isText } from '../../contract/schema/json-shape.ts';
import type { ParsedExchange } from './parsed-exchange.ts';

/** Codes by which services say that they do not take a parameter, or a value of it. */
const UNSUPPORTED: ReadonlySet<unknown> = new Set([
  'unsupported_parameter',
  'unsupported_value',
  'unknown_parameter',
  'unsupported_model',
  'not_supported',
]);

const NAMED = /['"`]([a-z][a-z0-9_]*)['"`]/;

/**
 * The parameter that an answer refuses in the way that a service may refuse one it does not have: a 4xx with the error envelope that
 * names it, in `param` or, with a code that says so, in the message.
 *
 * @returns its top-level name; `undefined` for anything but such a refusal
 * @example
 * isValidRefusal(seen); // 'temperature'
 */
export function isValidRefusal({ status = 0, error }: ParsedExchange): string | undefined {
  if (error === undefined || status < 400 || status >= 500 || [401, 402, 403, 404, 408, 409, 429].includes(status))
    return undefined;
  const { param, code, message } = asObject(error);
  const name = isText(param)
    ? param
    : UNSUPPORTED.has(code) || /not support|unsupported|unknown parameter/i.test(String(message ?? ''))
      ? NAMED.exec(String(message ?? ''))?.[1]
      : undefined;
  return name?.split(/[.[]/)[0];
}
