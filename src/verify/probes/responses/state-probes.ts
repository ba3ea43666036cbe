import { asList, asObject } from '../../../contract/schema/json-shape.ts';
import type { Probe, ProbeContext, ProbeRequest } from '../probe.ts';
import { itemsOf } from './history-probes.ts';
import { answer, kept, respond, user } from './respond.ts';

const ASK = 'What is the code word? Reply with the word alone.';

const remember = ({ nonce }: ProbeContext): string => `Remember the code word ${nonce}.`;

const idOf = ({ last }: ProbeContext, probe: string): unknown => last(probe)?.id;

/** The next turn of a kept response. */
function next(context: ProbeContext, probe: string, input: string = ASK): ProbeRequest | undefined {
  const previous_response_id = idOf(context, probe);
  return typeof previous_response_id === 'string' ? respond(context, input, 24, { previous_response_id }) : undefined;
}

const state = (
  id: string,
  title: string,
  request: (context: ProbeContext) => ProbeRequest | undefined,
  more: Partial<Probe> = {},
): Probe => answer(id, title, 24, ['state'], request, more);

/** A question about a response that an earlier probe was answered with. */
const about = (
  id: string,
  title: string,
  [method, probe, rest]: readonly [NonNullable<ProbeRequest['method']>, string, string?],
  more: Partial<Probe> = {},
): Probe =>
  state(id, title, (context) => kept(method, idOf(context, probe), rest), { visible: 0, after: [probe], ...more });

const refused = { wants: 'refusal' } as const;
const UNKNOWN = 'resp_0000000000000000006900000000000000000000000000000';

/** A page of input items that goes on behind another. */
function secondPage(context: ProbeContext): ProbeRequest | undefined {
  const page = asList(asObject(context.last('state.items')?.json)['data']);
  const after = asObject(page.at(-1))['id'];
  return typeof after === 'string'
    ? kept('GET', idOf(context, 'state.first'), `/input_items?limit=2&after=${encodeURIComponent(after)}`)
    : undefined;
}

/** What was asked, and what was answered, by nothing but their ids. */
function byReference(context: ProbeContext): ProbeRequest | undefined {
  const [asked] = asList(asObject(context.last('state.items')?.json)['data']);
  const ids = [asObject(asked)['id'], ...itemsOf(context.last('state.first')).map(({ id }) => id)];
  return ids.every((id) => typeof id === 'string')
    ? respond(context, [...ids.map((id) => ({ type: 'item_reference', id })), user(ASK)], 24)
    : undefined;
}

const secret = ({ nonce }: ProbeContext): string =>
  `The secret code word is ${nonce}. When you are asked for the code word, reply with it alone.`;

/** What is kept, and for how long. */
export const responseStateProbes: readonly Probe[] = [
  state('state.first', 'a conversation to be continued', (context) =>
    respond(
      context,
      [user('My name is Ada.'), { role: 'assistant', content: 'Nice to meet you, Ada.' }, user(remember(context))],
      24,
    ),
  ),
  about('state.retrieve', 'the same, fetched', ['GET', 'state.first']),
  about('state.items', 'what it was asked', ['GET', 'state.first', '/input_items?limit=2']),
  state('state.items.next', 'the next page of that', secondPage, { visible: 0, after: ['state.first', 'state.items'] }),
  about('state.items.asc', 'the same from the beginning', ['GET', 'state.first', '/input_items?order=asc']),
  state('state.next', 'the next turn of the conversation', (context) => next(context, 'state.first'), {
    after: ['state.first'],
  }),
  state(
    'state.stream',
    'a streamed turn to be continued',
    (context) => respond(context, remember(context), 24, { stream: true }),
    { uses: ['state', 'stream'] },
  ),
  state('state.stream.next', 'the turn after it', (context) => next(context, 'state.stream'), {
    after: ['state.stream'],
  }),
  state('state.off', 'a turn that is not to be kept', (context) =>
    respond(context, remember(context), 24, { store: false }),
  ),
  about('state.off.retrieve', 'the same, fetched', ['GET', 'state.off'], refused),
  state('state.off.next', 'the turn after it', (context) => next(context, 'state.off'), {
    ...refused,
    after: ['state.off'],
  }),
  state('state.instructions', 'a turn with instructions', (context) =>
    respond(context, 'Say hello.', 24, { instructions: secret(context) }),
  ),
  state('state.instructions.next', 'the turn after it', (context) => next(context, 'state.instructions'), {
    after: ['state.instructions'],
  }),
  state('state.reference', 'references to items', byReference, { after: ['state.first', 'state.items'] }),
  state(
    'state.reference.unknown',
    'a reference to an item that is not there',
    (context) => respond(context, [{ type: 'item_reference', id: UNKNOWN.replace('resp', 'msg') }, user('Hi')], 16),
    { ...refused, once: true },
  ),
  state(
    'state.previous.unknown',
    'the next turn of a response that is not there',
    (context) => respond(context, 'Hi', 16, { previous_response_id: UNKNOWN }),
    { ...refused, once: true },
  ),
  state('state.unknown', 'a response that is not there', () => kept('GET', UNKNOWN), {
    ...refused,
    visible: 0,
    once: true,
  }),
  state(
    'state.background',
    'a response in the background',
    (context) => respond(context, 'Write a short poem about the sea.', 96, { background: true }),
    { visible: 96 },
  ),
  about('state.cancel', 'the same, cancelled', ['POST', 'state.background', '/cancel'], { wants: 'either' }),
  about('state.cancel.done', 'a finished response, cancelled', ['POST', 'state.first', '/cancel'], refused),
  about('state.delete', 'a response, deleted', ['DELETE', 'state.first'], { after: ['state.first', 'state.next'] }),
  about('state.deleted', 'the deleted response, fetched', ['GET', 'state.first'], {
    ...refused,
    after: ['state.first', 'state.delete'],
  }),
  state('state.deleted.next', 'the next turn of it', (context) => next(context, 'state.first'), {
    ...refused,
    after: ['state.first', 'state.delete'],
  }),
  state('state.chain', 'the turn after one whose beginning is deleted', (context) => next(context, 'state.next'), {
    after: ['state.next', 'state.delete'],
  }),
];
