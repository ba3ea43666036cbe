import type { JsonValue } from '../../contract/api-types.ts';
import type { Brief } from '../read/brief.ts';
import { createFacts } from '../values/facts.ts';
import { resolveDate } from '../values/find-dates.ts';
import { DEFAULT_NOW } from '../values/generate-value.ts';
import { splitName, stem } from '../values/tokens.ts';
import type { Place } from './fill-slot.ts';
import type { Scene } from './scene.ts';

const LINE = /^\s*(?:[-*•]\s*)?(\p{L}[^:：\n]{0,30}?)\s{0,8}[:：]\s{0,64}(\S.*)$/u;
const NOTHING = /^(?:not (?:given|known|stated|available)|n\/?a|none|unknown|nothing|-+)\.?$/i;
const TEXT_LIMIT = 300;
const UPPER = new Set(['max', 'maximum', 'to', 'end', 'upper', 'high']);

interface Labelled {
  readonly words: readonly string[];
  readonly value: string;
}

const wordsOf = (label: string): readonly string[] => splitName(label.replaceAll(/[\d%]+/g, ' ')).map(stem);

/** What stands behind labels in the material: "Due: 2025-05-03". */
const labelsIn = ({ segments }: Brief): readonly Labelled[] =>
  segments
    .filter(({ role, kind }) => kind !== 'tag' && (role === 'material' || role === 'question'))
    .flatMap(({ label, text }) => (label === '' ? text : `${label}: ${text}`).slice(0, TEXT_LIMIT * 8).split('\n'))
    .flatMap((line) => {
      const [, label, value = ''] = LINE.exec(line) ?? [];
      return label === undefined || value.length > TEXT_LIMIT ? [] : [{ words: wordsOf(label), value }];
    });

/** The label that a field means: of `due_date` sooner "Due" than "Date". */
function labelFor(name: string, labels: readonly Labelled[]): string | undefined {
  const own = splitName(name).map(stem);
  const fitting = labels.filter(({ words }) => {
    const shared = words.filter((word) => own.includes(word)).length;
    return shared > 0 && (shared === words.length || shared === own.length);
  });
  const order = ({ words }: Labelled): number => own.findIndex((word) => words.includes(word)) - 4 * words.length;
  return fitting.toSorted((a, b) => order(a) - order(b))[0]?.value;
}

/** A field whose name stands before its value in the material; `undefined` where it does not. */
export function labelledField(place: Place, { brief, acting }: Scene): JsonValue | undefined {
  const value = place.record === undefined && acting === undefined ? labelFor(place.name, labelsIn(brief)) : undefined;
  if (value === undefined || place.options !== undefined) return undefined;
  if (place.nullable && NOTHING.test(value)) return null;
  if (place.type === 'string') return resolved(place, value, brief.now);
  const numbers = createFacts(value)
    .numbers()
    .filter(({ percent }) => !percent);
  // Of a range, the end that the name speaks of.
  const at = splitName(place.name).some((word) => UPPER.has(word)) ? -1 : 0;
  return place.type === 'number' || place.type === 'integer' ? numbers.at(at)?.value : undefined;
}

function resolved({ schema }: Place, value: string, now: number = DEFAULT_NOW): string | undefined {
  const format = typeof schema === 'object' ? schema['format'] : undefined;
  return format === 'date' ? resolveDate(value, now) : format === undefined || format === 'email' ? value : undefined;
}
