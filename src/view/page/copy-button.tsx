import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

interface CopyProps {
  readonly label: string;
  readonly text: () => string | Promise<string>;
}

/** How long the outcome stands on the button. */
const SHOWN_MS = 1500;

/** Copies a text to the clipboard. */
export function CopyButton({ label, text }: CopyProps): JSX.Element {
  const [outcome, setOutcome] = useState<string>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(await text());
      setOutcome('Copied');
    } catch (error) {
      setOutcome(error instanceof Error ? error.message : 'Could not copy');
    }
    setTimeout(() => setOutcome(undefined), SHOWN_MS);
  };
  return (
    <button type="button" onClick={() => void copy()}>
      {outcome ?? label}
    </button>
  );
}
