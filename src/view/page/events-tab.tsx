import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ViewedAnswer } from '../viewed-exchange.ts';
import { count, duration, visible } from './format.ts';

/** Events that are drawn at once. */
const PAGE = 300;

/** Every event of a stream, with the time since the last one. */
export function EventsTab({ answer }: { readonly answer: ViewedAnswer }): JSX.Element {
  const [shown, setShown] = useState(PAGE);
  const { events, text, timed } = answer;
  return (
    <>
      <ol class="events">
        {events.slice(0, shown).map(({ kind, ms, start, end }, at) => (
          <li key={at}>
            <span class="quiet number">{at + 1}</span>
            <span class="quiet number">{timed && duration(ms)}</span>
            <span class="quiet number">{timed && at > 0 && `+${Math.round(ms - (events[at - 1]?.ms ?? 0))}`}</span>
            <span class={`kind k-${kind}`}>{kind}</span>
            <pre>{visible(text.slice(start, end).trimEnd())}</pre>
          </li>
        ))}
      </ol>
      {shown < events.length && (
        <button type="button" onClick={() => setShown(shown + PAGE)}>
          Show more of {count(events.length)}
        </button>
      )}
    </>
  );
}
