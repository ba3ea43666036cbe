import type { JSX } from 'preact';
import { Dialog } from './dialog.tsx';
import { FILTER_FIELDS, FILTER_KINDS } from './filter.ts';

const KEYS: ReadonlyArray<readonly [keys: string, effect: string]> = [
  ['j k ↓ ↑', 'next and previous exchange'],
  ['Enter', 'go to the details'],
  ['← →', 'next and previous tab; step through the timeline'],
  ['/', 'filter'],
  ['f', 'inject a fault'],
  ['Esc', 'close the details, clear the filter'],
];

/** Keys, and what the filter understands. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  return (
    <Dialog title="Help" onClose={onClose}>
      <dl class="keys">
        {KEYS.map(([keys, effect]) => (
          <>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{effect}</dd>
          </>
        ))}
      </dl>
      <h3>Filter</h3>
      <p>
        All words have to match. <code>-word</code> excludes, <code>"two words"</code> keeps them together.
      </p>
      <p>
        Fields:{' '}
        {FILTER_FIELDS.map((field) => (
          <code>{field}: </code>
        ))}
        <br />
        Kinds:{' '}
        {FILTER_KINDS.map((kind) => (
          <code>is:{kind} </code>
        ))}
      </p>
    </Dialog>
  );
}
