import type { JSX } from 'preact';
import type { ViewedExchange, ViewedHeaders } from '../viewed-exchange.ts';
import { CopyButton } from './copy-button.tsx';
import { size } from './format.ts';
import { LongText } from './long-text.tsx';

const lines = (headers: ViewedHeaders): string => headers.map(([name, value]) => `${name}: ${value}\n`).join('');

interface MessageProps {
  readonly title: string;
  readonly head: string;
  readonly body: string;
  readonly size: number;
}

function Message({ title, head, body, size: bytes }: MessageProps): JSX.Element {
  return (
    <section class="message">
      <h3>
        {title} <span class="quiet">{size(bytes)}</span> <CopyButton label="Copy body" text={() => body} />
      </h3>
      <LongText text={head} code />
      <LongText text={body} code />
    </section>
  );
}

/** Request and response as they were sent. */
export function RawTab({ exchange }: { readonly exchange: ViewedExchange }): JSX.Element {
  const { method, request, answer, status } = exchange;
  const path = URL.canParse(request.url) ? request.url.slice(new URL(request.url).origin.length) : request.url;
  const head = status === 0 ? '' : `HTTP/${answer.httpVersion} ${status} ${answer.reason}`.trimEnd();
  return (
    <>
      {answer.lossy && <p class="quiet">The body isn't valid UTF-8: � stands for bytes that can't be shown.</p>}
      <Message
        title="Request"
        head={`${method} ${path} HTTP/1.1\n${lines(request.headers)}`}
        body={request.text}
        size={request.size}
      />
      <Message title="Response" head={`${head}\n${lines(answer.headers)}`} body={answer.text} size={answer.size} />
    </>
  );
}
