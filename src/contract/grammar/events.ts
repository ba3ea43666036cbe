import type { EventRule } from './data.ts';
import { asList, asObject } from '../schema/json-shape.ts';
import { isJsonObject, type JsonObject } from '../requirements.ts';

/** An event as it came: `undefined` where its data is no JSON. */
export interface RawEvent {
  readonly sentinel: boolean;
  readonly value: unknown;
}

/** Where services put the message of an error that stands alone (seen: `{"detail"}`, `{"code","msg"}`, the bare error). */
const BARE_ERROR_KEYS = ['message', 'msg', 'detail'] as const;

type Kind = (raw: RawEvent, chunk: JsonObject, rule: EventRule) => boolean;

const typeIs: Kind = (_raw, { type }, { types = [] }) => types.some((one) => one === type);
const includes = (types: readonly string[] = [], member: unknown): boolean =>
  types.some((one) => one === asObject(member)['type']);

/** Kinds of events, by the names that the grammar uses. */
export const EVENT_KINDS: Readonly<Record<string, Kind>> = {
  sentinel: (raw) => raw.sentinel,
  'not-an-object': (raw) => !isJsonObject(raw.value),
  'has-error': (_raw, chunk) => Boolean(chunk['error']),
  'has-bare-error': (_raw, chunk) => !('choices' in chunk) && BARE_ERROR_KEYS.some((key) => key in chunk),
  'has-choices': (_raw, chunk) => asList(chunk['choices']).length > 0,
  'has-usage': (_raw, chunk) => isJsonObject(chunk['usage']),
  'has-moderation': (_raw, chunk) => isJsonObject(chunk['moderation']),
  'type-is': typeIs,
  'type-begins': (_raw, { type }, { types = [] }) => types.some((one) => String(type).startsWith(one)),
  'item-is': (raw, chunk, rule) => typeIs(raw, chunk, rule) && includes(rule.of, chunk['item']),
  'part-is': (raw, chunk, rule) => typeIs(raw, chunk, rule) && includes(rule.of, chunk['part']),
  always: () => true,
};

/** What the grammar calls this event, or `''` where no rule applies. */
export function eventKind(rules: readonly EventRule[], raw: RawEvent, chunk: JsonObject): string {
  return rules.find((rule) => EVENT_KINDS[rule.when]?.(raw, chunk, rule))?.event ?? '';
}
