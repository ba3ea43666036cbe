/** A run of one character that was left out of a text. */
export interface Padding {
  /** UTF-16 units before it. */
  readonly at: number;
  readonly character: string;
  readonly length: number;
}

/** Shorter runs are nothing to save, and may mean something. */
const LEAST = 4096;

/** Where the first long run of one character begins and ends. */
function firstRun(text: string): readonly [start: number, end: number] | undefined {
  let start = 0;
  for (let at = 1; at <= text.length; at++) {
    if (at < text.length && text.charCodeAt(at) === text.charCodeAt(start)) continue;
    if (at - start >= LEAST) return [start, at];
    start = at;
  }
  return undefined;
}

/** A text without the first long run of one character: a probe sends megabytes of padding to see a body refused for its size. */
export function withoutPadding(text: string): { readonly text: string; readonly padding?: Padding } {
  const run = firstRun(text);
  if (!run) return { text };
  const [start, end] = run;
  const padding = { at: start, character: text.charAt(start), length: end - start };
  return { text: text.slice(0, start) + text.slice(end), padding };
}

/** The whole text again. */
export const withPadding = (text: string, { at, character, length }: Padding): string =>
  text.slice(0, at) + character.repeat(Math.min(length, MAX_LENGTH)) + text.slice(at);

/** An external file must not fill the memory. */
const MAX_LENGTH = 64 * 1024 * 1024;
