import type { Option } from 'commander';

/** What an option takes, as its definition tells. */
export type OptionKind = 'flag' | 'value' | 'optional' | 'list' | 'map';

export function kindOf(option: Option): OptionKind {
  if (option.negate || option.isBoolean()) return 'flag';
  if (option.optional) return 'optional';
  const usual: unknown = option.defaultValue;
  if (option.variadic || Array.isArray(usual)) return 'list';
  return typeof usual === 'object' && usual !== null ? 'map' : 'value';
}

/** What stands behind an option on the command line, once for each time it is given; a flag has no text. */
export type OptionTexts = readonly string[] | boolean;

const EXPECTED: Readonly<Record<OptionKind, string>> = {
  flag: 'true or false',
  value: 'a string or a number',
  optional: 'a string or true',
  list: 'a list of strings',
  map: 'an object of strings or numbers, or a list such as ["name=value"]',
};

/** What the kind of an option takes, for messages. */
export const expectedOf = (option: Option): string => EXPECTED[kindOf(option)];

const isText = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function listTexts(value: unknown): OptionTexts | undefined {
  const list = Array.isArray(value) ? value : [value];
  return list.every(isText) ? list.map(String) : undefined;
}

/** A value of a configuration file as it would stand on the command line; `undefined` where the option does not take it. */
export function textsOfValue(option: Option, value: unknown): OptionTexts | undefined {
  const kind = kindOf(option);
  // A file says `proxy: false` where the command line has an option of its own for it.
  if (typeof value === 'boolean') return kind === 'flag' || (kind === 'optional' && value) ? value : undefined;
  if (kind === 'flag') return undefined;
  if (kind === 'list') return listTexts(value);
  if (kind !== 'map' || !isRecord(value))
    return kind === 'map' ? listTexts(value) : isText(value) ? [String(value)] : undefined;
  return listTexts(Object.entries(value).map(([name, one]) => (isText(one) ? `${name}=${one}` : one)));
}

const YES = /^(?:1|true|yes|on)$/i;
const NO = /^(?:0|false|no|off)$/i;

/** The name of a fault may hold commas, and `--fault` splits several by itself. */
const WHOLE: ReadonlySet<string> = new Set(['fault']);

/** The same for a variable, which holds several values with commas between them. */
export function textsOfVariable(option: Option, text: string): OptionTexts | undefined {
  const kind = kindOf(option);
  const truth = YES.test(text) ? true : NO.test(text) ? false : undefined;
  if (kind === 'flag') return truth;
  if (kind === 'optional' && truth !== undefined) return truth || undefined;
  if ((kind === 'list' || kind === 'map') && !WHOLE.has(option.attributeName()))
    return text.split(',').map((part) => part.trim());
  return [text];
}
