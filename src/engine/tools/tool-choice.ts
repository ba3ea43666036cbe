import type { ToolSpec } from './tool-spec.ts';
import { isRecord } from '../values/schema.ts';

/** The request's `tool_choice` in one shape. */
export type ToolChoice =
  | { readonly mode: 'none' }
  | { readonly mode: 'auto' | 'required'; readonly tools: readonly ToolSpec[] }
  | { readonly mode: 'named'; readonly tool: ToolSpec };

function nameIn(choice: Record<string, unknown>): string | undefined {
  for (const holder of [choice['function'], choice['custom'], choice]) {
    const name = isRecord(holder) ? holder['name'] : undefined;
    if (typeof name === 'string') return name;
  }
  return undefined;
}

function readAllowed(choice: Record<string, unknown>, tools: readonly ToolSpec[]): ToolChoice {
  const allowed = isRecord(choice['allowed_tools']) ? choice['allowed_tools'] : choice;
  const list = Array.isArray(allowed['tools']) ? allowed['tools'] : [];
  const names = new Set(list.filter(isRecord).map(nameIn));
  const left = tools.filter((tool) => names.has(tool.name));
  return { mode: allowed['mode'] === 'required' ? 'required' : 'auto', tools: left };
}

/**
 * Reads `none`, `auto`, `required`, a named function or custom tool, and `allowed_tools`. What is absent or unknown means
 * `auto`; a named tool that is not declared means `none` (validation has refused it before).
 */
export function readToolChoice(choice: unknown, tools: readonly ToolSpec[]): ToolChoice {
  if (tools.length === 0 || choice === 'none') return { mode: 'none' };
  if (choice === 'required') return { mode: 'required', tools };
  if (!isRecord(choice)) return { mode: 'auto', tools };
  if (choice['type'] === 'allowed_tools') return readAllowed(choice, tools);
  const name = nameIn(choice);
  const tool = tools.find((one) => one.name === name);
  return tool === undefined ? { mode: 'none' } : { mode: 'named', tool };
}
