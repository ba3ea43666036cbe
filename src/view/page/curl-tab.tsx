import type { JSX } from 'preact';
import { CopyButton } from './copy-button.tsx';
import { LongText } from './long-text.tsx';

/** A command that sends the request again. */
export function CurlTab({ curl }: { readonly curl: string }): JSX.Element {
  return (
    <section class="message">
      <h3>
        Send the request again <CopyButton label="Copy" text={() => curl} />
      </h3>
      <LongText text={curl} code />
    </section>
  );
}
