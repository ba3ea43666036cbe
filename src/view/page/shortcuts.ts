import { useEffect, useRef } from 'preact/hooks';

/** What keys do. */
export interface Shortcuts {
  readonly down: () => void;
  readonly up: () => void;
  readonly search: () => void;
  readonly back: () => void;
  readonly faults: () => void;
  readonly help: () => void;
}

const KEYS: Readonly<Record<string, keyof Shortcuts>> = {
  j: 'down',
  k: 'up',
  '/': 'search',
  f: 'faults',
  '?': 'help',
  Escape: 'back',
};

/** Where keys mean what they usually do. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, select, textarea, dialog') !== null;

/** Binds keys of the whole page; fields and dialogs keep theirs. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const now = useRef(shortcuts);
  now.current = shortcuts;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const action = KEYS[event.key];
      if (!action || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      now.current[action]();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
