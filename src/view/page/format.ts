import type { ViewedCost, ViewedSource, ViewedState, ViewedUsage } from '../viewed-exchange.ts';

/** A duration in the unit that reads best. */
export function duration(ms: number): string {
  if (ms < 1) return '<1 ms';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** A number of bytes in the unit that reads best. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export const count = (value: number): string => value.toLocaleString('en');

export const counted = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

/** The time of day. */
export const time = (at: number): string => (at === 0 ? '' : new Date(at).toLocaleTimeString('en-GB'));

/** Tokens of the prompt and of the completion. */
export function tokens({ prompt, completion }: ViewedUsage): string {
  return `${prompt === undefined ? '?' : count(prompt)} → ${completion === undefined ? '0' : count(completion)}`;
}

/** Small amounts need more digits. */
export function money({ amount, currency }: ViewedCost): string {
  const digits = amount >= 1 ? 2 : amount >= 0.01 ? 4 : 6;
  const options = {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: digits,
  } as const;
  try {
    return new Intl.NumberFormat('en', options).format(amount);
  } catch {
    // A profile of one's own may have any currency.
    return `${amount.toFixed(digits)} ${currency}`;
  }
}

const SOURCES: Readonly<Record<ViewedSource['kind'], string>> = {
  scenario: 'scenario',
  cassette: 'cassette',
  generated: 'generated',
  unmatched: 'no scenario matched',
  missed: 'no recording matched',
  upstream: 'upstream',
  recorded: 'recorded',
  none: '',
};

export const sourceText = ({ kind, name }: ViewedSource): string => name ?? SOURCES[kind];

/** How an exchange ended, if it isn't the usual way. */
export const STATES: Readonly<Record<ViewedState, string>> = {
  running: 'running',
  complete: 'complete',
  left: 'client disconnected',
  closed: 'closed early',
  reset: 'connection reset',
  timeout: 'timed out',
  limit: 'too large to record',
  malformed: 'not HTTP',
  failed: 'no connection',
};

const CONTROL = /(?![\t\n])\p{Cc}/gu;
/** Characters that turn the direction of what follows, or take no room. */
const HIDDEN = /[\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g;

const named = (char: string): string => `<U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`;

/** Text whose invisible characters are shown, so that bytes can't pass for others. */
export const visible = (text: string): string =>
  text
    .replaceAll(CONTROL, (char) => (char < ' ' ? String.fromCharCode(0x2400 + char.charCodeAt(0)) : named(char)))
    .replaceAll(HIDDEN, named);

/** JSON with line breaks; any other text as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
