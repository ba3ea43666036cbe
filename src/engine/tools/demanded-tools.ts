import { isNamed, profileTool, type ToolProfile } from './score-tools.ts';
import type { ToolSpec } from './tool-spec.ts';
import { anyOf } from '../has-words.ts';
import { WORDS } from '../words.ts';

const SENTENCE = /[.!?;]\s+|\n+/;
const LIMIT = 6000;
const ACTS = anyOf(WORDS.tools.demandedToolsActs);
const FORBIDS = anyOf(WORDS.tools.demandedToolsForbids);
const CONDITION = anyOf(WORDS.tools.demandedToolsCondition);
const ALWAYS = anyOf(WORDS.tools.demandedToolsAlways);

interface Mention {
  readonly profile: ToolProfile;
  readonly sentence: string;
  readonly demands: boolean;
}

function mentionIn(sentence: string, profile: ToolProfile): Mention | undefined {
  if (!isNamed(profile.tool.name, ` ${sentence.toLowerCase()}`) || !ACTS.test(sentence) || FORBIDS.test(sentence))
    return undefined;
  // "If the user asks about weather, call get_weather first" depends; "before you answer, call it" does not.
  const demands = !CONDITION.test(sentence) && ALWAYS.test(sentence);
  return { profile, sentence, demands };
}

/** Only tools whose name occurs at all are looked for in every sentence. */
function mentionsIn(profiles: readonly ToolProfile[], system: string): readonly Mention[] {
  const text = system.slice(0, LIMIT);
  const lower = ` ${text.toLowerCase()}`;
  const named = profiles.filter((profile) => isNamed(profile.tool.name, lower));
  if (named.length === 0) return [];
  const sentences = text.split(SENTENCE);
  return sentences
    .flatMap((sentence) => named.map((profile) => mentionIn(sentence, profile)))
    .filter((mention) => mention !== undefined);
}

/** The tools that the system text wants called whatever the user says, in its order. */
export const demandedTools = (profiles: readonly ToolProfile[], system: string): readonly ToolProfile[] => [
  ...new Set(
    mentionsIn(profiles, system)
      .filter(({ demands }) => demands)
      .map(({ profile }) => profile),
  ),
];

/** The tools that the system text says to work with, on no condition. */
export const mentionedTools = (profiles: readonly ToolProfile[], system: string): readonly ToolProfile[] =>
  mentionsIn(profiles, system)
    .filter(({ sentence }) => !CONDITION.test(sentence))
    .map(({ profile }) => profile);

/** The tools, with what the system text says about when to use them added to their descriptions. */
export function explainTools(tools: readonly ToolSpec[], system: string): readonly ToolSpec[] {
  const mentions = mentionsIn(tools.map(profileTool), system).filter(({ demands }) => !demands);
  if (mentions.length === 0) return tools;
  return tools.map((tool) => {
    const said = mentions.filter(({ profile }) => profile.tool === tool).map(({ sentence }) => sentence);
    return said.length === 0 ? tool : { ...tool, description: [tool.description, ...said].join(' ') };
  });
}
