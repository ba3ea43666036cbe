import type { FunctionDefinition, Tool } from '../../contract/api-types.ts';

/** The deprecated `functions` and `function_call` as the fields that replaced them. */
export interface ModernTools {
  readonly tools: readonly Tool[];
  readonly toolChoice: unknown;
  /** A function call was always a single one. */
  readonly parallel: false;
}

/**
 * @param functionCall `none`, `auto` or `{name}`
 * @example
 * decideToolCalls({ ...toolsFromFunctions(request.functions, request.function_call), userText, messages, random });
 */
export function toolsFromFunctions(functions: readonly FunctionDefinition[], functionCall: unknown): ModernTools {
  const tools = functions.map((definition): Tool => ({ type: 'function', function: definition }));
  const named = typeof functionCall === 'object' && functionCall !== null;
  return { tools, toolChoice: named ? { type: 'function', function: functionCall } : functionCall, parallel: false };
}
