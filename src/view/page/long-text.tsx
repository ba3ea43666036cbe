import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { count, visible } from './format.ts';

interface LongTextProps {
  readonly text: string;
  readonly code?: boolean;
}

/** Characters that are drawn before somebody asks for more. */
const FIRST = 20_000;

/** Text of any length, as text. */
export function LongText({ text, code = false }: LongTextProps): JSX.Element {
  const [all, setAll] = useState(false);
  const shown = all ? text : text.slice(0, FIRST);
  return (
    <>
      <pre class={code ? 'code' : 'prose'}>{visible(shown)}</pre>
      {shown.length < text.length && (
        <button type="button" onClick={() => setAll(true)}>
          Show all {count(text.length)} characters
        </button>
      )}
    </>
  );
}
