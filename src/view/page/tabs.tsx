import type { JSX } from 'preact';

export interface Tab {
  readonly id: string;
  readonly name: string;
  /** Shown beside the name. */
  readonly count?: number;
  readonly show: () => JSX.Element;
}

interface TabsProps {
  readonly tabs: readonly Tab[];
  /** The first tab is shown where this one is missing. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Tabs as ARIA describes them: arrow keys move between them. */
export function Tabs({ tabs, chosen, onChoose }: TabsProps): JSX.Element {
  const current = tabs.find(({ id }) => id === chosen) ?? tabs[0];
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined || !current) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(current) + step + tabs.length) % tabs.length];
    if (!next) return;
    onChoose(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label="Views of the exchange" onKeyDown={onKeyDown}>
        {tabs.map(({ id, name, count }) => (
          <button
            type="button"
            key={id}
            id={`tab-${id}`}
            role="tab"
            aria-selected={id === current?.id}
            aria-controls="panel"
            tabIndex={id === current?.id ? 0 : -1}
            onClick={() => onChoose(id)}
          >
            {name}
            {count !== undefined && <span class="quiet"> {count}</span>}
          </button>
        ))}
      </div>
      <div id="panel" role="tabpanel" aria-labelledby={`tab-${current?.id}`} tabIndex={0}>
        {current?.show()}
      </div>
    </>
  );
}
