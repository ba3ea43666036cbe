import type { JsonValue } from '../../contract/api-types.ts';
import { capitalise, joinWords } from './english.ts';
import { namedValues } from './result-values.ts';
import { scalarOf } from './tool-result-subject.ts';
import type { Voice } from './voice.ts';

type JsonRecord = { readonly [key: string]: JsonValue };

function degrees(record: JsonRecord): string | undefined {
  const value = scalarOf(
    record,
    'temperature',
    'temp',
    'temperature_c',
    'temp_c',
    'temperature_f',
    'temp_f',
    'degrees',
  );
  if (value === undefined || /[°a-z]/i.test(value)) return value;
  const unit = (
    scalarOf(record, 'unit', 'units', 'temperature_unit', 'scale') ??
    ('temperature_f' in record || 'temp_f' in record ? 'F' : 'temperature_c' in record || 'temp_c' in record ? 'C' : '')
  ).toLowerCase();
  if (unit.startsWith('f') || unit === '°f' || unit === 'imperial') return `${value}°F`;
  return unit.startsWith('c') || unit === '°c' || unit === 'metric' ? `${value}°C` : `${value} degrees`;
}

const WEATHER_KEYS = new Set([
  'temperature',
  'temp',
  'temperature_c',
  'temp_c',
  'temperature_f',
  'temp_f',
  'degrees',
  'unit',
  'units',
  'temperature_unit',
  'scale',
  'condition',
  'conditions',
  'weather',
  'forecast',
  'sky',
  'location',
  'city',
  'place',
]);

/** A sentence on the weather, where a result holds it. */
export function weather(record: JsonRecord, place: string | undefined, voice: Voice): string | undefined {
  const warmth = degrees(record);
  const sky = scalarOf(record, 'condition', 'conditions', 'weather', 'forecast', 'sky');
  if (warmth === undefined || (sky === undefined && place === undefined)) return undefined;
  const where = place === undefined ? '' : ` in ${place}`;
  const rest = namedValues(
    Object.fromEntries(Object.entries(record).filter(([key]) => !WEATHER_KEYS.has(key))) as JsonValue,
  );
  const more =
    rest.length === 0 ? '' : ` ${capitalise(joinWords(rest.map(({ name, value }) => `${name}: ${value}`)))}.`;
  if (sky === undefined)
    return (
      voice.say(['The temperature{where} is [currently|now] {warmth}.', "It's currently {warmth}{where}."], {
        where,
        warmth,
      }) + more
    );
  return (
    voice.say(
      [
        "It's currently {sky}{where} with a temperature of {warmth}.",
        "[Right now it's|At the moment it's] {sky}{where}, with a temperature of {warmth}.",
        'The weather{where} is {sky}, and the temperature is {warmth}.',
      ],
      { sky, where, warmth },
    ) + more
  );
}
