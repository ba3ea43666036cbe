import { asObject, isText } from '../../contract/schema/json-shape.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import type { Flaw } from './define-check.ts';
import { outcome } from '../evidence/predicates.ts';

/** A request that should have been answered: nothing is said of one that got another status than it must not have. */
export function answered(seen: ParsedExchange): readonly Flaw[] | undefined {
  const { status } = seen;
  // http.redirect reports redirects.
  if (status === undefined || status === 429 || status >= 500 || (status >= 300 && status < 400)) return undefined;
  return status < 300 ? [] : [{ expected: 'a response', received: describeRefusal(seen) }];
}

/** Status and message of a refusal, for people. */
export function describeRefusal(seen: ParsedExchange): string {
  const { message } = asObject(seen.error);
  return isText(message) ? `${outcome(seen)}: ${message.slice(0, 120)}` : outcome(seen);
}

/** Only the parts of an answer that are text, the first choice alone. */
export const contentOf = (seen: ParsedExchange): string => seen.choices[0]?.content ?? '';

/** The limit ended the answer. */
export const isCut = (seen: ParsedExchange): boolean => seen.choices[0]?.finish === 'length';

/** A text as JSON; `undefined` for one that is none. */
export function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}
