import type { Identity } from './identity.ts';
import { utf8Length } from './utf8.ts';

/** An encoded answer with its identity cut out, so that a repeated request costs one join instead of an encoding. */
export interface Template {
  /** The text between the places where the identity stands. */
  readonly pieces: readonly string[];
  /** What stands between `id` and `created` on this answer's objects. */
  readonly joint: string;
  readonly calls: number;
  /** Length in UTF-8, the same for every identity. */
  readonly bytes: number;
}

// Same lengths as real ones, and nothing that JSON text could contain by chance: private-use characters.
const MARK = '\uE000';
const placeholderCall = (call: number): string => `call_${MARK}${String(call).padStart(23, '0')}`;

/** Stands for the identity while an answer is encoded once and for all. */
export const PLACEHOLDER: Identity = {
  id: `chatcmpl-${MARK.repeat(29)}`,
  created: 1_000_000_000,
  callId: placeholderCall,
};

/**
 * @param text an answer encoded with {@link PLACEHOLDER}
 * @param joint the characters between `id` and `created` in it
 * @param calls how many tool calls it has
 */
export function compileTemplate(text: string, joint: string, calls: number): Template {
  const seam = `${PLACEHOLDER.id}${joint}${PLACEHOLDER.created}`;
  const pieces = text.split(seam);
  // The marks are three bytes each where a real identity has one.
  const marks = (pieces.length - 1) * MARK.repeat(29).length + countMarks(text, seam, calls);
  return { pieces, joint, calls, bytes: utf8Length(text) - 2 * marks };
}

function countMarks(text: string, seam: string, calls: number): number {
  const rest = text.replaceAll(seam, '');
  let marks = 0;
  for (let call = 0; call < calls; call++) marks += rest.split(placeholderCall(call)).length - 1;
  return marks;
}

/** The answer as it would have been encoded with `identity`. */
export function render(template: Template, identity: Identity): string {
  let text = template.pieces.join(`${identity.id}${template.joint}${identity.created}`);
  for (let call = 0; call < template.calls; call++)
    text = text.replaceAll(placeholderCall(call), identity.callId(call));
  return text;
}
