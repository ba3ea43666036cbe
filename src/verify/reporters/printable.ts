/** Control characters but line ends, what turns the direction of writing, and line ends that terminals do not know. */
const UNSEEN = /[^\P{Cc}\n]|[\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;
/** What a runner may trim before it looks for a command, and some more. Without `m`, so that each line is looked at once. */
const COMMAND = /^[\s\p{Z}\p{C}]*(?=::)/u;
/** Commands of GitHub's (`##[`) and Azure's (`##vso[`) runners, which look for them anywhere in a line. */
const BRACKET_COMMAND = /##\w{0,20}(?=\[)/g;

/**
 * Makes external text, such as an endpoint's, safe to print: it can't control a terminal or the CI runner
 * that reads the log. Control characters become visible ones, and a backslash breaks what a runner would obey. Line ends stay.
 *
 * What it does is done already when it is done again.
 *
 * @example
 * printable('\u001B[2J\n  ::error::x'); // '\uFFFD[2J\n  \\::error::x'
 */
export const printable = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(UNSEEN, '\uFFFD')
    .replaceAll(BRACKET_COMMAND, '$&\\')
    .split('\n')
    .map((line) => line.replace(COMMAND, '$&\\'))
    .join('\n');

/** The same for what has to be one line: a name, an address, an entry of a log. */
export const printableLine = (text: string): string => printable(text.replaceAll('\n', '\uFFFD'));

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The same as {@link printable} for data: as JSON, in which nothing is lost, since what is not printable can be escaped. */
export const printableJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent)
    .replaceAll(UNSEEN, escaped)
    .replaceAll(/(?<=##\w{0,20})\[/g, escaped);
