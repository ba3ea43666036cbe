import type { ChatCompletionRequest } from '../../src/contract/api-types.ts';
import { fillForm } from '../../src/engine/fill/fill-form.ts';
import type { Scene } from '../../src/engine/fill/scene.ts';
import type { Form } from '../../src/engine/form/form.ts';
import { readForm } from '../../src/engine/form/read-form.ts';
import { createRandom } from '../../src/engine/random.ts';
import { readBrief, type Brief } from '../../src/engine/read/brief.ts';

/** A conversation in short: who speaks, and what. */
export type Said = readonly (readonly ['system' | 'user' | 'assistant', string])[];

export const requestOf = (said: Said): ChatCompletionRequest =>
  ({ model: 'gpt-5.1', messages: said.map(([role, content]) => ({ role, content })) }) as ChatCompletionRequest;

export const briefOf = (said: Said): Brief => readBrief(requestOf(said));

export const formOf = (said: Said): Form => readForm(briefOf(said));

export const sceneOf = (said: Said, seed = '1'): Scene => ({
  brief: briefOf(said),
  random: createRandom(seed),
  temperature: 1,
  verbosity: 'medium',
  images: [],
  model: 'gpt-5.1',
});

/** What the engine says to a conversation. */
export const sayTo = (said: Said, seed = '1'): string => fillForm(formOf(said), sceneOf(said, seed));
