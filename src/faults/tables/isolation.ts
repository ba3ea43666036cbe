import { transformAnswer } from '../transforms/edit-answer.ts';
import { messagesOf, textOf } from '../transforms/edit-messages.ts';
import { mapSaid } from '../transforms/edit-said.ts';
import type { Fault } from '../fault.ts';
import type { Exchange, Frame } from '../../wire/exchange.ts';
import { statusError } from './status.ts';

const LEFT = 'left';
const STAYED = 'stayed';

/** The frames of an exchange, reporting a client that disconnects before the last one. */
function watched(frames: Iterable<Frame>, left: () => void): Iterable<Frame> {
  function* walk(): Generator<Frame> {
    let complete = false;
    try {
      yield* frames;
      complete = true;
    } finally {
      if (!complete) left();
    }
  }
  return { [Symbol.iterator]: walk };
}

/** Requests that see something of each other. */
export const isolationFaults: readonly Fault[] = [
  {
    name: 'http.cross-talk',
    title: 'A response ends with the question of another request.',
    harm: 'silent',
    breaks: ['http.isolation'],
    mayBreak: [
      'usage.completion.matches',
      'json.object',
      'json.schema',
      'json.stream',
      'stream.equals-plain',
      'param.limit',
      'param.limit.names',
      'param.stop',
    ],
    seen: 'assumed',
    plan: transformAnswer((plan, { request, remember }) => {
      const asked = messagesOf(request.body).findLast(({ role }) => role === 'user');
      const input = request.body?.['input'];
      const other = remember(asked ? textOf(asked) : typeof input === 'string' ? input : '');
      if (other === undefined || other === '') return plan;
      return { ...plan, events: mapSaid(plan.events, (text) => `${text} ${other}`) };
    }),
  },
  {
    name: 'http.abort-poisons',
    title: 'The request after a canceled stream fails.',
    harm: 'costly',
    breaks: ['http.abort'],
    seen: 'assumed',
    wire: (exchange, { remember }): Exchange => {
      if (remember(STAYED) !== LEFT)
        return { ...exchange, frames: watched(exchange.frames, () => void remember(LEFT)) };
      const { status, error } = statusError(500);
      const bytes = JSON.stringify({ error });
      return { status, headers: [['content-type', 'application/json']], frames: [{ wait: 0, bytes }], end: 'close' };
    },
  },
];
