// Everything that draws values lives behind this module, which is imported lazily: a plain text answer needs none of it.
import type { ChatCompletionRequest, Tool } from '../contract/api-types.ts';
import type { Draft, DraftCall } from './draft.ts';
import { composeFromSchema } from './json/compose-from-schema.ts';
import { composeJsonObject } from './json/compose-json-object.ts';
import type { Random } from './random.ts';
import { decideToolCalls, type ToolIntent } from './tools/decide-tool-calls.ts';
import type { Ask } from './understand/ask.ts';

/** The part of a draft that words do not suffice for; `undefined` where the answer is plain text after all. */
export type DraftStructured = (
  request: ChatCompletionRequest,
  ask: Ask,
  random: Random,
) => Pick<Draft, 'says' | 'text' | 'calls'> | undefined;
