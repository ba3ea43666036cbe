import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { ViewedExchange } from '../viewed-exchange.ts';
import { count, duration, visible } from './format.ts';
import { LongText } from './long-text.tsx';
import { textUpTo, timelineShape, type TimelineShape } from './timeline-shape.ts';

const WIDTH = 1000;
const LANE = 18;
const AXIS = 20;

interface ChartProps {
  readonly shape: TimelineShape;
  /** Where the moment is, from 0 to 1. */
  readonly cursor: number;
  readonly onPick: (index: number) => void;
}

/** Lanes by kind: a mark for each chunk, and long gaps behind them. */
function Chart({ shape, cursor, onPick }: ChartProps): JSX.Element {
  const { lanes, marks, gaps } = shape;
  const height = lanes.length * LANE;
  const pick = (event: MouseEvent): void => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const at = (event.clientX - box.left) / box.width;
    const nearest = marks.reduce((best, mark) => (Math.abs(mark.at - at) < Math.abs(best.at - at) ? mark : best));
    onPick(nearest.first + nearest.count - 1);
  };
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" aria-hidden="true" onClick={pick}>
      {gaps.map(({ from, to }) => (
        <rect class="gap" x={from * WIDTH} width={(to - from) * WIDTH} y={0} height={height} />
      ))}
      {lanes.map((kind, at) => (
        <line class="lane" x1={0} x2={WIDTH} y1={(at + 0.5) * LANE} y2={(at + 0.5) * LANE} key={kind} />
      ))}
      {marks.map(({ kind, at }) => (
        <rect
          class={`k-${kind}`}
          x={Math.min(WIDTH - 2, at * WIDTH)}
          width={2}
          y={lanes.indexOf(kind) * LANE + 3}
          height={LANE - 6}
        />
      ))}
      <line class="cursor" x1={cursor * WIDTH} x2={cursor * WIDTH} y1={0} y2={height} />
    </svg>
  );
}

/** When each chunk of the stream arrived, and what a client had by then. */
export function TimelineTab({ exchange }: { readonly exchange: ViewedExchange }): JSX.Element {
  const { answer, ms = 0, state } = exchange;
  const { events, timed } = answer;
  const shape = useMemo(() => timelineShape(events, timed, ms), [events, timed, ms]);
  const [moment, setMoment] = useState<number>();
  // While the stream runs, the end is where the reader wants to be.
  const index = Math.min(moment ?? events.length - 1, events.length - 1);
  const event = events[index];
  const parts = useMemo(() => textUpTo(events, index + 1), [events, index]);
  const at = shape.axis === 'time' && event ? `, ${duration(event.ms)}` : '';
  return (
    <div class="timeline">
      <div class="lanes" style={{ '--lanes': shape.lanes.length }}>
        <ul aria-hidden="true">
          {shape.lanes.map((kind) => (
            <li key={kind} class={`kind k-${kind}`}>
              {kind}
            </li>
          ))}
        </ul>
        <div class="plot">
          <Chart shape={shape} cursor={shape.place(index)} onPick={setMoment} />
          <div class="gaps" style={{ height: `${AXIS}px` }}>
            {shape.gaps.map(({ from, to, ms: long }) => (
              <span key={from} style={{ left: `${((from + to) / 2) * 100}%` }}>
                {duration(long)}
              </span>
            ))}
          </div>
          <input
            type="range"
            aria-label="Moment in the stream"
            aria-valuetext={`Event ${index + 1} of ${events.length}${at}`}
            min={0}
            max={events.length - 1}
            value={index}
            onInput={(input) => setMoment(Number(input.currentTarget.value))}
          />
          <div class="axis quiet">
            <span>{shape.axis === 'time' ? '0' : 'in order'}</span>
            <span>{shape.axis === 'time' ? duration(shape.span) : `${count(events.length)} events`}</span>
          </div>
        </div>
      </div>
      <p class="moment">
        Event {count(index + 1)} of {count(events.length)}
        {at} {event && <span class={`kind k-${event.kind}`}>{event.kind}</span>}
        {state === 'running' && ' · running'}
        {shape.axis === 'order' && (
          <span class="quiet"> {timed ? 'The stream was sent at once.' : 'The times of the events are unknown.'}</span>
        )}
      </p>
      {event && <pre class="code event">{visible(answer.text.slice(event.start, event.end).trimEnd())}</pre>}
      {[...parts].map(([slot, text]) => (
        <section key={slot} class="slot">
          <h3>{slot}</h3>
          <LongText text={text} code={slot.includes('call')} />
        </section>
      ))}
    </div>
  );
}
