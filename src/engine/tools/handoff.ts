import { createFacts } from '../values/facts.ts';
import { isId } from '../values/known-leaves.ts';
import { splitName, splitWords, stem } from '../values/tokens.ts';
import { detectLanguage, namedLanguage } from '../read/language.ts';
import { bindingsFor, type AgentScene, type PlannedCall } from './agent-scene.ts';
import { requestWords, type ToolProfile } from './score-tools.ts';
import { splitRequest } from './split-request.ts';
import { stemRows, stemSet, TOOL_WORDS } from './tool-words.ts';

const NAMED =
  /^(?:transfer|handoff|hand_?off|handover|hand_?over|delegate|route|escalate|switch|forward|assign)[_-]?(?:to|agent|work|the)?[_-]/i;
const TOLD =
  /^\W*(?:hand(?:s|ing)?[ -]?(?:off|over|the)|transfers?\b|delegates?\b|routes?\b|escalates?\b|passes\b|assigns?\b|switch(?:es)? to\b).{0,80}\b(?:agent|helper|specialist|team|assistant|colleague|expert|department|desk|bot|tutor|human|support|handle)\b/i;
const FIELD_WORDS = stemRows(TOOL_WORDS.fields);
const SILENT = stemSet(
  'agent helper handoff transfer hand handle request customer speak user specialist assistant work question the',
);

/** A tool that moves a thing of its own, by its id, hands over no conversation. */
const movesThing = ({ tool }: ToolProfile): boolean => tool.required.some((name) => isId(splitName(name)));

/** Whether a tool hands the conversation to another agent. */
export const isHandoff = (profile: ToolProfile): boolean =>
  !movesThing(profile) && (TOLD.test(profile.tool.description) || NAMED.test(profile.tool.name));

interface Wanted {
  readonly roots: ReadonlySet<string>;
  readonly language: string | undefined;
}

function wantedOf(text: string): Wanted {
  const facts = createFacts(text);
  const roots = new Set([...requestWords(text, facts), ...facts.stems()]);
  if (facts.expression() !== undefined) roots.add(stem('math'));
  return { roots, language: detectLanguage(text) };
}

/** How well an agent fits: its language, the words it shares with the request, and the fields both belong to. */
function fit(profile: ToolProfile, wanted: Wanted): number {
  const words = [...splitName(profile.tool.name), ...splitWords(profile.tool.description.slice(0, 400))];
  const roots = new Set(words.map(stem).filter((root) => !SILENT.has(root)));
  const language = namedLanguage(words.join(' '));
  const speaks = language === undefined ? 0 : language === wanted.language ? 3 : -2;
  const shared = [...profile.nouns, ...profile.description].filter(
    ({ root, concepts }) =>
      !SILENT.has(root) && (wanted.roots.has(root) || concepts.some((one) => wanted.roots.has(one))),
  );
  const fields = FIELD_WORDS.filter((field) => field.some((root) => roots.has(root))).map(
    (field) => field.filter((root) => wanted.roots.has(root)).length,
  );
  return speaks + Math.min(3, shared.length) + Math.min(2, Math.max(0, ...fields));
}

/** The agent that a text goes to; `undefined` where none fits better than chance. */
export function bestHandoff(agents: readonly ToolProfile[], text: string): ToolProfile | undefined {
  const wanted = wantedOf(text);
  const ranked = agents
    .map((profile) => ({ profile, score: fit(profile, wanted) }))
    .toSorted((a, b) => b.score - a.score);
  const [best] = ranked;
  return best !== undefined && best.score >= 1 ? best.profile : undefined;
}

/** One handoff a round: the first part of the request that belongs to an agent who has not had it yet. */
export function handoffCalls(scene: AgentScene, agents: readonly ToolProfile[]): readonly PlannedCall[] {
  const had = new Set(scene.turn.steps.map((step) => step.name));
  const parts = splitRequest(scene.turn.task).map(({ text }) => text);
  const wanted = parts.map((part) => bestHandoff(agents, part)).filter((profile) => profile !== undefined);
  const whole = wanted.length > 0 ? wanted : [bestHandoff(agents, scene.turn.task)];
  const next = whole.find((profile) => profile !== undefined && !had.has(profile.tool.name));
  if (next === undefined) return [];
  return [{ profile: next, facts: createFacts(scene.turn.task), bindings: bindingsFor(scene, next) }];
}
