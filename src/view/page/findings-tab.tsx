import type { JSX } from 'preact';
import type { ViewedFinding } from '../viewed-exchange.ts';
import { visible } from './format.ts';

/** Violations of the contract. */
export function FindingsTab({ found }: { readonly found: readonly ViewedFinding[] }): JSX.Element {
  return (
    <ul class="findings">
      {found.map(({ requirement, level, place, expected, received }, at) => (
        <li key={at}>
          <h3>
            <code>{requirement}</code> <span class="quiet">{level}</span>
          </h3>
          <dl>
            <dt>where</dt>
            <dd>{visible(place)}</dd>
            <dt>expected</dt>
            <dd>{visible(expected)}</dd>
            <dt>received</dt>
            <dd>{visible(received)}</dd>
          </dl>
          <p class="quiet">
            <code>starmock explain {requirement}</code>
          </p>
        </li>
      ))}
    </ul>
  );
}
