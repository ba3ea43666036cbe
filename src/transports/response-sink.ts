import type { ServerResponse } from 'node:http';
import type { Sink } from './player.ts';
import { inTurn } from './turns.ts';

/** Where an answer of several frames is written to; its head must be sent already. */
export function responseSink(response: ServerResponse): Sink {
  return {
    write: (bytes) => response.write(bytes),
    // Many clients may come to read at once.
    drained: (resume) => response.once('drain', () => inTurn(resume)),
    end: () => response.end(),
    reset: () => {
      const { socket } = response;
      // Node holds what is written within a tick together; what was said before the cut must go out before it.
      socket?.uncork();
      socket?.resetAndDestroy();
    },
  };
}
