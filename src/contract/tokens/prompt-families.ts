import type { Tool } from '../api-types.ts';
import type { ModelInfo } from '../models.ts';
import { hasProperties, parametersOf } from './tool-namespace.ts';

/*
 * The service does not publish how it counts. The figures here are fitted to recorded answers of api.openai.com; the corpus test
 * (test/oracles/corpus-tokens.test.ts) says how many of them they meet.
 */

/** What a family of models is charged beyond the texts themselves, in tokens. */
export interface FamilyRule {
  /** Around one tool call and the message that answers it, besides names and arguments. */
  readonly call: number;
  /** Around several calls of one message, which a gpt-4o is shown as one JSON text. */
  readonly parallel: { readonly as: 'json' | 'calls'; readonly more: number };
  /** Tokens of the tools, besides their rendered text. */
  tools(tools: readonly Tool[]): number;
  /** Saved once when tools or a schema are shown within a system message that is there anyway. */
  readonly sharesSystem: number;
  /** Whether a line end is added to the first system message when there are tools. */
  readonly padsSystem: boolean;
}

/** Rules of each family that the model catalogue names. */
export const FAMILIES: Record<ModelInfo['prompt_tokens']['family'], FamilyRule> = {
  'gpt-4o': {
    call: 5,
    parallel: { as: 'json', more: 12 },
    tools: (tools) => 9 - tools.filter(hasBody).length,
    sharesSystem: 4,
    padsSystem: true,
  },
  'gpt-5': {
    call: 11,
    parallel: { as: 'calls', more: 6 },
    tools: (tools) => 91 - tools.length,
    sharesSystem: 0,
    padsSystem: false,
  },
};

const hasBody = (tool: Tool): boolean => hasProperties(parametersOf(tool));
