import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import { isSound } from '../evidence/predicates.ts';
import type { Probe, ProbeContext, ProbeRequest } from './probe.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { ask, TIME_TOOL, user, WEATHER_TOOL, type ProbeMessage } from './request-body.ts';

/** The message of a plain answer, word for word as it came. A broken one is reported elsewhere and would be rejected. */
function messageOf(seen: ParsedExchange | undefined): JsonObject | undefined {
  if (seen === undefined || !isSound(seen)) return undefined;
  const choice = asObject(asList(asObject(seen.json)['choices'])[0]);
  const message = asObject(choice['message']);
  // A missing or wrong role is reported elsewhere, too.
  return Object.keys(message).length > 0 ? { ...message, role: 'assistant' } : undefined;
}

/** A tool message for each call of a message. */
function results(message: JsonObject, content: string): ProbeMessage[] {
  return asList(message['tool_calls']).map((call) => ({ role: 'tool', tool_call_id: asObject(call)['id'], content }));
}

/** An unguessable temperature, derived from the nonce. */
export function unlikelyDegrees({ nonce }: Pick<ProbeContext, 'nonce'>): number {
  const sum = [...nonce].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  return 41 + (sum % 38);
}

function toolLoop(context: ProbeContext): ProbeRequest | undefined {
  const asked = context.last('tools.auto');
  const message = messageOf(asked);
  if (message === undefined || asList(message['tool_calls']).length === 0) return undefined;
  const degrees = JSON.stringify({ city: 'Paris', celsius: unlikelyDegrees(context) });
  const question = asList(asked?.request?.['messages']) as readonly ProbeMessage[];
  return ask(context, [...question, message, ...results(message, degrees)], 96, { tools: [WEATHER_TOOL, TIME_TOOL] });
}

function withReasoning(context: ProbeContext): ProbeRequest | undefined {
  const asked = context.last('reason');
  const message = messageOf(asked);
  if (message === undefined || typeof message['reasoning_content'] !== 'string') return undefined;
  const question = asList(asked?.request?.['messages']) as readonly ProbeMessage[];
  return ask(context, [...question, message, user('Thank you. Reply with exactly one word: pong')], 16);
}

const history = (
  id: string,
  title: string,
  visible: number,
  request: (context: ProbeContext) => ProbeRequest | undefined,
  more: Partial<Probe> = {},
): Probe => ({ id, title, wants: 'answer', uses: [], visible, request, ...more });

const says = (role: string, { nonce }: ProbeContext): ProbeMessage => ({
  role,
  content: `The secret code word is ${nonce}. When you are asked for the code word, reply with it alone.`,
});

/** Conversations of several turns. */
export const historyProbes: readonly Probe[] = [
  history('history.tools', 'tool calls, sent back with their results', 96, toolLoop, {
    uses: ['tools'],
    after: ['tools.auto'],
  }),
  history('history.read', 'recall a word from an earlier turn', 24, (context) =>
    ask(
      context,
      [
        user(`Remember the code word ${context.nonce}.`),
        { role: 'assistant', content: 'I will remember it.' },
        user('What is the code word? Reply with the word alone.'),
      ],
      24,
    ),
  ),
  history('history.system', 'recall a word from the system message', 24, (context) =>
    ask(context, [says('system', context), user('What is the code word?')], 24),
  ),
  history(
    'history.developer',
    'recall a word from a developer message',
    24,
    (context) => ask(context, [says('developer', context), user('What is the code word?')], 24),
    { uses: ['developer-role'] },
  ),
  history('history.parts', 'content as text parts', 24, (context) =>
    ask(
      context,
      [
        user([
          { type: 'text', text: 'What is the code word? Reply with the word alone.' },
          { type: 'text', text: `The code word is ${context.nonce}.` },
        ]),
      ],
      24,
    ),
  ),
  history('history.reasoning', 'message with reasoning, sent back', 16, withReasoning, {
    uses: ['reasoning'],
    after: ['reason'],
    only: 'visible-reasoning',
  }),
];
