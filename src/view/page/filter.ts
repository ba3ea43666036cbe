import type { ViewedSummary } from '../viewed-exchange.ts';

type Test = (row: ViewedSummary) => boolean;

/** Texts of a row that a word without a field is looked for in. */
const textsOf = ({
  number,
  method,
  path,
  model,
  asked,
  session,
  source,
  faults,
  status,
  state,
  error,
}: ViewedSummary): string =>
  [`#${number}`, method, path, model, asked, session, source.kind, source.name, ...faults, status, state, error]
    .filter((value) => value !== undefined)
    .join('\n')
    .toLowerCase();

/** What `is:` names. */
const KINDS: Readonly<Record<string, Test>> = {
  error: ({ status, error }) => status === 0 || status >= 400 || error !== undefined,
  fault: ({ faults }) => faults.length > 0,
  finding: ({ findings }) => findings > 0,
  generated: ({ source }) => source.kind === 'generated',
  scenario: ({ source }) => source.kind === 'scenario',
  cassette: ({ source }) => source.kind === 'cassette',
  unmatched: ({ source }) => source.kind === 'unmatched' || source.kind === 'missed',
  stream: ({ stream }) => stream,
  running: ({ state }) => state === 'running',
  cut: ({ state }) => state !== 'running' && state !== 'complete',
};

/** Fields that a word may name, such as `model:gpt`. */
const FIELDS: Readonly<Record<string, (row: ViewedSummary) => string>> = {
  model: ({ model = '' }) => model,
  session: ({ session = '' }) => session,
  scenario: ({ source }) => (source.kind === 'scenario' ? (source.name ?? '') : ''),
  fault: ({ faults }) => faults.join('\n'),
  status: ({ status }) => String(status),
  path: ({ path }) => path,
};

/** Names that {@link parseFilter} knows, for the help. */
export const FILTER_KINDS: readonly string[] = Object.keys(KINDS);
export const FILTER_FIELDS: readonly string[] = Object.keys(FIELDS);

/** Words of a filter; quotes keep spaces. */
const WORD = /-?(?:(?<field>\w+):)?(?:"(?<quoted>[^"]*)"?|(?<plain>\S+))/g;

function testOf(field: string, text: string): Test {
  const wanted = text.toLowerCase();
  if (field === 'is') return Object.hasOwn(KINDS, wanted) ? (KINDS[wanted] as Test) : () => false;
  const read = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
  if (read) return (row) => read(row).toLowerCase().includes(wanted);
  const whole = field === '' ? wanted : `${field}:${wanted}`;
  return (row) => textsOf(row).includes(whole);
}

/**
 * The rows that a filter lets through: all of its words have to hold. A hyphen before a word turns it around.
 *
 * @example parseFilter('is:error -status:429 "my model"')
 */
export function parseFilter(text: string): Test {
  const tests = [...text.matchAll(WORD)].flatMap(({ 0: word, groups = {} }): Test[] => {
    const negated = word.startsWith('-');
    const wanted = groups['quoted'] ?? groups['plain'] ?? '';
    if (wanted === '' || wanted === '-') return [];
    const test = testOf((groups['field'] ?? '').toLowerCase(), wanted);
    return [negated ? (row) => !test(row) : test];
  });
  return (row) => tests.every((test) => test(row));
}
