import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ViewedExchange } from '../viewed-exchange.ts';
import type { Api } from './api.ts';
import { CopyButton } from './copy-button.tsx';
import { toneOf } from './exchange-row.tsx';
import { count, duration, money, size, sourceText, STATES, time, tokens, visible } from './format.ts';

/** Facts of an exchange, by name; those that are missing are left out. */
function factsOf(exchange: ViewedExchange): ReadonlyArray<readonly [name: string, value: string | undefined]> {
  const { number, startedAt, model, session, source, faults, usage, cost, firstMs, ms, state, answer } = exchange;
  const { reasoning, cached } = usage ?? {};
  return [
    ['exchange', `#${number}${startedAt === 0 ? '' : ` at ${time(startedAt)}`}`],
    ['model', model],
    ['source', sourceText(source) || undefined],
    ['faults', faults.length > 0 ? faults.join(', ') : undefined],
    ['session', session],
    ['tokens', usage && tokens(usage)],
    ['reasoning', reasoning === undefined ? undefined : count(reasoning)],
    ['cached', cached === undefined ? undefined : count(cached)],
    ['cost', cost && money(cost)],
    ['first token', firstMs === undefined ? undefined : duration(firstMs)],
    ['total', ms === undefined ? undefined : duration(ms)],
    ['body', size(answer.size)],
    ['end', state === 'complete' ? undefined : STATES[state]],
  ];
}

/** Offers a text as a file. */
function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/yaml' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

/** Saves a scenario that gives the reply again. */
function SaveScenario({ api, number }: { readonly api: Api; readonly number: number }): JSX.Element {
  const [error, setError] = useState<string>();
  const save = async (): Promise<void> => {
    try {
      download(`exchange-${number}.yaml`, await api.scenario(number));
      setError(undefined);
    } catch (cause) {
      setError(cause instanceof Error ? cause.message : String(cause));
    }
  };
  return (
    <>
      <button type="button" onClick={() => void save()}>
        Save as scenario
      </button>
      <CopyButton label="Copy scenario" text={() => api.scenario(number)} />
      {error !== undefined && (
        <span class="bad" role="status">
          {error}
        </span>
      )}
    </>
  );
}

/** What an exchange comes to, and what can be done with it. */
export function Summary({ api, exchange }: { readonly api: Api; readonly exchange: ViewedExchange }): JSX.Element {
  const { method, path, status, error, hint, number, state, detail, omitted } = exchange;
  return (
    <div class="summary">
      <h2>
        <span class={`tone-${toneOf(exchange)}`}>{status === 0 ? (state === 'running' ? '…' : '–') : status}</span>{' '}
        {method} {visible(path)}
      </h2>
      {error !== undefined && <p class="bad">{visible(error)}</p>}
      {hint !== undefined && <p>{visible(hint)}</p>}
      {detail !== undefined && <p class="quiet">{visible(detail)}</p>}
      {omitted !== undefined && <p class="quiet">{size(omitted)} of the bodies were not kept.</p>}
      <dl class="facts">
        {factsOf(exchange).map(
          ([name, value]) =>
            value !== undefined && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{visible(value)}</dd>
              </div>
            ),
        )}
      </dl>
      <div class="actions">
        <SaveScenario api={api} number={number} />
        <CopyButton label="Copy curl" text={() => exchange.request.curl} />
      </div>
    </div>
  );
}
