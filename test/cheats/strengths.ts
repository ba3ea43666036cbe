import type { Fault } from '../../src/faults/fault.ts';

/** Three strengths of each condition, the weakest first. */
const BY_CONDITION: Readonly<Record<string, readonly [string, string, string]>> = {
  above: ['above=6000', 'above=2000', 'above=400'],
  share: ['share=0.1', 'share=0.2', 'share=0.5'],
  after: ['after=160', 'after=80', 'after=10'],
  history: ['history=12', 'history=8', 'history=4'],
};

/** Where the condition is none of these, or its usual strengths are beyond what the price of the suite can reach. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  'cheat.swap-thinking': ['share=0.3', 'share=0.4', 'share=0.6'],
  'cheat.swap-unless-ua': ['=gpt-4o-mini', '=gpt-4.1-nano', '=gpt-3.5-turbo'],
  'cheat.prompt-unless-ua': ['=1.03', '=1.05', '=1.2'],
  'cheat.completion-answer': ['=1.05', '=1.1', '=1.2'],
  'cheat.context-billed': ['=8@history=12', '=4@history=8', '=2@history=4'],
  'cheat.context-end': ['=4000@above=6000', '=1000@above=1500', '=300@above=400'],
  'cheat.context-middle': ['=3', '=2', '=1'],
  'cheat.system-share': ['share=0.3', 'share=0.5', 'share=0.7'],
  'cheat.system-long': ['above=700', 'above=400', 'above=100'],
  'cheat.limit-lowered': ['=512', '=256', '=100'],
  'cheat.limit-hidden': ['=512', '=256', '=100'],
  'cheat.effort-low': ['share=1'],
  'cheat.effort-none': ['share=1'],
  'cheat.tools-cut': ['=12', '=8', '=4'],
  'cheat.images-first': ['share=0.2', 'share=0.5', 'share=1'],
  'cheat.images-shrunk': ['share=0.5', 'share=0.7', 'share=1'],
  'cheat.images-charged': ['share=0.5', 'share=0.7', 'share=1'],
  'cheat.reasoning-inflated': ['share=0.3', 'share=0.5', 'share=1'],
  'cheat.replay-share': ['share=0.05', 'share=0.1', 'share=0.3'],
  'cheat.temperature-ignored': ['share=1'],
  'cheat.n-ignored': ['share=0.3', 'share=0.5', 'share=1'],
  'cheat.strict-share': ['share=0.3', 'share=0.5', 'share=1'],
  'cheat.logprobs-faked': ['share=1'],
  'cheat.cached-dropped': ['above=1000', 'above=400', 'above=0'],
};

/** A cheat with one of its strengths: `share=0.2` is a condition of it, `=4` its value. */
const withStrength = (name: string, strength: string): string =>
  strength.startsWith('=') ? `${name}${strength}` : `${name}@${strength}`;

/** A cheat as it is tried, the weakest first. */
export function strengthsOf({ name, parameters = [] }: Fault): string[] {
  const usual = Object.keys(BY_CONDITION).find((condition) =>
    parameters.some(
      (parameter) => parameter.name === condition && parameter.default !== (condition === 'share' ? 1 : 0),
    ),
  );
  const strengths = OWN[name] ?? BY_CONDITION[usual ?? ''] ?? [];
  return strengths.map((strength) => withStrength(name, strength));
}
