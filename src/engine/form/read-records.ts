import type { Brief } from '../read/brief.ts';
import type { Form, RecordLayout } from './form.ts';
import { anyOf, hasAny } from '../has-words.ts';
import { WORDS } from '../words.ts';
import { endMark } from './read-marker.ts';

const SEPARATOR = /<\|[^|>\s]{0,8}\|>|<\|>|\s\|\s|\s?(?:->|→)\s?|<TAB>|\t/;
const RUN = /\b(?:as|form|format|like)\s([\p{L}_]{2,24}(?:(?:<TAB>|\t|<\|>)[\p{L}_]{2,24}){1,8})/u;
/** "in the form (subject, predicate, object)" */
const COMMAS = /\b(?:form|format|as|like)\b[^()\n]{0,24}\([\p{L}_ ]{2,24}(, ?)[\p{L}_ ]{2,24}\1[\p{L}_ ]{2,24}\)/u;
const EACH = anyOf(WORDS.forms.readRecordsEach);
const FIELD = /^["“<[{]?[\p{L}_][\p{L}\p{N}_ -]{0,40}[\d -]{0,6}["”>\]}]?$/u;
const BETWEEN =
  /\b(?:put|use|write)\s+\**["`]?([^\s"`*\p{L}\p{N}]{1,6})["`]?\**\s+(?:between|as (?:the|a)\b[^.\n]{0,20}\b(?:delimiter|separator))/iu;

/** A layout within a line: the longest run of fields with one separator between. */
function layoutIn(line: string): RecordLayout | undefined {
  const separator = SEPARATOR.exec(line)?.[0] ?? COMMAS.exec(line)?.[1];
  if (separator === undefined) return undefined;
  const bracket =
    [...line.matchAll(/\(([^()\n]{5,200})\)/g)].find((match) => (match[1] ?? '').includes(separator)) ?? null;
  const quoted = /["`“]([^"`”\n]{5,200})["`”]/.exec(line)?.[1];
  const run = RUN.exec(line)?.[1];
  const inner =
    bracket === null && run !== undefined
      ? run
      : bracket === null && quoted?.includes(separator) === true
        ? quoted
        : bracket !== null
          ? (bracket[1] ?? '')
          : line
              .trim()
              .replace(/^[-*\d.)\s]*/, '')
              .replace(/[.:]$/, '');
  const parts = inner.split(separator).map((part) => part.trim());
  if (parts.length < (run === undefined ? 3 : 2) || !parts.every((part) => FIELD.test(part))) return undefined;
  const fields = parts.map((part) => ({
    name: part.replaceAll(/["“”<>[\]{}]/g, '').trim(),
    literal: /^["“]/.test(part),
  }));
  const boxed = inner !== line && bracket !== null && inner === bracket[1];
  return {
    open: boxed ? '(' : '',
    close: boxed ? ')' : '',
    separator: separator === '<TAB>' ? '\t' : separator,
    fields,
  };
}

/** Lines of fields that are wanted for every record: `(subject | relation | object)`, `entity<|>name<|>type`. */
export function readRecords(brief: Brief): Form | undefined {
  if (!EACH.test(brief.orders) || hasAny(brief.orders, 'markdown table')) return undefined;
  const layouts = brief.orders
    .split('\n')
    .map(layoutIn)
    .filter((layout) => layout !== undefined);
  if (layouts.length === 0) return undefined;
  // Of several kinds of records, the first field says which it is.
  const kinds = layouts.length > 1 && new Set(layouts.map(({ fields }) => fields[0]?.name)).size === layouts.length;
  const marked = kinds
    ? layouts.map((layout) => ({
        ...layout,
        fields: layout.fields.map((field, at) => (at === 0 ? { ...field, literal: true } : field)),
      }))
    : layouts;
  return {
    kind: 'records',
    layouts: marked,
    between: BETWEEN.exec(brief.orders)?.[1] ?? '',
    end: endMark(brief.orders),
  };
}
