import type { Identity } from './identity.ts';

/**
 * A plain body with its identity cut out, so that a repeated request costs a concatenation instead of an encoding. It stays
 * text, which Node sends in one piece with the head.
 */
export interface TextTemplate {
  /** What stands before the id, between it and `created`, and after that. */
  readonly parts: readonly [before: string, separator: string, after: string];
  readonly calls: number;
  /** Length in UTF-8, the same for every identity. */
  readonly bytes: number;
}

// As long as real ones, one byte a character, and nothing that a text contains by chance: JSON keeps this character as it is.
const MARK = '\u007F';

/** Stands for the id of a tool call. */
export const placeholderCall = (call: number): string => `call_${MARK}${String(call).padStart(23, '0')}`;

/** Stands for the identity while an answer is encoded once and for all. */
export const PLACEHOLDER: Identity = {
  id: `chatcmpl-${MARK.repeat(29)}`,
  created: 1_000_000_000,
  callId: placeholderCall,
};

/**
 * @param text a plain body encoded with {@link PLACEHOLDER}; it begins with `before`, the id, `separator` and `created`
 * @param bytes length of `text` in UTF-8
 * @param calls how many tool calls it has
 */
export function textTemplate(
  text: string,
  [before, separator]: readonly [before: string, separator: string],
  bytes: number,
  calls: number,
): TextTemplate {
  const head = `${before}${PLACEHOLDER.id}${separator}${PLACEHOLDER.created}`.length;
  return { parts: [before, separator, text.slice(head)], calls, bytes };
}

/** The body as it would have been encoded with `identity`. */
export function renderText({ parts: [before, separator, after], calls }: TextTemplate, identity: Identity): string {
  let text = after;
  for (let call = 0; call < calls; call++) text = text.replaceAll(placeholderCall(call), identity.callId(call));
  return `${before}${identity.id}${separator}${identity.created}${text}`;
}
