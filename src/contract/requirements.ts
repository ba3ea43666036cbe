import type { Level } from './finding.ts';
import type { RequirementId } from './generated/requirement-ids.ts';

/**
 * What detects a violation: the JSON Schema that contains the requirement, the stream grammar, or a check of
 * a whole exchange (head, bytes, time, or several exchanges side by side).
 */
export type Judge = 'schema' | 'grammar' | 'exchange';

/** One normative sentence of the contract. Its id is never reused and never renamed. */
export interface Requirement {
  readonly id: RequirementId;
  readonly level: Level;
  readonly judge: Judge;
  readonly text: string;
  /** Key of `x-sources` in the contract document: who says so. */
  readonly source: string;
  /** Clients measured to throw, hang or return something wrong when it does not hold. */
  readonly breaks: readonly string[];
  /** The endpoint that it is of; absent for chat completions and for what all endpoints have in common. */
  readonly endpoint?: string;
  /** JSON Pointer to the object of the contract document that it constrains. */
  readonly pointer: string;
}

/** A JSON object of which nothing is known yet. */
export type JsonObject = { readonly [key: string]: unknown };

/** Whether a JSON value is an object (not an array, not null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const escapeToken = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * Every entry of every `x-requirements` list in a document, in document order.
 *
 * The entries' shape is the caller's promise: a test checks the built-in ones field by field.
 *
 * @example
 * collectRequirements(document).map((requirement) => requirement.id);
 */
export function collectRequirements(document: JsonObject): Requirement[] {
  const found: Requirement[] = [];
  const visit = (node: unknown, pointer: string): void => {
    if (Array.isArray(node)) node.forEach((child, index) => visit(child, `${pointer}/${index}`));
    if (!isJsonObject(node)) return;
    for (const [key, child] of Object.entries(node)) {
      if (key !== 'x-requirements') visit(child, `${pointer}/${escapeToken(key)}`);
      else if (Array.isArray(child)) for (const entry of child) found.push({ ...entry, pointer } as Requirement);
    }
  };
  visit(document, '');
  return found;
}
