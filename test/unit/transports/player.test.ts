import { describe, expect, test } from 'vitest';
import { playExchange, playFrames, type PlayReport, type Sink } from '../../../src/transports/player.ts';
import type { Exchange, Frame, LiveListener } from '../../../src/wire/exchange.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

interface Stage {
  readonly clock: VirtualClock;
  readonly log: string[];
  readonly reports: PlayReport[];
  readonly play: ReturnType<typeof playFrames>;
  /** The receiver can take more. */
  drain(): void;
}

function stage(frames: Iterable<Frame>, end: Exchange['end'] = 'close', room = Infinity): Stage {
  const clock = createVirtualClock();
  const log: string[] = [];
  const reports: PlayReport[] = [];
  let left = room;
  let waiting: (() => void) | undefined;
  const sink: Sink = {
    write: (bytes) => {
      log.push(`${clock.now()} ${String(bytes)}`);
      left--;
      return left > 0;
    },
    drained: (resume) => {
      waiting = resume;
    },
    end: () => log.push(`${clock.now()} end`),
    reset: () => log.push(`${clock.now()} reset`),
  };
  const play = playFrames({ status: 200, headers: [], frames, end }, sink, clock, (report) => reports.push(report));
  const drain = (): void => {
    left = room;
    waiting?.();
  };
  return { clock, log, reports, play, drain };
}

describe('playFrames', () => {
  test('spends waits against absolute deadlines', () => {
    const { clock, log } = stage([
      { wait: 10, bytes: 'a' },
      { wait: 20, bytes: 'b' },
    ]);
    clock.advance(100);
    expect(log).toEqual(['10 a', '30 b', '30 end']);
  });

  test('joins frames that have no wait between them', () => {
    expect(
      stage([
        { wait: 0, bytes: 'a' },
        { wait: 0, bytes: 'b' },
      ]).log,
    ).toEqual(['0 ab', '0 end']);
  });

  test('leaves frames of bytes as they are', () => {
    const bytes = new Uint8Array([1, 2]);
    expect(
      stage([
        { wait: 0, bytes },
        { wait: 0, bytes: 'b' },
      ]).log,
    ).toEqual(['0 1,2', '0 b', '0 end']);
  });

  test('encodes nothing ahead of a receiver that is behind', () => {
    let made = 0;
    function* frames(): Generator<Frame> {
      for (; made < 100; made++) yield { wait: 1, bytes: 'x' };
    }
    const { clock, log, drain } = stage(frames(), 'close', 3);
    clock.advance(50);
    expect(log).toHaveLength(3);
    expect(made).toBeLessThanOrEqual(4);
    drain();
    clock.advance(50);
    expect(log.length).toBeGreaterThan(3);
  });

  test('stops all work when the receiver goes away', () => {
    const { clock, log, play, reports } = stage([
      { wait: 10, bytes: 'a' },
      { wait: 10, bytes: 'b' },
    ]);
    clock.advance(10);
    play.abort();
    expect(clock.pending).toBe(0);
    clock.advance(100);
    expect(log).toEqual(['10 a']);
    expect(reports).toEqual([{ outcome: 'aborted' }]);
  });

  test('cuts the connection, or leaves it open, when the exchange says so', () => {
    expect(stage([{ wait: 0, bytes: 'a' }], 'reset').log).toEqual(['0 a', '0 reset']);
    const hanging = stage([{ wait: 0, bytes: 'a' }], 'hang');
    expect(hanging.log).toEqual(['0 a']);
    expect(hanging.reports).toEqual([]);
  });
});

describe('playExchange', () => {
  function liveStage() {
    const log: string[] = [];
    const sink: Sink = {
      write: (bytes) => {
        log.push(String(bytes));
        return true;
      },
      drained: () => log.push('drained'),
      end: () => log.push('end'),
      reset: () => log.push('reset'),
    };
    let listener: LiveListener | undefined;
    const live = {
      play: (given: LiveListener) => {
        listener = given;
        given.frame('first');
        return () => log.push('gone');
      },
    };
    const exchange: Exchange = { status: 200, headers: [], frames: [], end: 'hang', live };
    const play = playExchange(exchange, sink, createVirtualClock(), ({ outcome }) => log.push(outcome));
    if (!listener) throw new Error('nobody listens');
    return { log, play, listener };
  }

  test('writes live frames as they come, and ends with them', () => {
    const { log, listener, play } = liveStage();
    listener.frame('second');
    listener.end('close');
    play.abort();
    expect(log).toEqual(['first', 'second', 'complete', 'end']);
  });

  test('cuts a live exchange off', () => {
    const { log, listener } = liveStage();
    listener.end('reset');
    expect(log).toEqual(['first', 'reset', 'reset']);
  });

  test('tells whoever sends live frames that the receiver is gone, and writes no more', () => {
    const { log, listener, play } = liveStage();
    listener.end('hang');
    play.abort();
    play.abort();
    listener.frame('late');
    expect(log).toEqual(['first', 'aborted', 'gone']);
  });

  test('plays frames that are known beforehand as ever', () => {
    const log: string[] = [];
    const sink: Sink = {
      write: (bytes) => log.push(String(bytes)) > 0,
      drained: () => 0,
      end: () => log.push('end'),
      reset: () => 0,
    };
    playExchange(
      { status: 200, headers: [], frames: [{ wait: 0, bytes: 'a' }], end: 'close' },
      sink,
      createVirtualClock(),
    );
    expect(log).toEqual(['a', 'end']);
  });
});
