import { asList, asObject } from '../../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../../contract/requirements.ts';
import { isSound } from '../../evidence/predicates.ts';
import type { ParsedExchange } from '../../evidence/parsed-exchange.ts';
import { unlikelyDegrees } from '../history-probes.ts';
import type { Probe, ProbeContext, ProbeRequest } from '../probe.ts';
import { answer, respond, TOOLS, user } from './respond.ts';

/** Items of a plain answer, word for word as they came. Broken items are reported elsewhere, and would be refused. */
export const itemsOf = (seen: ParsedExchange | undefined): readonly JsonObject[] =>
  seen !== undefined && isSound(seen) ? asList(asObject(seen.json)['output']).map(asObject) : [];

function toolLoop(context: ProbeContext): ProbeRequest | undefined {
  const asked = context.last('tools.auto');
  const items = itemsOf(asked);
  const calls = items.filter(({ type }) => type === 'function_call');
  if (calls.length === 0) return undefined;
  const output = JSON.stringify({ city: 'Paris', celsius: unlikelyDegrees(context) });
  const results = calls.map(({ call_id }) => ({ type: 'function_call_output', call_id, output }));
  return respond(context, [...asList(asked?.request?.['input']), ...items, ...results], 96, { tools: TOOLS });
}

/** Output tokens that thoughts about a small sum take at most. */
const THINKING = 1040;

const THOUGHT = [user('What is 17 times 23? Think it through, then reply with the number.')];

const thoughtful = (
  id: string,
  title: string,
  request: (context: ProbeContext) => ProbeRequest | undefined,
  more: Partial<Probe> = {},
): Probe => answer(id, title, THINKING, ['reasoning-effort'], request, { only: 'low-effort', ...more });

const think = ({ model }: ProbeContext, input: readonly unknown[], more: object, summary?: 'auto'): ProbeRequest => ({
  ...respond({ model, limit: (visible: number) => visible } as ProbeContext, input, THINKING, {
    reasoning: { effort: 'low', ...(summary ? { summary } : {}) },
    ...more,
  }),
});

const STATELESS = { store: false, include: ['reasoning.encrypted_content'] } as const;

/** What was thought and said, and a word of thanks. */
function carriedOn(context: ProbeContext, probe: string, edit: (item: JsonObject) => object): unknown[] | undefined {
  const asked = context.last(probe);
  const items = itemsOf(asked);
  if (!items.some(({ type }) => type === 'reasoning')) return undefined;
  return [
    ...asList(asked?.request?.['input']),
    ...items.map(edit),
    user('Thank you. Reply with exactly one word: pong'),
  ];
}

/** A reasoning item with nothing but what finds it again. */
const bare = (item: JsonObject): object =>
  item['type'] === 'reasoning' ? { type: 'reasoning', id: item['id'], summary: [] } : item;

function thanked(context: ProbeContext, probe: string, edit: (item: JsonObject) => object, more: object) {
  const input = carriedOn(context, probe, edit);
  return input && think(context, input, more);
}

/** Conversations that are sent back whole. */
export const responseHistoryProbes: readonly Probe[] = [
  answer('history.tools', 'an answer with calls, sent back with their results', 96, ['tools'], toolLoop, {
    after: ['tools.auto'],
  }),
  thoughtful('reason', 'a small sum', (context) => think(context, THOUGHT, {})),
  thoughtful('reason.summary', 'a small sum with a summary of the thoughts', (context) =>
    think(context, THOUGHT, {}, 'auto'),
  ),
  thoughtful('stream.reason', 'the same as a stream', (context) => think(context, THOUGHT, { stream: true }, 'auto'), {
    uses: ['reasoning-effort', 'stream'],
  }),
  thoughtful('reason.encrypted', 'thoughts that the client keeps', (context) => think(context, THOUGHT, STATELESS)),
  thoughtful(
    'reason.encrypted.next',
    'the same, sent back',
    (context) => thanked(context, 'reason.encrypted', (item) => item, STATELESS),
    { after: ['reason.encrypted'] },
  ),
  thoughtful(
    'reason.bare',
    'thoughts that are sent back by their id',
    (context) => thanked(context, 'reason', bare, {}),
    { uses: ['reasoning-effort', 'state'], after: ['reason'] },
  ),
];
