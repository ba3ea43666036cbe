import type { Observation } from '../observation.ts';
import { HIDDEN_MARK, KEY_MARK } from '../redaction/redaction-marks.ts';
import { leavesOf } from './json-leaves.ts';
import { bodyOf } from './recorded-answer.ts';

type Headers = ReadonlyArray<readonly [name: string, value: string]>;

const decoder = new TextDecoder();

const changedHeaders = (side: string, before: Headers, after: Headers): string[] =>
  before.flatMap(([name, value], index) =>
    after[index]?.[1] === value ? [] : [`${side} header ${name.toLowerCase()}`],
  );

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const countOf = (text: string, mark: string): number => text.split(mark).length - 1;

/** How many marks a text has more than another one. */
const marksIn = (before: string, after: string): number =>
  [KEY_MARK, HIDDEN_MARK].reduce((sum, mark) => sum + countOf(after, mark) - countOf(before, mark), 0);

/** By path where the body is JSON, and by number where it is not. */
function changedBody(side: string, before: Uint8Array, after: Uint8Array): string[] {
  if (before.length === after.length && before.every((byte, at) => byte === after[at])) return [];
  const [old, text] = [decoder.decode(before), decoder.decode(after)];
  const [value, redacted] = [parsed(old), parsed(text)];
  if (value !== undefined && redacted !== undefined) {
    const leaves = leavesOf(value);
    const paths = [...leavesOf(redacted)].filter(
      ([path, leaf]) => leaves.get(path) !== leaf && typeof leaf === 'string',
    );
    return paths.map(([path]) => `${side} body ${path}`);
  }
  const places = Math.max(1, marksIn(old, text));
  return [`${side} body, ${places === 1 ? 'one place' : `${places} places`}`];
}

/** What was redacted of an exchange, and where; nothing of what it was. */
export function redactionReport(before: Observation, after: Observation): string[] {
  return [
    ...(before.request.url === after.request.url ? [] : ['request URL']),
    ...changedHeaders('request', before.request.headers, after.request.headers),
    ...changedBody('request', before.request.body, after.request.body),
    ...changedHeaders('response', before.head?.headers ?? [], after.head?.headers ?? []),
    ...changedBody('response', bodyOf(before), bodyOf(after)),
  ];
}
