import { splitName } from '../values/tokens.ts';
import { WORDS, wordSet } from '../words.ts';

/** The four operations that tools are named after. */
export type Operation = '+' | '-' | '*' | '/' | '^';

const NAMES: Readonly<Record<Operation, readonly string[]>> = WORDS.tools.operationsNames;
const SPOKEN: Readonly<Record<Operation, RegExp>> = {
  '+': /\+|\bplus\b|\badd|\bsum\b|\btotal\b|加/i,
  '-': /\d\s*-\s*\d|\bminus\b|\bsubtract|\bdifference\b|减/i,
  '*': /\d\s*[*×x]\s*\d|\btimes\b|\bmultipl|\bproduct\b|乘/i,
  '/': /\d\s*[/÷]\s*\d|\bdivide|\bover\b|除/i,
  '^': /\^|\*\*|\bpower\b|\bsquared?\b|\bcubed?\b/i,
};
const OPERATIONS: readonly Operation[] = ['+', '-', '*', '/', '^'];
/** Words beside the operation in names like `add_numbers`. */
const BESIDE = wordSet(WORDS.tools.operationsBeside);

/** The operation that a tool's name says, and nothing else: `add`, `multiply_numbers`, but not `add_contact`. */
export function operationOf(words: readonly string[]): Operation | undefined {
  const found = OPERATIONS.find((operation) => words.some((word) => NAMES[operation].includes(word)));
  if (found === undefined) return undefined;
  return words.every((word) => NAMES[found].includes(word) || BESIDE.has(word)) ? found : undefined;
}

/** The same of a tool with an opaque name, by the first words of its description. */
export function describedOperation(description: string): Operation | undefined {
  const words = splitName(description.slice(0, 60));
  const found = OPERATIONS.find(
    (operation) =>
      NAMES[operation].includes(words[0]?.replace(/s$/, '') ?? '') || NAMES[operation].includes(words[0] ?? ''),
  );
  return found !== undefined && /\bnumbers?|integers?|values?\b/i.test(description.slice(0, 80)) ? found : undefined;
}

/** Whether the words ask for the operation. */
export const speaksOfOperation = (operation: Operation, text: string): boolean => SPOKEN[operation].test(text);
