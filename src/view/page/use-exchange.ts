import { useEffect, useState } from 'preact/hooks';
import type { ViewedExchange, ViewedSummary } from '../viewed-exchange.ts';
import type { Api } from './api.ts';

/** An exchange that is being looked at, or why it can't be. */
export interface Loaded {
  readonly exchange?: ViewedExchange;
  readonly error?: string;
}

/** How often a running exchange is read again. */
const POLL_MS = 400;

/** Loads an exchange in full, and again whenever its row changes; while it is running, all the time. */
export function useExchange(api: Api, number: number | undefined, row: ViewedSummary | undefined): Loaded {
  const [loaded, set] = useState<Loaded>({});
  useEffect(() => set({}), [number]);
  useEffect(() => {
    if (number === undefined) return undefined;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      try {
        const exchange = await api.exchange(number);
        if (over) return;
        set({ exchange });
        if (exchange.state === 'running') timer = setTimeout(() => void load(), POLL_MS);
      } catch (error) {
        if (!over) set({ error: error instanceof Error ? error.message : String(error) });
      }
    };
    void load();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [api, number, row]);
  return loaded;
}
