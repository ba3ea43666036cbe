import { formatPath, type JsonPath } from './json-leaves.ts';

/** What differs from run to run without meaning anything, as messages name it. */
export type VolatileKind = 'id' | 'date' | 'uuid' | 'boundary';

/** A part of a request that stands for whatever a run puts there. */
export interface Normalized {
  /** Such as `messages[2].tool_call_id`. */
  readonly path: string;
  readonly kind: VolatileKind;
}

/** Where clients and models make ids up; `*` is any index. What is the same id stays the same. */
const ID_PATHS = new Set([
  'messages.*.tool_calls.*.id',
  'messages.*.tool_call_id',
  'input.*.call_id',
  'input.*.id',
  'input.*.approval_request_id',
]);

/** What a model is, and what its tools are, is never a matter of the moment. */
const FIXED = /^(?:model|tools|functions|response_format|text)(?:\.|$)/;

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

/** A day, and the time of day after it, as ISO 8601 and most languages write them. */
const DATE =
  /\b(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?(?:Z|[+-]\d{2}:?\d{2}|UTC|GMT)\b)?)?/g;

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const WORDED = new RegExp(`\\b(?:(?:${MONTHS}) \\d{1,2},? \\d{4}|\\d{1,2} (?:${MONTHS}) \\d{4})\\b`, 'g');

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether a day is that of the moment, in some time zone: any other date was meant. */
function isToday(day: string, moment: number): boolean {
  const at = Date.parse(/^\d{4}-/.test(day) ? `${day}T12:00:00Z` : `${day} 12:00 UTC`);
  return Math.abs(at - moment) < 1.5 * DAY_MS;
}

/** Replaces what differs from run to run, and notes it. One for each request: ids are numbered in the order in which they come. */
export interface Normalizer {
  text(path: JsonPath, text: string): string;
  readonly notes: readonly Normalized[];
}

/** @param moment when the request was sent, in Unix milliseconds; 0 where that is not known, so that no date is that of the moment */
export function createNormalizer(moment: number): Normalizer {
  const notes: Normalized[] = [];
  const numbers = new Map<string, number>();
  const numbered = (kind: VolatileKind, value: string): string => {
    const known = `${kind} ${value}`;
    const number = numbers.get(known) ?? [...numbers.keys()].filter((one) => one.startsWith(`${kind} `)).length + 1;
    numbers.set(known, number);
    return `<${kind} ${number}>`;
  };
  const date = (text: string, day: string): string => (moment > 0 && isToday(day, moment) ? '<today>' : text);
  const note = (path: JsonPath, kind: VolatileKind, before: string, after: string): string => {
    if (before !== after) notes.push({ path: formatPath(path), kind });
    return after;
  };
  return {
    notes,
    text: (path, text) => {
      const pattern = path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
      if (ID_PATHS.has(pattern)) return note(path, 'id', text, numbered('id', text));
      if (FIXED.test(pattern) || text.length < 10) return text;
      const named = note(
        path,
        'uuid',
        text,
        text.replaceAll(UUID, (uuid) => numbered('uuid', uuid.toLowerCase())),
      );
      const dated = named
        .replaceAll(DATE, (whole: string, day: string) => date(whole, day))
        .replaceAll(WORDED, (whole) => date(whole, whole));
      return note(path, 'date', named, dated);
    },
  };
}
