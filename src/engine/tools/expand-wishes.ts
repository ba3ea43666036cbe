import { splitName, splitWords } from '../values/tokens.ts';
import { bindingsFor, statesOf, type AgentScene } from './agent-scene.ts';
import type { Wish } from './wishes.ts';
import { anyOf } from '../has-words.ts';
import { WORDS } from '../words.ts';

const EVERY = anyOf(WORDS.tools.expandWishesEvery);
const LIMIT = 12;
const TEXT_LIMIT = 2000;

/** Whether the words speak of more than one thing of the argument's kind. */
function isPlural(scene: AgentScene, wish: Wish, name: string): boolean {
  if (EVERY.test(wish.text)) return true;
  const spoken = new Set(splitWords(wish.text.slice(0, TEXT_LIMIT)));
  const listed = scene.turn.steps.filter((step) => Array.isArray(step.result?.value));
  const several = listed.flatMap((step) => splitName(step.name)).filter((word) => /[^s]s$/.test(word));
  if (several.some((word) => spoken.has(word))) return true;
  const noun = splitName(name).find((word) => word !== 'id' && word.length > 2);
  return noun !== undefined && new RegExp(`\\b${noun.replaceAll(/[^\p{L}\d]/gu, '')}(?:s|es)\\b`, 'iu').test(wish.text);
}

/** One wish for each record that results have brought and the words mean together: "restart every server that is down". */
export function expandWishes(scene: AgentScene, wishes: readonly Wish[]): readonly Wish[] {
  const { known } = scene;
  if (known === undefined) return wishes;
  return wishes.flatMap((wish) => {
    if (wish.index !== undefined) return [wish];
    const bindings = bindingsFor(scene, wish.profile, wish);
    const alone = statesOf(scene, wish.profile, wish.facts, { ...bindings, known: undefined, covered: undefined });
    for (const { field, state } of alone) {
      if (state !== 'missing' || !isPlural(scene, wish, field.name)) continue;
      const values = known.several(field).slice(0, LIMIT);
      if (values.length > 1)
        return values.map((value) => ({ ...wish, key: String(value).toLowerCase(), fixed: { [field.name]: value } }));
    }
    return [wish];
  });
}
