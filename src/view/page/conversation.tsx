import type { JSX } from 'preact';
import type { ViewedExchange, ViewedPart, ViewedTurn } from '../viewed-exchange.ts';
import { LongText } from './long-text.tsx';
import { pretty } from './format.ts';

const LABELS: Readonly<Record<ViewedPart['kind'], string>> = {
  text: '',
  reasoning: 'reasoning',
  refusal: 'refusal',
  call: 'calls',
  result: 'result',
  data: '',
};

function Part({ part }: { readonly part: ViewedPart }): JSX.Element {
  const { kind, text, name } = part;
  const label = [LABELS[kind], name].filter(Boolean).join(' ');
  const isCode = kind === 'call' || kind === 'result';
  return (
    <div class={`part ${kind}`}>
      {label !== '' && <div class="label">{label}</div>}
      <LongText text={isCode ? pretty(text) : text} code={isCode} />
    </div>
  );
}

function Turn({ turn }: { readonly turn: ViewedTurn }): JSX.Element {
  const { role, parts, finish, answer } = turn;
  return (
    <article class={`turn ${answer ? 'answer' : ''}`}>
      <h3>
        {role}
        {finish !== undefined && <span class="quiet"> · {finish}</span>}
      </h3>
      {parts.length === 0 && <p class="quiet">(empty)</p>}
      {parts.map((part, at) => (
        <Part key={at} part={part} />
      ))}
    </article>
  );
}

/** Request and response as a conversation. What holds none is shown as JSON. */
export function Conversation({ exchange }: { readonly exchange: ViewedExchange }): JSX.Element {
  const { turns, request, answer } = exchange;
  const answered = turns.some((turn) => turn.answer);
  return (
    <div class="conversation">
      {turns.length === 0 && request.text !== '' && <LongText text={pretty(request.text)} code />}
      {turns.map((turn, at) => (
        <Turn key={at} turn={turn} />
      ))}
      {!answered && answer.text !== '' && (
        <article class="turn answer">
          <h3>response</h3>
          <LongText text={pretty(answer.text)} code />
        </article>
      )}
    </div>
  );
}
