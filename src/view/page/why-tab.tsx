import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ViewedSource } from '../viewed-exchange.ts';
import type { Api, ViewedExplanation } from './api.ts';
import { visible } from './format.ts';

interface WhyProps {
  readonly api: Api;
  readonly number: number;
  readonly source: ViewedSource;
}

/** Scenarios that are shown; the closest come first. */
const SHOWN = 20;

function Explained({ one, replied }: { readonly one: ViewedExplanation; readonly replied: boolean }): JSX.Element {
  const { scenario, file, points, matches, conditions } = one;
  return (
    <li class={matches ? 'matches' : ''}>
      <h3>
        {visible(scenario)} {replied && <span class="tag good">replied</span>}{' '}
        <span class="quiet">
          {matches ? 'matches' : 'no match'} · {points} points · {visible(file)}
        </span>
      </h3>
      <ul class="conditions">
        {conditions.length === 0 && <li class="good">✓ no conditions</li>}
        {conditions.map(({ label, holds, points: worth, received }) => (
          <li class={holds ? 'good' : 'bad'}>
            {holds ? '✓' : '✗'} {visible(label)} <span class="quiet">({worth})</span>
            {!holds && <span class="quiet"> {visible(received)}</span>}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Why the mock replied as it did. */
export function WhyTab({ api, number, source }: WhyProps): JSX.Element {
  const [explanations, set] = useState<readonly ViewedExplanation[]>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    void api.explain(number).then(set, (cause: unknown) => setError(String(cause)));
  }, [api, number]);
  if (error !== undefined) return <p class="bad">{error}</p>;
  if (!explanations) return <p class="quiet">Loading…</p>;
  if (explanations.length === 0)
    return <p class="quiet">No scenario was considered: there are none, or the request was rejected before.</p>;
  return (
    <>
      <p class="quiet">
        Scenarios in the order in which they match, closest first. Use counts are those of now, not of the time of the
        request.
      </p>
      <ol class="why">
        {explanations.slice(0, SHOWN).map((one) => (
          <Explained
            key={one.scenario}
            one={one}
            replied={source.kind === 'scenario' && source.name === one.scenario}
          />
        ))}
      </ol>
    </>
  );
}
