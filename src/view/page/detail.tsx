import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ViewedExchange } from '../viewed-exchange.ts';
import type { Api } from './api.ts';
import { Conversation } from './conversation.tsx';
import { CurlTab } from './curl-tab.tsx';
import { EventsTab } from './events-tab.tsx';
import { FindingsTab } from './findings-tab.tsx';
import { RawTab } from './raw-tab.tsx';
import { Summary } from './summary.tsx';
import { Tabs, type Tab } from './tabs.tsx';
import { TimelineTab } from './timeline-tab.tsx';
import type { Loaded } from './use-exchange.ts';
import { WhyTab } from './why-tab.tsx';

interface DetailProps {
  readonly api: Api;
  readonly loaded: Loaded;
  /** Whether a mock is running. */
  readonly explains: boolean;
  readonly onClose: () => void;
}

/** The tab that was looked at last is the one that the next exchange opens with. */
let lastTab = 'conversation';

function tabsOf(exchange: ViewedExchange, api: Api, explains: boolean): Tab[] {
  const { answer, found, number } = exchange;
  const events = answer.events.length > 0;
  return [
    { id: 'conversation', name: 'Conversation', show: () => <Conversation exchange={exchange} /> },
    ...(events
      ? [
          { id: 'timeline', name: 'Timeline', show: () => <TimelineTab exchange={exchange} /> },
          { id: 'events', name: 'Events', count: answer.events.length, show: () => <EventsTab answer={answer} /> },
        ]
      : []),
    { id: 'raw', name: 'Raw', show: () => <RawTab exchange={exchange} /> },
    { id: 'curl', name: 'curl', show: () => <CurlTab curl={exchange.request.curl} /> },
    ...(found.length > 0
      ? [{ id: 'findings', name: 'Findings', count: found.length, show: () => <FindingsTab found={found} /> }]
      : []),
    ...(explains
      ? [{ id: 'why', name: 'Why', show: () => <WhyTab api={api} number={number} source={exchange.source} /> }]
      : []),
  ];
}

/** One exchange, from all sides. */
export function Detail({ api, loaded, explains, onClose }: DetailProps): JSX.Element {
  const [tab, setTab] = useState(lastTab);
  const { exchange, error } = loaded;
  const choose = (id: string): void => {
    lastTab = id;
    setTab(id);
  };
  return (
    <section class="detail" aria-label="Exchange">
      <button type="button" class="close" aria-label="Close the details" onClick={onClose}>
        ✕
      </button>
      {error !== undefined && <p class="empty bad">{error}</p>}
      {exchange && (
        <>
          <Summary api={api} exchange={exchange} />
          <Tabs tabs={tabsOf(exchange, api, explains)} chosen={tab} onChoose={choose} />
        </>
      )}
    </section>
  );
}
