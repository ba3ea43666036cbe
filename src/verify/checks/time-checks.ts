import { reasonsByDefault } from '../../contract/models.ts';
import type { Check, Judgement } from './check.ts';
import { evidenceCheck, exchangeCheck, findingOf, skipped, type Flaw } from './define-check.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { hasCalls, isOver, isStream, isWhole } from '../evidence/predicates.ts';

/** Milliseconds that clients wait for the next byte of a stream before they give up; the shortest default that is common. */
const IDLE_MS = 30_000;
/** An answer that took less long cannot show whether it was held back: all of it may have been made at once. */
const SHOWS_MS = 1500;
/** Chunks that make an answer long enough to be seen coming. */
const SHOWS_CHUNKS = 30;
/** Share of the time after which what was held back begins to come. */
const LATE = 0.2;
/** Milliseconds a chunk that no model writes as fast as. */
const WRITING_MS = 3;

/**
 * A stream that was held back comes late, and then all at once: far faster than it can have been written, with many chunks to a read. A
 * model that thinks for long and then writes fast comes late as well, yet chunk by chunk. A proxy that holds back blocks sends a
 * handful of them.
 */
function buffered(seen: ParsedExchange): Flaw[] | undefined {
  const { readings, end, timed } = seen.observation;
  const [first, last] = [readings[0], readings.at(-1)];
  const chunks = seen.chunks.length;
  if (!isStream(seen) || !isWhole(seen) || timed === false || !first || !last || !end) return undefined;
  if (end.ms < SHOWS_MS || chunks < SHOWS_CHUNKS) return undefined;
  const spread = last.ms - first.ms;
  const atOnce = spread < chunks * WRITING_MS && readings.length * 3 <= chunks;
  const inBlocks = readings.length * 8 <= chunks;
  if (first.ms < end.ms * LATE || !(atOnce || inBlocks)) return [];
  const received = `${chunks} chunks in ${readings.length} reads, the first after ${Math.round(first.ms)} of ${Math.round(end.ms)} ms`;
  return [{ expected: 'events as they are generated', received }];
}

function idle(seen: ParsedExchange): Flaw[] | undefined {
  const { readings, end, timed } = seen.observation;
  if (!isStream(seen) || timed === false || !end) return undefined;
  // sse.close reports complete streams that stay open.
  if (end.how === 'timeout' && !isOver(seen)) {
    const since = end.ms - (readings.at(-1)?.ms ?? 0);
    return [{ expected: 'the rest of the response', received: `nothing for ${Math.round(since)} ms` }];
  }
  const gap = readings.slice(1).findIndex(({ ms }, index) => ms - (readings[index]?.ms ?? 0) > IDLE_MS);
  return gap < 0 ? [] : [{ expected: `a byte within ${IDLE_MS} ms`, received: 'a longer pause' }];
}

/** When the first delta that says something came. */
function firstToken(seen: ParsedExchange): number | undefined {
  const said = seen.chunks.find(({ chunk }) =>
    /"(?:content|reasoning_content|reasoning|arguments|refusal|delta)":"[^"]/.test(JSON.stringify(chunk)),
  );
  const event = said === undefined ? undefined : seen.sse?.events[said.event];
  return event === undefined ? undefined : seen.msAt(event.offset);
}

/** Milliseconds to the first token after which users notice the wait. */
const PATIENCE_MS = 2500;

function tellFirstTokens(evidence: Evidence): Judgement {
  const streams = evidence.all.filter((seen) => isStream(seen) && seen.observation.timed !== false);
  const firsts = streams
    .flatMap((seen) => {
      const ms = firstToken(seen);
      return ms === undefined ? [] : [{ seen, ms }];
    })
    .toSorted((a, b) => a.ms - b.ms);
  const middle = firsts[Math.floor(firsts.length / 2)];
  if (middle === undefined) return skipped('not-observed');
  const [median, times] = [middle.ms, firsts.map(({ ms }) => ms)];
  const note = `${Math.round(median)} ms in the middle of ${times.length} streams, ${Math.round(times.at(-1) ?? 0)} ms at most`;
  // A model that thinks first may take its time.
  if (median <= PATIENCE_MS || reasonsByDefault(evidence.info)) return { kind: 'judged', findings: [], note };
  const flaw = { expected: `the first token within ${PATIENCE_MS} ms`, received: `${Math.round(median)} ms` };
  return { kind: 'judged', findings: [findingOf(evidence, 'time.first-token', middle.seen, flaw)], note };
}

/** Checks of when bytes came. */
export const timeChecks: readonly Check[] = [
  exchangeCheck(
    {
      id: 'time.buffered',
      class: 'timing',
      fix: 'Turn off buffering and compression in every proxy (X-Accel-Buffering: no).',
    },
    (seen) => (hasCalls(seen) ? undefined : buffered(seen)),
  ),
  exchangeCheck(
    { id: 'time.idle', class: 'timing', fix: 'End stalled streams, or send comments in the meantime.' },
    idle,
  ),
  evidenceCheck({ id: 'time.first-token', class: 'timing', fix: 'No action needed; this is a fact.' }, tellFirstTokens),
];
